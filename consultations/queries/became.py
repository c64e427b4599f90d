"""What became of a section after the close: where the issued statement carries it, and where the notes on it are printed."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils import translation

from accounts.rules import Person
from positions.exports.content import Section, StatementContent
from positions.models import Statement

from ..models import Consultation, Dissent
from .paper import SectionOnPage
from .statements import anchor_at, readable


@dataclass(frozen=True)
class Spot:
    """A section in a statement: its anchor there, its number, and how many minority notes stand below it."""

    anchor: str
    number: str
    below: int


@dataclass(frozen=True)
class Spots:
    """Where everything stands in one statement. Frozen with it, so kept in the cache for good."""

    sections: dict[str, Spot]  # by key
    left_out: frozenset[str]  # digests of the wordings
    annex: Counter[str]  # notes in the annex, by the name of the section they are on
    whole: Spot | None
    language: str


@dataclass(frozen=True)
class Became:
    """`statement` is the last one this reader may read; without one only `notes` is known: how many were submitted."""

    statement: Statement | None
    spot: Spot | None
    is_left_out: bool
    notes: int
    below: int = 0
    annex: int = 0


def became(consultation: Consultation, section: SectionOnPage, user: Person, now: datetime) -> Became | None:
    """None while the consultation is open. Three statements at most."""
    if consultation.closed_at is None:
        return None
    statement = None
    if consultation.statement_draft_id is not None:
        statement = readable(user, now).filter(draft=consultation.statement_draft_id).first()
    if statement is None:
        notes = Dissent.objects.filter(consultation=consultation, section=section.section_id).count()
        return Became(statement=None, spot=None, is_left_out=False, notes=notes)
    spots = _spots(statement)
    spot = spots.whole if section.is_whole else spots.sections.get(str(section.key))
    with translation.override(spots.language):
        below, annex = spot.below if spot else 0, spots.annex[section.title]
    return Became(statement, spot, section.digest in spots.left_out, below + annex, below, annex)


def _spots(statement: Statement) -> Spots:
    key = f"consultations.statement-spots.{statement.content_digest}"
    found = cache.get(key)
    if found is None:
        found = _read(StatementContent.from_plain(statement.content))
        cache.set(key, found, timeout=None)
    return found


def _read(content: StatementContent) -> Spots:
    return Spots(
        sections={one.key: _spot(place, one) for place, one in enumerate(content.sections, start=1)},
        left_out=frozenset(one.digest for one in content.left_out),
        annex=Counter(note.on for note in content.annex_dissents),
        whole=Spot("ganzes", "", len(content.whole_dissents)) if content.whole else None,
        language=content.language,
    )


def _spot(place: int, section: Section) -> Spot:
    return Spot(anchor_at(place), section.number, len(section.dissents))
