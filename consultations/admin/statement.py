"""From the approved draft to the issued statement: what is missing, the button, and a page that follows the compilation."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from positions.enums import OPEN_COMPILATION_STATES

from ..actions import statements, waivers
from ..enums import Result
from ..models import Dissent, Outcome
from ..queries import register
from .base import ConsultationPage

SECONDS = 3  # between two looks at a running compilation


class StatementPage(ConsultationPage):
    """Where the statement stands. While it is being compiled, the page asks again by itself, without script."""

    permission_required = "view"
    template_name = "consultations/admin/consultation/statement.html"
    page_title = gettext_lazy("Statement")

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.is_running:
            response.headers["Refresh"] = str(SECONDS)
        return response

    @property
    def is_running(self) -> bool:
        compilation = self.compilation
        return compilation is not None and compilation.state in OPEN_COMPILATION_STATES

    @property
    def compilation(self):
        draft = self.object.statement_draft
        return draft and draft.compilations.defer("content").order_by("-requested_at").first()

    def get_context_data(self, **kwargs):
        draft = self.object.statement_draft
        kwargs.setdefault("refusal", statements.obstacle(self.object))
        kwargs.setdefault("waiver_error", "")
        kwargs.setdefault("waiver_reason", "")
        return super().get_context_data(
            draft=draft,
            compilation=self.compilation,
            is_running=self.is_running,
            may_issue=self.user_has_permission("change"),
            notes=Dissent.objects.filter(consultation=self.object).count() if self.object.closed_at else 0,
            contested=Outcome.objects.filter(question__consultation=self.object, result=Result.CONTESTED).count(),
            missing=register.missing_answers(self.object),
            objections=register.objections(self.object),
            may_edit_draft=self.request.user.has_perm("positions.change_statementdraft"),
            statements=draft.statements.defer("content", "manifest").order_by("-issued_at") if draft else [],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not self.user_has_permission("change"):
            return self.again(403)
        if "waive" in request.POST:
            return self._waive(request)
        try:
            statements.request(consultation=self.object, by=request.user, now=timezone.now())
        except statements.CannotIssue as refused:
            return self.again(409, refusal=str(refused))
        messages.success(request, _("The statement is being compiled."))
        return redirect("consultations_admin:statement", self.object.pk)

    def _waive(self, request):
        reason = request.POST.get("reason", "")
        try:
            waivers.waive(consultation=self.object, reason=reason, by=request.user, now=timezone.now())
        except waivers.CannotWaive as refused:
            return self.again(400, waiver_error=str(refused), waiver_reason=reason)
        messages.success(request, _("On record: the statement may be issued without the missing answers."))
        return redirect("consultations_admin:statement", self.object.pk)
