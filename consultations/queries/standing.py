"""How an organisation stands to questions, read afresh inside the transaction that is going to change it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value

from accounts.models import Membership, Organisation, User
from accounts.rules import is_editor
from positions.models import VersionSection

from ..enums import Basis
from ..models import Question


@dataclass(frozen=True)
class Standing:
    """One question, the wording in force, the organisation's place and its vote so far (the `vote_…` are None without one)."""

    section_id: int
    version_id: int
    withdrawn_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    wording_id: int | None
    wording_digest: str | None
    is_mandated: bool
    participation_id: int | None
    votes: int | None
    grace_until: datetime | None
    first_voted_at: datetime | None
    vote_id: int | None
    vote_choice: str | None
    vote_digest: str | None
    vote_basis: str | None
    vote_actor: object
    vote_reason: str | None

    def says(self, choice: str, reason: str, digest: str, basis: Basis, by: User) -> bool:
        """Whether exactly this was already said, by the same person."""
        said = (self.vote_choice, self.vote_reason or "", self.vote_digest, self.vote_basis, self.vote_actor)
        return self.vote_id is not None and said == (choice, reason, digest, basis, by.actor.token)


def standings(
    questions: list[int], *, organisation: Organisation, by: User, basis: Basis, now: datetime
) -> dict[int, Standing]:
    """Question id → how the organisation stands to it. One statement, however many questions."""
    wording = VersionSection.objects.filter(section=OuterRef("section"), version=OuterRef("consultation__version")).order_by()
    rows = (
        Question.objects.filter(pk__in=questions)
        .annotate(
            place=FilteredRelation(
                "consultation__participations", condition=Q(consultation__participations__organisation=organisation)
            ),
            standing=FilteredRelation("cast_votes", condition=Q(cast_votes__organisation=organisation)),
            version_id=F("consultation__version_id"),
            opened_at=F("consultation__opened_at"),
            closed_at=F("consultation__closed_at"),
            wording_id=Subquery(wording.values("pk")),
            wording_digest=Subquery(wording.values("digest")),
            is_mandated=_mandate(organisation, by, basis, now),
            participation_id=F("place__pk"),
            votes=F("place__votes"),
            grace_until=F("place__grace_until"),
            first_voted_at=F("place__first_voted_at"),
            vote_id=F("standing__pk"),
            vote_choice=F("standing__choice"),
            vote_digest=F("standing__digest"),
            vote_basis=F("standing__basis"),
            vote_actor=F("standing__actor"),
            vote_reason=F("standing__remark__text"),
        )
        .order_by("position")
        .values("pk", *Standing.__dataclass_fields__)
    )
    return {row.pop("pk"): Standing(**row) for row in rows}


def _mandate(organisation: Organisation, by: User, basis: Basis, now: datetime):
    """Delegates and deputies vote for their own organisation; what the office records, its editors enter."""
    if basis == Basis.OFFICE:
        return Value(is_editor(by, now))
    held: QuerySet[Membership] = Membership.objects.active(now).submitting().filter(user=by, organisation=organisation)
    return Exists(held)
