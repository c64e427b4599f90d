"""What people are mailed about a consultation, and who they are."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import pgettext

from accounts.models import Membership, User
from notifications.kinds import Content, Kind, Recipient, register
from notifications.models import Event, Message
from positions.models import Statement

from .enums import QuestionKind, Result, Visibility
from .models import Consultation, Outcome, Participation
from .phases import PhaseKind, spoken


class _ToParticipants(Kind):
    """Told to everyone with a role in an organisation that takes part: one message a person, whoever they act for.

    Of a confidential consultation the mail says only that there is something to do, and leads to a page that names nothing
    before one has signed in.
    """

    def recipients(self, event: Event) -> Iterable[Recipient]:
        members = _memberships(event.facts["consultation"], event.happened_at).values("user")
        people = User.objects.filter(pk__in=members, is_active=True).order_by("pk")
        for pk, language in people.values_list("pk", "language").iterator():
            yield Recipient(user_id=pk, language=language)

    def still_due(self, message: Message, now: datetime) -> bool:
        memberships = _memberships(message.event.facts["consultation"], now)
        return message.user is not None and memberships.filter(user=message.user).exists()


@register
class ConsultationOpened(_ToParticipants):
    name = "consultation-opened"

    def content(self, message: Message) -> Content:
        consultation = _consultation(message.event)
        phases = list(consultation.phases.all())
        return Content(
            template="consultations/notices/consultation_opened",
            context={
                **_addressed(message, consultation),
                "timetable": [
                    {"name": phase.get_kind_display(), "opens": spoken(phase.opens_at), "closes": spoken(phase.closes_at)}
                    for phase in phases
                ],
                "asks_vote": any(phase.kind == PhaseKind.VOTE for phase in phases),
                "url": _address(consultation, reverse("consultations:list"), consultation.get_absolute_url()),
            },
        )

    def still_due(self, message: Message, now: datetime) -> bool:
        is_open = Consultation.objects.open().filter(pk=message.event.facts["consultation"]).exists()
        return is_open and super().still_due(message, now)


@register
class StatementIssued(_ToParticipants):
    name = "statement-issued"

    def content(self, message: Message) -> Content:
        consultation = _consultation(message.event)
        statement = Statement.objects.get(pk=message.event.facts["statement"])
        page = reverse("consultations:statement", args=[statement.slug])
        results = Outcome.objects.filter(question__consultation=consultation, question__kind=QuestionKind.SECTION)
        return Content(
            template="consultations/notices/statement_issued",
            context={
                **_addressed(message, consultation),
                "statement": statement,
                "adopted": results.filter(result=Result.ADOPTED).count(),
                "contested": results.filter(result=Result.CONTESTED).count(),
                "url": _address(consultation, reverse("consultations:statements"), page),
            },
        )


def _consultation(event: Event) -> Consultation:
    return Consultation.objects.select_related("paper", "version").get(pk=event.facts["consultation"])


def _memberships(consultation_id: int, now: datetime) -> QuerySet[Membership]:
    """The roles in force in organisations that take part."""
    taking_part = Participation.objects.filter(consultation=consultation_id).values("organisation")
    return Membership.objects.active(now).filter(organisation__in=taking_part)


def _address(consultation: Consultation, overview: str, page: str) -> str:
    """Where the mail leads. The address of a confidential page would say what it is about, so there the overview has to do."""
    return settings.BASE_URL + (overview if _is_confidential(consultation) else page)


def _is_confidential(consultation: Consultation) -> bool:
    return consultation.visibility == Visibility.PARTICIPANTS


def _addressed(message: Message, consultation: Consultation) -> dict[str, object]:
    """What both mails say of whom they are for: the organisations by name, the person's role there, their votes."""
    votes = dict(consultation.participations.values_list("organisation_id", "votes"))
    held = _memberships(consultation.pk, message.event.happened_at).filter(user=message.user).select_related("organisation")
    places = [
        {"name": m.organisation.name, "role": m.get_role_display(), "votes": votes[m.organisation_id]}
        for m in held.order_by("organisation__name")
    ]
    return {
        "consultation": consultation,
        "is_confidential": _is_confidential(consultation),
        "places": places,
        "names": get_text_list(
            list(dict.fromkeys(place["name"] for place in places)), pgettext("between the last two of a list", "and")
        ),
    }
