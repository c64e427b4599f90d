"""How one statement came about, told in dates and totals: the example on the front page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache
from django.db.models import Count

from positions.exports.content import Outcome, Section, StatementContent
from positions.models import Statement

from ..enums import CommentVisibility
from ..models import Consultation, SectionComment
from ..phases import PhaseKind
from .statements import most_voted


@dataclass(frozen=True)
class LastVote:
    """The section that divided opinions most, with its place on the statement's page."""

    number: str
    heading: str
    anchor: str
    outcome: Outcome
    silent: int


@dataclass(frozen=True)
class Story:
    """What is not known is None or 0, and not told."""

    slug: str
    number: str
    issued_at: datetime
    addressee: str
    bill: str
    vote: LastVote | None
    voted: int
    asked: int
    dissents: int
    invited_on: date | None = None
    comments_from: datetime | None = None
    comments_until: datetime | None = None
    comments: int = 0
    commenting: int = 0
    version: int = 0
    version_at: datetime | None = None
    voted_until: datetime | None = None


def story(statement: Statement) -> Story:
    """Of an issued statement, whose consultation is closed: nothing in it changes, so it is kept in the cache for good."""
    key = f"consultations.story.{statement.pk}.{statement.content_digest}"
    kept = cache.get(key)
    if kept is None:
        kept = _story(statement)
        cache.set(key, kept, timeout=None)
    return kept


def _story(statement: Statement) -> Story:
    content = StatementContent.from_plain(Statement.objects.values_list("content", flat=True).get(pk=statement.pk))
    numbers = most_voted(content)
    return Story(
        slug=statement.slug,
        number=statement.number,
        issued_at=statement.issued_at,
        addressee=statement.addressee_short,
        bill=content.bill,
        vote=last_vote(content),
        voted=numbers.taking_part if numbers else 0,
        asked=numbers.eligible if numbers else 0,
        dissents=content.notes,
        **_process(statement),
    )


def last_vote(content: StatementContent) -> LastVote | None:
    """The adopted section with the most votes against it; dissent is shown, not hidden."""

    def weight(place_and_section: tuple[int, Section]) -> tuple[int, int, int]:
        place, section = place_and_section
        plain = section.outcome.plain if section.outcome else None
        return (len(section.dissents), plain.no if plain else 0, -place)

    voted = [(place, s) for place, s in enumerate(content.sections, 1) if s.outcome and s.outcome.plain.taking_part]
    if not voted:
        return None
    place, section = max(voted, key=weight)
    assert section.outcome is not None
    plain = section.outcome.plain
    return LastVote(
        number=section.number,
        heading=section.heading,
        anchor=f"a{place}",
        outcome=section.outcome,
        silent=max(0, plain.eligible - plain.taking_part),
    )


def _process(statement: Statement) -> dict:
    """Dates and totals of the consultation behind it, if there was one and it was not confidential."""
    consultation = Consultation.objects.filter(statement_draft=statement.draft_id, is_confidential=False).first()
    if consultation is None:
        return {}
    phases = {phase.kind: phase for phase in consultation.phases.all()}
    comment, vote = phases.get(PhaseKind.COMMENT), phases.get(PhaseKind.VOTE)
    said = SectionComment.objects.filter(consultation=consultation, visibility=CommentVisibility.FEDERATION)
    totals = said.aggregate(comments=Count("pk"), commenting=Count("organisation", distinct=True))
    version = statement.version
    return {
        "invited_on": consultation.invited_on,
        "comments_from": comment.opens_at if comment else None,
        "comments_until": comment.closes_at if comment else None,
        "voted_until": vote.closes_at if vote else None,
        "version": version.number,
        "version_at": version.issued_at,
        **totals,
    }
