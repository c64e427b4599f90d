"""The desk: what needs doing, on the first page of the admin. Each part only for whoever may open what it leads to."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Prefetch
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from consultations.admin.states import state
from consultations.models import Consultation
from notifications.models import Message, MessageState
from positions.models import StatementDraft

SHOWN = 8


class DeskPanel(Component):
    """Consultations by deadline, drafts on their way to the board, messages that could not be sent."""

    name = "desk"
    template_name = "home/admin/desk.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        user = parent_context["request"].user
        return {
            "consultations": self._consultations() if user.has_perm("consultations.view_consultation") else [],
            "may_prepare": user.has_perm("consultations.add_consultation"),
            "drafts": self._drafts() if user.has_perm("positions.view_statementdraft") else [],
            "parked": self._parked() if user.has_perm("notifications.view_message") else 0,
        }

    def _consultations(self) -> list[Consultation]:
        now = timezone.now()
        rows = Consultation.objects.filter(closed_at=None).prefetch_related("phases")
        shown = list(rows.order_by(F("deadline_at").asc(nulls_last=True), "-pk")[:SHOWN])
        for consultation in shown:
            consultation.state = state(consultation, now)
        return shown

    def _drafts(self) -> list[StatementDraft]:
        """Those that are not issued yet."""
        rows = StatementDraft.objects.filter(statements=None).select_related("consultation")
        under_way = Prefetch(
            "workflow_states", WorkflowState.objects.active(), to_attr="_current_workflow_states"
        )  # Wagtail's name
        return list(rows.prefetch_related(under_way).order_by("-pk")[:SHOWN])

    def _parked(self) -> int:
        return Message.objects.filter(state=MessageState.PARKED).count()
