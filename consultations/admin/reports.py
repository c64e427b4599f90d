"""The comments that readers reported: the open ones, each settled with a sentence, and what came of the others."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..actions import comments, moderation, reports
from ..models import Report
from ..queries.desk import reports_of
from ..queries.naming import names_of
from .base import ConsultationPage


class SettlementForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What becomes of the comment"),
        choices=[("leave", _("It stays as it is")), ("hide", _("It is hidden"))],
        widget=forms.RadioSelect,
    )
    settlement = forms.CharField(
        label=_("In a sentence"),
        max_length=moderation.REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("If the comment is hidden, everyone who reads the discussion sees this sentence as the reason."),
    )


class ReportsPage(ConsultationPage):
    """One form for each open report. Who reported is told by organisation, never by name."""

    template_name = "consultations/admin/consultation/reports.html"
    page_title = _("Reported comments")

    def form(self, report: Report) -> SettlementForm:
        is_sent = self.request.POST.get("report") == str(report.pk)
        return SettlementForm(self.request.POST if is_sent else None, prefix=f"r{report.pk}")

    def get_context_data(self, **kwargs):
        found = list(reports_of(self.object))
        names = names_of(self.object) if found else {}
        rows = [
            {"report": each, "on": names.get(str(each.comment.section.key), _("a section no longer in the paper"))}
            for each in found
        ]
        waiting = [{**row, "form": self.form(row["report"])} for row in rows if not row["report"].settled_at]
        settled = [row for row in rows if row["report"].settled_at]
        return super().get_context_data(waiting=waiting, settled=settled, **kwargs)

    def post(self, request, *args, **kwargs):
        asked = request.POST.get("report", "")
        report = get_object_or_404(reports_of(self.object), pk=asked if asked.isdecimal() else 0)
        form = self.form(report)
        if not form.is_valid():
            return self.again(400)
        said = {"settlement": form.cleaned_data["settlement"], "hides": form.cleaned_data["outcome"] == "hide"}
        try:
            reports.settle(report=report, by=request.user, now=timezone.now(), **said)
        except comments.NotEntitled as refused:
            return self.again(403, refusal=str(refused))
        except comments.CommentRefused as refused:
            return self.again(409, refusal=str(refused))
        messages.success(request, _("The report is settled."))
        return redirect("consultations_admin:reports", self.object.pk)
