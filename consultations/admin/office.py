"""Recording votes that an organisation gave by telephone."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

from ..actions import office, reasons, votes
from ..models import Question
from ..phases import Verb
from ..queries.naming import names_of
from .base import ConsultationPage


class OfficeForm(forms.Form):
    """Whose votes, who gave them; then an answer and a reason for each question. Those left open are not touched."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    caller = forms.CharField(
        label=_("Who gave the votes, and how"),
        max_length=600,
        help_text=_("For example: Ms Okafor, delegate, by telephone at 14:30. It is kept with the record."),
    )
    replaces_own = forms.BooleanField(label=_("The organisation asked us to change a vote it cast itself"), required=False)

    def __init__(self, *args, consultation, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        places = consultation.participations.filter(votes__gt=0).values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=places).order_by("name")
        for question, name, _digest in asked:
            choices = [("", _("left open")), *((c.code, c.label) for c in question.scale_table.choices)]
            self.fields[f"q{question.pk}"] = forms.ChoiceField(label=name, choices=choices, required=False)
            self.fields[f"r{question.pk}"] = forms.CharField(label=_("Reason"), required=False, max_length=reasons.SHORT)

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"q{question.pk}"], self[f"r{question.pk}"]) for question, _name, _digest in self.asked]

    @property
    def answers(self) -> list[votes.Answer]:
        said = self.cleaned_data
        return [
            votes.Answer(question=question, choice=said[f"q{question.pk}"], digest=digest, reason=said[f"r{question.pk}"])
            for question, _name, digest in self.asked
            if said[f"q{question.pk}"]
        ]


class OfficePage(ConsultationPage):
    template_name = "consultations/admin/consultation/office.html"
    page_title = _("Record votes")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.form = OfficeForm(
            request.POST or None,
            consultation=self.object,
            asked=self._asked(),
            initial={"organisation": request.GET.get("organisation")},
        )

    def _asked(self) -> list[tuple[Question, str, str]]:
        if self.object.version_id is None:
            return []
        names = names_of(self.object)
        digests = dict(self.object.version.wordings.values_list("section_id", "digest"))
        questions = self.object.questions.filter(withdrawn_at=None, section__isnull=False).select_related("section")
        return [(q, names.get(str(q.section.key), ""), digests.get(q.section_id, "")) for q in questions.order_by("position")]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("refusal", self.object.refusal(Verb.VOTE, timezone.now()))
        return super().get_context_data(form=self.form, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.form.is_valid():
            return self.again(400)
        if not self.form.answers:
            self.form.add_error(None, _("Please choose at least one answer."))
            return self.again(400)
        said = {name: self.form.cleaned_data[name] for name in ("organisation", "caller", "replaces_own")}
        try:
            office.record_votes(answers=self.form.answers, by=request.user, now=timezone.now(), **said)
        except votes.BallotRefused as refused:
            for question, problem in refused.problems.items():
                self.form.add_error(f"q{question}", str(problem))
            return self.again(409)
        except votes.VoteRefused as refused:
            self.form.add_error(None, str(refused))
            return self.again(409)
        messages.success(request, _("Recorded. The organisation is mailed to confirm or revoke it."))
        return redirect("consultations_admin:inspect", self.object.pk)
