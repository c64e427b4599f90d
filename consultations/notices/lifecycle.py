"""What people are mailed when a consultation opens and when its statement is issued."""

from datetime import datetime

from django.urls import reverse

from notifications.kinds import Content, register
from notifications.models import Message
from positions.models import Statement

from ..enums import QuestionKind, Result
from ..models import Consultation, Outcome
from ..phases import PhaseKind, spoken
from .addressing import ToParticipants, address, addressed, consultation_of


@register
class ConsultationOpened(ToParticipants):
    name = "consultation-opened"

    def content(self, message: Message) -> Content:
        consultation = consultation_of(message.event)
        phases = list(consultation.phases.all())
        return Content(
            template="consultations/notices/consultation_opened",
            context={
                **addressed(message, consultation),
                "timetable": [
                    {"name": phase.get_kind_display(), "opens": spoken(phase.opens_at), "closes": spoken(phase.closes_at)}
                    for phase in phases
                ],
                "asks_vote": any(phase.kind == PhaseKind.VOTE for phase in phases),
                "url": address(consultation, reverse("consultations:list"), consultation.get_absolute_url()),
            },
        )

    def still_due(self, message: Message, now: datetime) -> bool:
        is_open = Consultation.objects.open().filter(pk=message.event.facts["consultation"]).exists()
        return is_open and super().still_due(message, now)


@register
class StatementIssued(ToParticipants):
    name = "statement-issued"

    def content(self, message: Message) -> Content:
        consultation = consultation_of(message.event)
        statement = Statement.objects.get(pk=message.event.facts["statement"])
        page = reverse("consultations:statement", args=[statement.slug])
        results = Outcome.objects.filter(question__consultation=consultation, question__kind=QuestionKind.SECTION)
        return Content(
            template="consultations/notices/statement_issued",
            context={
                **addressed(message, consultation),
                "statement": statement,
                "adopted": results.filter(result=Result.ADOPTED).count(),
                "contested": results.filter(result=Result.CONTESTED).count(),
                "url": address(consultation, reverse("consultations:statements"), page),
            },
        )
