"""Finding a statement."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from positions.enums import Topic


class StatementFilter(forms.Form):
    """By words of title or addressee, by topic and year. What cannot be understood is said and left out; the rest holds."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    thema = forms.ChoiceField(label=_("Topic"), required=False)
    jahr = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thema"].choices = [("", pgettext_lazy("topic", "All")), *Topic.choices]
        self.fields["jahr"].choices = [("", _("All years")), *((year, str(year)) for year in years)]

    @property
    def wanted(self) -> dict:
        """What was asked for and understood: `q`, `topic`, `year`, each only if given."""
        self.is_valid()
        asked = {
            "q": self.cleaned_data.get("q"),
            "topic": self.cleaned_data.get("thema"),
            "year": self.cleaned_data.get("jahr"),
        }
        return {name: value for name, value in asked.items() if value}
