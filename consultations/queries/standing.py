"""How an organisation stands to questions, read afresh inside the transaction that is going to change it."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Membership, Organisation, User
from accounts.rules import is_editor
from positions.models import VersionSection
from shared.kept import Kept

from ..enums import Basis
from ..models import Question


@dataclass(frozen=True, slots=True)
class Standing:
    """One question, the wording in force, the organisation's place and its vote so far (the `vote_…` are None without one)."""

    question_id: int
    section_id: int
    version_id: int
    withdrawn_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    wording_id: int | None
    wording_digest: str | None
    is_delegated: bool
    participation_id: int | None
    votes: int | None
    grace_until: datetime | None
    first_voted_at: datetime | None
    vote_id: int | None
    vote_choice: str | None
    vote_digest: str | None
    vote_basis: str | None
    vote_actor: object
    vote_condition: int | None
    vote_ratings: dict[str, int] | None
    vote_objected_at: datetime | None
    vote_reason: str | None


@dataclass(frozen=True, slots=True)
class Times:
    """What decides *when*, of a phase: see `consultations.phases`."""

    kind: str
    opens_at: datetime
    closes_at: datetime


def standings(
    questions: list[Question], *, organisation: Organisation, by: User, now: datetime
) -> tuple[dict[int, Standing], list[Times]]:
    """Question id → how the organisation stands to it, and the phases as they stand now. All are of one consultation.

    One statement, however many questions: a row for each question and phase.
    """
    known = {"organisation": organisation.pk, "user": by.pk, "now": now, "today": timezone.localdate(now)}
    if len(questions) == 1:
        rows = _standing_of_one(question=questions[0].pk, **known)
    else:
        rows = _standing_of_all(consultation=questions[0].consultation_id, **known)
    wanted = {question.pk for question in questions}
    own = {row[0]: row for row in rows if row[0] in wanted}
    times = {Times(*row[-3:]) for row in rows if row[-3] is not None}
    return {pk: Standing(*row[:-3]) for pk, row in own.items()}, list(times)


def is_mandated(standing: Standing, basis: Basis, by: User, now: datetime) -> bool:
    """Those who may submit vote for their own organisation; what the office records, its editors enter."""
    return is_editor(by, now) if basis == Basis.OFFICE else standing.is_delegated


def _standing(rows: QuerySet[Question], *, organisation: int, user: int, now: datetime, today: date) -> QuerySet[Any]:
    wording = VersionSection.objects.filter(section=OuterRef("section"), version=OuterRef("consultation__version")).order_by()
    held = Membership.objects.in_force(now, today).submitting().filter(user=user, organisation=organisation)
    return (
        rows.annotate(
            place=FilteredRelation(
                "consultation__participations", condition=Q(consultation__participations__organisation=organisation)
            ),
            standing=FilteredRelation("cast_votes", condition=Q(cast_votes__organisation=organisation)),
            question_id=F("pk"),
            version_id=F("consultation__version_id"),
            opened_at=F("consultation__opened_at"),
            closed_at=F("consultation__closed_at"),
            wording_id=Subquery(wording.values("pk")),
            wording_digest=Subquery(wording.values("digest")),
            is_delegated=Exists(held),
            participation_id=F("place__pk"),
            votes=F("place__votes"),
            grace_until=F("place__grace_until"),
            first_voted_at=F("place__first_voted_at"),
            vote_id=F("standing__pk"),
            vote_choice=F("standing__choice"),
            vote_digest=F("standing__digest"),
            vote_basis=F("standing__basis"),
            vote_actor=F("standing__actor"),
            vote_condition=F("standing__condition_id"),
            vote_ratings=F("standing__ratings"),
            vote_objected_at=F("standing__objected_at"),
            vote_reason=F("standing__remark__text"),
            phase=F("consultation__phases__kind"),
            opens_at=F("consultation__phases__opens_at"),
            closes_at=F("consultation__phases__closes_at"),
        )
        .order_by("position")
        .values_list(*(field.name for field in fields(Standing)), "phase", "opens_at", "closes_at")
    )


_KNOWN = {"organisation": int, "user": int, "now": datetime, "today": date}
_standing_of_one = Kept(
    lambda question, **known: _standing(Question.objects.filter(pk=question), **known), question=int, **_KNOWN
)
_standing_of_all = Kept(
    lambda consultation, **known: _standing(Question.objects.filter(consultation=consultation), **known),
    consultation=int,
    **_KNOWN,
)
