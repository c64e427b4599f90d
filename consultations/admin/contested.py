"""What becomes of the contested sections of a closed consultation: one form, a choice and a reason for each."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..actions import treatments
from ..enums import Result, TreatmentKind
from ..models import Outcome
from ..queries.decided import decided
from .base import ConsultationPage


class TreatmentForm(forms.Form):
    kind = forms.ChoiceField(label=_("What becomes of it"), choices=TreatmentKind, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed unless it is printed; it stands in the annex."),
    )


class ContestedPage(ConsultationPage):
    template_name = "consultations/admin/consultation/contested.html"
    page_title = _("Contested sections")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        contested = Outcome.objects.filter(question__consultation=self.object, result=Result.CONTESTED)
        rows = contested.select_related("question__consultation", "wording", "treatment").order_by("question__position")
        self.rows = [(outcome, self._form(outcome)) for outcome in rows]

    def _form(self, outcome: Outcome) -> TreatmentForm:
        stored = getattr(outcome, "treatment", None)
        initial = {"kind": stored.kind, "reason": stored.reason} if stored else {"kind": TreatmentKind.PRINT}
        return TreatmentForm(self.request.POST or None, prefix=f"o{outcome.pk}", initial=initial)

    def get_context_data(self, **kwargs):
        rows = [
            {"outcome": outcome, "heading": outcome.wording.heading if outcome.wording else outcome.question.title,
             "sentence": decided(outcome).decision.sentence, "form": form}
            for outcome, form in self.rows
        ]  # fmt: skip
        return super().get_context_data(rows=rows, **kwargs)

    def post(self, request, *args, **kwargs):
        faulty = [form for _outcome, form in self.rows if not form.is_valid()]
        if faulty:
            return self.again(400)
        try:
            self._store()
        except treatments.CannotTreat as refused:
            return self.again(409, refusal=str(refused))
        messages.success(request, _("Stored. The statement follows it."))
        return redirect("consultations_admin:statement", self.object.pk)

    @transaction.atomic
    def _store(self) -> None:
        for outcome, form in self.rows:
            if form.has_changed() or hasattr(outcome, "treatment"):
                said = {"kind": TreatmentKind(form.cleaned_data["kind"]), "reason": form.cleaned_data["reason"]}
                treatments.treat(outcome=outcome, by=self.request.user, now=timezone.now(), **said)
