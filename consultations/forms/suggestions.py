"""What the form for a suggestion sends."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from positions.models import VersionSection

from ..enums import SuggestionKind
from .room import SUBMITTED_BASES

# To split a section is to write two in its field.
OFFERED = {
    SuggestionKind.REWORD: _("Write this section anew, or as several"),
    SuggestionKind.ADD: _("Add a section after it"),
    SuggestionKind.DELETE: _("Leave it out"),
    SuggestionKind.MOVE: _("Move it to another place"),
}
BEGINNING = "0"


class SuggestionForm(forms.Form):
    """Any change of one section. `after` is only asked where it is moved: the id of a section, or 0 for the beginning."""

    kind = forms.ChoiceField(label=_("What do you suggest?"), choices=list(OFFERED.items()), required=False)
    text = forms.CharField(label=_("The new wording"), required=False, strip=False)
    after = forms.ChoiceField(label=_("Where to?"), required=False)
    reason = forms.CharField(label=_("Why?"), required=False)
    basis = forms.ChoiceField(label=_("On what basis?"), choices=SUBMITTED_BASES, required=False)
    token = forms.UUIDField()

    def __init__(self, *args, places: list[VersionSection], **kwargs):
        super().__init__(*args, **kwargs)
        names = [(str(place.section_id), str(place) or _("the preamble")) for place in places]
        self.fields["after"].choices = [(BEGINNING, pgettext_lazy("place", "To the beginning")), *names]
        self.fields["after"].error_messages["invalid_choice"] = _(
            "That is where the section stands. Please choose another place."
        )
        self.places = {str(place.section_id): place.section for place in places}
        self.initial.setdefault("token", uuid4())

    def clean_kind(self):
        return SuggestionKind(self.cleaned_data["kind"] or SuggestionKind.REWORD)

    @property
    def goes_after(self):
        """The section of a valid form after which another is to stand; None for the beginning."""
        return self.places.get(self.cleaned_data["after"])
