"""What people are mailed about their suggestions."""

from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.kinds import register
from notifications.models import Message

from ..models import Consultation, Suggestion
from ..queries.naming import called
from .votes import Notice, ShortNotice


@register
class SuggestionReturned(ShortNotice):
    """The wording it was written on has changed where it would change it: its organisation gets its text back."""

    name = "suggestion-returned"

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        suggestion = Suggestion.objects.select_related("section").get(pk=message.event.facts["suggestion"])
        sentences = [
            _("A new version changes what your suggestion %(number)d would change; it cannot be carried over unseen.")
            % {"number": suggestion.number},
            _("Your text is kept. You can take it further and submit it again."),
        ]
        return Notice(
            subject=_("%(title)s: your suggestion %(number)d comes back")
            % {"title": consultation.title, "number": suggestion.number},
            sentences=[*sentences, *filter(None, [suggestion.text])],
            items=called(consultation, [str(suggestion.section.key)]),
            action=_("Take it further"),
            path=reverse("consultations:section", args=[consultation.slug, suggestion.section.key]),
        )
