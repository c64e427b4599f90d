"""How an organisation stands to questions, read afresh inside the transaction that is going to change it."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from accounts.models import Membership, Organisation, User
from accounts.rules import is_editor
from shared.kept import Kept

from .. import locks
from ..enums import Basis
from ..models import Consultation, Question
from ..phases import Verb


class Standing(NamedTuple):
    """One question, the wording in force, and the organisation's vote so far (the `vote_…` are None without one)."""

    question_id: int
    section_id: int
    withdrawn_at: datetime | None
    wording_id: int | None
    wording_digest: str | None
    is_delegated: bool
    is_time_to_vote: bool  # grace of single organisations aside
    vote_id: int | None
    vote_choice: str | None
    vote_digest: str | None
    vote_basis: str | None
    vote_actor: object
    vote_condition: int | None
    vote_ratings: dict[str, int] | None
    vote_objected_at: datetime | None
    vote_reason: str | None


def standings(
    questions: list[Question], *, seat: locks.Seat, organisation: Organisation, by: User, now: datetime
) -> dict[int, Standing]:
    """Question id → how the organisation stands to it. All are of one consultation. One statement, however many."""
    known = {
        "consultation": questions[0].consultation_id,
        "version": seat.version_id,
        "organisation": organisation.pk,
        "user": by.pk,
        "now": now,
        "today": timezone.localdate(now),
    }
    rows = _standing_of_one(question=questions[0].pk, **known) if len(questions) == 1 else _standing_of_all(**known)
    wanted = {question.pk for question in questions}
    return {row[0]: Standing(*row) for row in rows if row[0] in wanted}


def is_mandated(standing: Standing, basis: Basis, by: User, now: datetime) -> bool:
    """Those who may submit vote for their own organisation; what the office records, its editors enter."""
    return is_editor(by, now) if basis == Basis.OFFICE else standing.is_delegated


def _standing(
    rows: QuerySet[Question], *, consultation: int, version: int, organisation: int, user: int, now: datetime, today: date
) -> QuerySet[Any]:
    held = Membership.objects.in_force(now, today).submitting().filter(user=user, organisation=organisation)
    voting = Consultation.objects.admitting(Verb.VOTE, now).filter(pk=consultation)
    return (
        rows.annotate(
            wording=FilteredRelation("section__wordings", condition=Q(section__wordings__version=version)),
            standing=FilteredRelation("cast_votes", condition=Q(cast_votes__organisation=organisation)),
            question_id=F("pk"),
            wording_id=F("wording__pk"),
            wording_digest=F("wording__digest"),
            is_delegated=Exists(held),
            is_time_to_vote=Exists(voting),
            vote_id=F("standing__pk"),
            vote_choice=F("standing__choice"),
            vote_digest=F("standing__digest"),
            vote_basis=F("standing__basis"),
            vote_actor=F("standing__actor"),
            vote_condition=F("standing__condition_id"),
            vote_ratings=F("standing__ratings"),
            vote_objected_at=F("standing__objected_at"),
            vote_reason=F("standing__remark__text"),
        )
        .order_by()
        .values_list(*Standing._fields)
    )


_KNOWN = {"consultation": int, "version": int, "organisation": int, "user": int, "now": datetime, "today": date}
_standing_of_one = Kept(
    lambda question, **known: _standing(Question.objects.filter(pk=question), **known), question=int, **_KNOWN
)
_standing_of_all = Kept(
    lambda consultation, **known: _standing(
        Question.objects.filter(consultation=consultation), consultation=consultation, **known
    ),
    **_KNOWN,
)
