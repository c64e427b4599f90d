"""What people are mailed about a discussion: that a comment names their organisation, or that theirs was hidden."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import OrganisationKind
from notifications.kinds import register
from notifications.models import Event, Message

from ..models import Consultation, SectionComment
from ..queries.naming import called
from .votes import Notice, ShortNotice


def _comment(event: Event) -> SectionComment:
    rows = SectionComment.objects.select_related("organisation", "section", "consultation")
    return rows.get(pk=event.facts["comment"])


def _voice(comment: SectionComment) -> str:
    office = comment.organisation.kind == OrganisationKind.FEDERATION
    return _("The secretariat") if office else comment.organisation.name


@register
class Mentioned(ShortNotice):
    """A comment names the organisation: told as long as the comment stands."""

    name = "mentioned"

    def organisations(self, event: Event) -> list[int]:
        return event.facts["organisations"]

    def still_due(self, message: Message, now: datetime) -> bool:
        return not _comment(message.event).is_removed and super().still_due(message, now)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        comment = _comment(message.event)
        (section,) = called(consultation, [str(comment.section.key)])
        said = {"voice": _voice(comment), "section": section}
        return Notice(
            subject=_("%(title)s: you are mentioned") % {"title": consultation.title},
            sentences=[_("%(voice)s mentions you in the discussion of “%(section)s”:") % said, comment.comment],
            action=_("Read and answer"),
            path=comment.get_absolute_url(),
        )


@register
class CommentHidden(ShortNotice):
    """The secretariat hid the organisation's comment: told as long as it is hidden."""

    name = "comment-hidden"

    def still_due(self, message: Message, now: datetime) -> bool:
        return _comment(message.event).hidden_at is not None and super().still_due(message, now)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        comment = _comment(message.event)
        (section,) = called(consultation, [str(comment.section.key)])
        return Notice(
            subject=_("%(title)s: a comment of yours was hidden") % {"title": consultation.title},
            sentences=[
                _("The secretariat hid your comment on “%(section)s”. It is kept; you can write it anew in other words.")
                % {"section": section},
                _("Reason: %(reason)s") % {"reason": comment.hidden_reason},
            ],
            action=_("Go to the comment"),
            path=comment.get_absolute_url(),
        )
