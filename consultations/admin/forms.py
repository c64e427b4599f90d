"""The form of a consultation: validates, never saves."""

from datetime import datetime

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from accounts.models import Organisation
from positions.models import Paper

from ..actions.preparation import FROZEN, Times
from ..enums import Visibility
from ..models import Consultation, Phase
from ..phases import ORDER, PhaseKind, disorder

FROZEN_WHY = _("Frozen since the consultation was opened.")
EVERYBODY, SELECTION = "everybody", "selection"
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def field_names(kind: PhaseKind) -> tuple[str, str]:
    """The two fields of the form that hold a phase's times."""
    return f"{kind}_opens_at", f"{kind}_closes_at"


def _moment(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(label=label, required=False, widget=AdminDateTimeInput)


# Two fields for each phase there is, declared from the table of phases.
PhaseTimes = type(
    "PhaseTimes",
    (forms.Form,),
    {name: _moment(label) for kind in ORDER for name, label in zip(field_names(kind), (_("opens"), _("closes")), strict=True)},
)


class ConsultationForm(PhaseTimes, WagtailAdminModelForm):
    """A consultation with its phases (two times each, empty for a phase that is not held) and who is invited.

    Once it is open, everything the vote rests on is shown and cannot be changed.
    """

    paper = forms.ModelChoiceField(label=_("Position paper"), queryset=Paper.objects.order_by("title"))
    invited = forms.ChoiceField(
        label=_("Who takes part"),
        choices=[(EVERYBODY, _("All members, as they are when it opens")), (SELECTION, _("Only those chosen here"))],
        widget=forms.RadioSelect,
        initial=EVERYBODY,
    )
    organisations = forms.ModelMultipleChoiceField(
        label=_("Organisations"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Read only if a selection takes part."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Made from the title if left empty.")
        self.fields["organisations"].queryset = Organisation.objects.members().order_by("name")
        self.phases = list(self.instance.phases.all()) if self.instance.pk else []
        self._show_stored()
        if self.is_open:
            self._freeze()

    @property
    def is_open(self) -> bool:
        return self.instance.opened_at is not None

    def _show_stored(self) -> None:
        for phase in self.phases:
            opens, closes = field_names(PhaseKind(phase.kind))
            self.initial[opens], self.initial[closes] = phase.opens_at, phase.closes_at
        chosen = list(self.instance.participations.values_list("organisation", flat=True)) if self.instance.pk else []
        self.initial["invited"] = SELECTION if chosen else EVERYBODY
        self.initial["organisations"] = chosen
        if self.is_open:
            self.fields["organisations"].queryset = Organisation.objects.filter(pk__in=chosen).order_by("name")

    def _freeze(self) -> None:
        times = [name for kind in ORDER for name in field_names(kind)]
        for name in [*FROZEN, "invited", "organisations", *times]:
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].help_text = FROZEN_WHY

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or self._free_slug(self.data.get("title", ""))

    def _free_slug(self, title: str) -> str:
        stem = slugify(title.translate(LETTERS))[:90] or "beteiligung"
        taken = set(Consultation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        return (
            stem if stem not in taken else next(s for s in (f"{stem}-{n}" for n in range(2, len(taken) + 3)) if s not in taken)
        )

    def clean(self) -> dict:
        data = super().clean()
        if not self.is_open:
            self._check_paper(data)
            self._check_rule(data)
            self._check_readers(data)
            self._check_phases()
        return data

    def _check_paper(self, data: dict) -> None:
        others = Consultation.objects.filter(paper=data.get("paper"), closed_at=None).exclude(pk=self.instance.pk)
        if data.get("paper") and (other := others.first()):
            self.add_error("paper", _("“%(title)s” on this paper is not closed yet.") % {"title": other.title})

    def _check_rule(self, data: dict) -> None:
        if (data.get("numerator") or 1) > (data.get("denominator") or 1):
            self.add_error("numerator", _("A majority cannot be more than the whole."))
        for name in ("numerator", "denominator", "quorum_denominator"):
            if data.get(name) == 0:
                self.add_error(name, _("This must be at least 1."))

    def _check_readers(self, data: dict) -> None:
        if data.get("is_confidential") and data.get("visibility") != Visibility.PARTICIPANTS:
            self.add_error("visibility", _("What is confidential can be readable by participants only."))
        selects = data.get("invited") == SELECTION
        if selects and not data.get("organisations"):
            self.add_error("organisations", _("Choose at least one organisation."))
        if not selects and data.get("visibility") == Visibility.PARTICIPANTS:
            self.add_error("invited", _("For participants only: choose the organisations."))

    def _check_phases(self) -> None:
        planned = []
        for kind in ORDER:
            opens, closes = (self.cleaned_data.get(name) for name in field_names(kind))
            if bool(opens) != bool(closes):
                self.add_error(field_names(kind)[bool(opens)], _("A phase needs a beginning and an end, or neither."))
            elif opens and closes and closes <= opens:
                self.add_error(field_names(kind)[1], _("A phase cannot end before it begins."))
            elif opens and closes:
                planned.append(Phase(kind=kind, opens_at=opens, closes_at=closes))
        if planned and not self.errors and (sentence := disorder(planned)):
            self.add_error(field_names(PhaseKind(planned[-1].kind))[0], sentence)

    @property
    def times(self) -> Times:
        """The phases that are held, of a valid form."""
        pairs: dict[PhaseKind, tuple[datetime, datetime]] = {}
        for kind in ORDER:
            opens, closes = (self.cleaned_data[name] for name in field_names(kind))
            if opens and closes:
                pairs[kind] = (opens, closes)
        return pairs

    @property
    def chosen(self) -> list[Organisation] | None:
        """Whom a valid form invites; None for everybody."""
        return list(self.cleaned_data["organisations"]) if self.cleaned_data["invited"] == SELECTION else None
