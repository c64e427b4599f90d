"""Putting alternatives to the vote: the section first, then what stands beside its wording."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from positions.enums import SectionKind

from ..actions import alternatives
from ..enums import SuggestionKind, SuggestionState
from ..models import Suggestion
from ..queries.alternatives import groups
from ..scales import ALTERNATIVE_SCALE_CHOICES, EITHER_OR
from .base import ConsultationPage


class AlternativesForm(forms.Form):
    title = forms.CharField(label=_("What it is about"), max_length=200, required=False)
    scale = forms.ChoiceField(
        label=_("How it is answered"), choices=ALTERNATIVE_SCALE_CHOICES, widget=forms.RadioSelect, initial=EITHER_OR
    )
    suggestions = forms.ModelMultipleChoiceField(
        label=_("Suggestions"), queryset=Suggestion.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    own = forms.CharField(
        label=_("A wording of our own"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args, suggestions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["suggestions"].queryset = suggestions
        self.fields["suggestions"].label_from_instance = lambda s: f"{s.number} · {s.organisation}: {s.text[:120]}"

    @property
    def proposed(self) -> list[alternatives.Proposed]:
        chosen = [
            alternatives.Proposed(label=str(_("Suggestion %(number)d") % {"number": one.number}), suggestion=one)
            for one in self.cleaned_data["suggestions"]
        ]
        own = self.cleaned_data["own"].strip()
        return chosen + ([alternatives.Proposed(label=str(_("Wording of the secretariat")), text=own)] if own else [])


class AlternativesPage(ConsultationPage):
    """The groups there are; with a section in the address the form for another one."""

    template_name = "consultations/admin/consultation/alternatives.html"
    page_title = _("Alternatives")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.object.version_id is None:
            raise Http404
        sections = self.object.version.wordings.filter(kind=SectionKind.TEXT).select_related("section").order_by("position")
        self.wordings = list(sections)
        asked = request.GET.get("section", "")
        self.wording = next((w for w in self.wordings if str(w.pk) == asked), None)
        self.form = self._form(request.POST or None) if self.wording else None

    def _form(self, data):
        own = self.object.suggestions.filter(
            section=self.wording.section, state=SuggestionState.OPEN, kind=SuggestionKind.REWORD
        )
        return AlternativesForm(data, suggestions=own.select_related("organisation"), initial={"title": self.wording.heading})

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            groups=groups(self.object), wordings=self.wordings, wording=self.wording, form=self.form, **kwargs
        )

    def post(self, request, *args, **kwargs):
        if "withdraw" in request.POST:
            question = get_object_or_404(self.object.questions.filter(kind="alternatives"), pk=request.POST["withdraw"])
            alternatives.withdraw(question=question, by=request.user, now=timezone.now())
            messages.success(request, _("The alternatives are not put to the vote any more."))
            return redirect("consultations_admin:alternatives", self.object.pk)
        if self.form is None or not self.form.is_valid():
            return self.again(400)
        said = {"title": self.form.cleaned_data["title"], "scale": self.form.cleaned_data["scale"]}
        try:
            alternatives.pose(
                consultation=self.object,
                wording=self.wording,
                proposed=self.form.proposed,
                by=request.user,
                now=timezone.now(),
                **said,
            )
        except alternatives.CannotPose as refused:
            return self.again(409, refusal=str(refused))
        messages.success(request, _("The alternatives are put to the vote."))
        return redirect("consultations_admin:alternatives", self.object.pk)
