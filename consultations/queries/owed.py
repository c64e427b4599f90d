"""What an organisation still owes, across the open consultations in which it takes part, by deadline."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q

from accounts.models import Organisation
from positions.enums import SectionKind
from positions.models import VersionSection

from ..enums import Basis, CommentVisibility, DraftState, SuggestionState
from ..freshness import fresh_digests_by_version
from ..models import Consultation, Draft, Participation, Phase, Question, SectionComment
from ..phases import PhaseKind
from ..scales import Choice
from .alternatives import unanswered

NAMED = 3  # so many sections are named one by one; more are put together
REPLIES = 5  # as many are named; the discussion holds the others


@dataclass(frozen=True)
class Asked:
    """One question with the section's name in the version in force, and the organisation's vote so far."""

    key: str
    number: str
    heading: str
    is_whole: bool
    choice: Choice | None = None
    suggestion: int | None = None  # the number of the adopted suggestion on which the vote hinges


@dataclass
class Owed:
    """One consultation. `changed`, `recorded`, `adopted` have a vote that waits for a word; `missing` have none."""

    consultation: Consultation
    phase: Phase | None
    until: datetime | None
    has_vote: bool
    asked: int = 0
    answered: int = 0
    changed: list[Asked] = field(default_factory=list)
    recorded: list[Asked] = field(default_factory=list)
    adopted: list[Asked] = field(default_factory=list)
    missing: list[Asked] = field(default_factory=list)
    alternatives: list[Question] = field(default_factory=list)
    drafts: int = 0
    replies: list[SectionComment] = field(default_factory=list)

    @property
    def votes_now(self) -> bool:
        return self.has_vote and self.phase is not None and self.phase.kind == PhaseKind.VOTE

    @property
    def comments_now(self) -> bool:
        return self.phase is not None and self.phase.kind == PhaseKind.COMMENT

    @property
    def things(self) -> int:
        """How many things are to be done: many sections that wait for a vote are one."""
        missing = len(self.missing) if len(self.missing) <= NAMED else 1
        single = len(self.changed) + len(self.adopted) + len(self.alternatives)
        of_votes = single + missing + bool(self.recorded) if self.votes_now else 0
        return of_votes + bool(self.drafts) + len(self.replies)


def owed(organisation: Organisation, now: datetime) -> list[Owed]:
    """The nearest deadline first. Nine statements at most, however many consultations and sections."""
    places = Participation.objects.filter(organisation=organisation, consultation__in=Consultation.objects.open())
    places = places.select_related("consultation__version").prefetch_related("consultation__phases")
    found = {place.consultation_id: _begun(place, now) for place in places}
    if not found:
        return []
    _add_questions(found, organisation)
    for question in unanswered(list(found), organisation):
        if found[question.consultation_id].has_vote:
            found[question.consultation_id].alternatives.append(question)
    for consultation, number in _waiting_drafts(found, organisation):
        found[consultation].drafts += number
    for comment in _unanswered_replies(found, organisation):
        found[comment.consultation_id].replies.append(comment)
    return sorted(found.values(), key=lambda one: (one.until is None, one.until or now, one.consultation.pk))


def _begun(place: Participation, now: datetime) -> Owed:
    consultation = place.consultation
    phase = consultation.phase(now)
    grace = place.grace_until if place.grace_until and place.grace_until > now else None
    return Owed(consultation=consultation, phase=phase, until=phase.closes_at if phase else grace, has_vote=place.votes > 0)


def _add_questions(found: dict[int, Owed], organisation: Organisation) -> None:
    rows = list(_questions(found, organisation))
    fresh = fresh_digests_by_version([one.consultation.standing_version for one in found.values()])
    names = _names(found)
    for question in rows:
        one = found[question.consultation_id]
        version = one.consultation.standing_version.pk
        name = names.get((version, question.section_id or 0))
        if name is None:
            continue
        one.asked += 1
        key, number, heading, kind = name
        section = Asked(key=str(key), number=number, heading=heading, is_whole=kind == SectionKind.WHOLE)
        _sort_in(one, section, question, fresh[version].get(question.section_id or 0, frozenset()))


def _sort_in(one: Owed, section: Asked, question: Any, fresh: frozenset[str]) -> None:
    if question.vote_choice is None:
        one.missing.append(section)
        return
    voted = Asked(
        key=section.key,
        number=section.number,
        heading=section.heading,
        is_whole=section.is_whole,
        choice=question.scale_table.choice(question.vote_choice),
        suggestion=question.vote_suggestion,
    )
    if question.vote_digest not in fresh or question.vote_objected_at is not None:
        one.changed.append(voted)
        return
    one.answered += 1
    if question.vote_basis == Basis.OFFICE:
        one.recorded.append(voted)
    elif question.vote_condition_state == SuggestionState.ADOPTED:
        one.adopted.append(voted)


def _questions(found: Iterable[int], organisation: Organisation) -> Iterable[Any]:
    standing = FilteredRelation("cast_votes", condition=Q(cast_votes__organisation=organisation))
    return (
        Question.objects.filter(consultation__in=found, withdrawn_at=None, section__isnull=False)
        .annotate(
            standing=standing,
            vote_choice=F("standing__choice"),
            vote_digest=F("standing__digest"),
            vote_basis=F("standing__basis"),
            vote_objected_at=F("standing__objected_at"),
            vote_condition_state=F("standing__condition__state"),
            vote_suggestion=F("standing__condition__number"),
        )
        .order_by("consultation", "position")
    )


def _names(found: dict[int, Owed]) -> dict[tuple[int, int], tuple]:
    versions = [one.consultation.version_id for one in found.values()]
    rows = VersionSection.objects.filter(version__in=versions)
    columns = ("version_id", "section_id", "section__key", "number", "heading", "kind")
    return {(version, section): rest for version, section, *rest in rows.values_list(*columns)}


def _waiting_drafts(found: Iterable[int], organisation: Organisation) -> Iterable[tuple[int, int]]:
    waiting = Draft.objects.filter(consultation__in=found, organisation=organisation, state=DraftState.OPEN)
    counts: defaultdict[int, int] = defaultdict(int)
    for consultation in waiting.values_list("consultation", flat=True):
        counts[consultation] += 1
    return counts.items()


def _unanswered_replies(found: Iterable[int], organisation: Organisation) -> list[SectionComment]:
    """What others answered to our comments and nobody of us has answered since, the newest first."""
    ours = SectionComment.objects.filter(consultation__in=found, organisation=organisation, is_removed=False)
    own = {comment.pk: comment for comment in ours.only("pk", "parent_id", "thread_id", "order", "submit_date")}
    answered_by_us = {comment.parent_id for comment in own.values()}
    replies = (
        SectionComment.objects.filter(parent_id__in=own, is_removed=False, visibility=CommentVisibility.FEDERATION)
        .exclude(organisation=organisation)
        .exclude(pk__in=answered_by_us)
        .select_related("organisation", "section")
        .order_by("-submit_date")
    )
    return list(replies[:REPLIES])
