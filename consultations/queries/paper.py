"""The paper as a page shows it: the frozen sections, and what has happened to each. The number of statements is fixed."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, FilteredRelation, Q, QuerySet
from django.utils.safestring import SafeString, mark_safe

from positions.enums import SectionKind
from positions.models import Version, VersionSection

from ..enums import Result
from ..models import Consultation, Outcome, Question, SectionActivity, Tally
from ..scales import Counts, Scale
from .naming import name_of
from .own import VOTE, OwnVote, own_votes
from .place import Place

EMPTY = mark_safe("")


@dataclass(frozen=True)
class Filled:
    """What stands in the fields of a vote form, and what is wrong with it: a sentence for one of its fields, or for none."""

    choice: str = ""
    reason: str = ""
    condition: str = ""  # the number of a suggestion
    error: str = ""
    error_field: str = ""


@dataclass(frozen=True)
class Sums:
    """Organisations that answered yes, no, abstained; `result` once the consultation is closed."""

    yes: int
    no: int
    abstain: int
    result: Result | None = None
    outcome: Outcome | None = None


@dataclass(eq=False)
class SectionOnPage:
    """One section: its wording in the version in force, its question, its discussion, and the organisation's own vote."""

    key: UUID
    anchor: str
    kind: str
    number: str
    heading: str
    level: int
    digest: str
    section_id: int
    wording_id: int
    html: SafeString = EMPTY
    comments: int = 0
    question: Question | None = None
    scale: Scale | None = None
    own: OwnVote | None = None
    sums: Sums | None = None
    filled: Filled = field(default_factory=Filled)
    conditions: list[tuple[str, str]] = field(default_factory=list)  # suggestions a vote can name: number, what to call it
    told: str = ""  # the sums in words
    decided: str = ""  # the outcome in words
    changes_since_read: SafeString = EMPTY  # where a vote was sent on another wording
    # Set by the page, so that its template only has to print them.
    entry: SafeString = EMPTY
    opening: SafeString = EMPTY
    line: SafeString = EMPTY

    @property
    def is_open(self) -> bool:
        """Asked, and the organisation has no vote, or one that waits for it to be confirmed."""
        return self.question is not None and (self.own is None or self.own.waits)

    @property
    def title(self) -> str:
        """How it is called where its text does not stand beside: "3 Fristen", or "The paper as a whole"."""
        return name_of(self.kind, self.number, self.heading)

    @property
    def is_part(self) -> bool:
        return self.kind == SectionKind.HEADING

    @property
    def is_whole(self) -> bool:
        return self.kind == SectionKind.WHOLE


@dataclass
class Turnout:
    """How many of the organisations with a vote have voted, at least once."""

    voted: int
    entitled: int


@dataclass
class PaperOnPage:
    sections: list[SectionOnPage]  # in order, the paper as a whole last
    turnout: Turnout
    shows_results: bool
    alternatives: list[Question] = field(default_factory=list)
    asked: list[SectionOnPage] = field(default_factory=list)

    def __post_init__(self):
        self.asked = [section for section in self.sections if section.question is not None]

    @property
    def unanswered(self) -> list[SectionOnPage]:
        return [section for section in self.asked if section.is_open]

    @property
    def answered(self) -> int:
        return len(self.asked) - len(self.unanswered)

    @property
    def stale(self) -> list[SectionOnPage]:
        return [section for section in self.asked if section.own is not None and section.own.is_stale]


def anchor(key: UUID) -> str:
    """Where a section stands on its page: the same in every version."""
    return f"a{key.hex[:8]}"


def paper_on_page(consultation: Consultation, place: Place) -> PaperOnPage:
    """The whole paper. Four to six statements; two more if the organisation has votes on wordings that have changed since."""
    sections = _sections(_version(consultation))
    shows_results = consultation.closed_at is not None or not consultation.results_hidden
    _add_discussions(sections, consultation)
    alternatives = _add_questions(sections, consultation, place)
    if shows_results:
        add_sums(sections, consultation)
    turnout = _turnout(consultation)
    return PaperOnPage(sections=sections, turnout=turnout, shows_results=shows_results, alternatives=alternatives)


def section_on_page(consultation: Consultation, wording: VersionSection, place: Place) -> SectionOnPage:
    """One section alone, as its own page shows it."""
    section = on_page(wording)
    _add_discussions([section], consultation)
    _add_questions([section], consultation, place)
    if consultation.closed_at is not None or not consultation.results_hidden:
        add_sums([section], consultation)
    return section


def on_page(wording: VersionSection) -> SectionOnPage:
    """The wording alone. Its HTML was made from the block tree when the version was issued: none of it is as it was typed."""
    section = _on_page(
        wording.section.key,
        wording.kind,
        wording.number,
        wording.heading,
        wording.level,
        wording.digest,
        wording.section_id,
        wording.pk,
    )
    section.html = mark_safe(wording.html)
    return section


# A version never changes: what its pages need of it is read once and kept, as plain values.
_COLUMNS = ("section__key", "kind", "number", "heading", "level", "digest", "section_id", "pk")


def _sections(version: Version) -> list[SectionOnPage]:
    """Every section of a version, in order, the paper as a whole last; without its HTML (see `wordings_of`)."""
    key = f"paper-sections:{version.pk}:{version.digest}"
    rows = cache.get(key)
    if rows is None:
        rows = list(VersionSection.objects.filter(version=version).order_by("position").values_list(*_COLUMNS))
        rows.sort(key=lambda row: row[1] == SectionKind.WHOLE)
        cache.set(key, rows, timeout=None)
    return [_on_page(*row) for row in rows]


def wordings_of(version: Version) -> dict[int, SafeString]:
    """Wording id → its HTML, of a whole version."""
    rows = VersionSection.objects.filter(version=version).values_list("pk", "html")
    return {pk: mark_safe(html) for pk, html in rows}


def _on_page(
    key: UUID, kind: str, number: str, heading: str, level: int, digest: str, section_id: int, wording_id: int
) -> SectionOnPage:
    brings_its_number = bool(number) and heading.startswith(number)
    return SectionOnPage(
        key=key,
        anchor=anchor(key),
        kind=kind,
        number="" if brings_its_number else number,
        heading=heading,
        level=level,
        digest=digest,
        section_id=section_id,
        wording_id=wording_id,
    )


def _version(consultation: Consultation) -> Version:
    """The version in force. A consultation that has none yet has no paper to show."""
    if consultation.version is None:
        raise ValueError("No version has been issued yet.")
    return consultation.version


def _of(sections: list[SectionOnPage], rows: QuerySet, path: str = "section") -> QuerySet:
    """The rows of these sections. Of a whole paper all are wanted: forty ids in a statement would cost more than they save."""
    return rows.filter(**{path: sections[0].section_id}) if len(sections) == 1 else rows


def _add_discussions(sections: list[SectionOnPage], consultation: Consultation) -> None:
    activities = _of(sections, SectionActivity.objects.filter(consultation=consultation))
    counts = dict(activities.values_list("section", "comments"))
    for section in sections:
        section.comments = counts.get(section.section_id, 0)


def _add_questions(sections: list[SectionOnPage], consultation: Consultation, place: Place) -> list[Question]:
    """The questions, and the organisation's votes on them, told fresh from stale; returns the groups of alternatives."""
    by_section = {section.section_id: section for section in sections}
    rows = _of(sections, Question.objects.filter(consultation=consultation, withdrawn_at=None))
    if place.has_vote:
        standing = FilteredRelation("cast_votes", condition=Q(cast_votes__organisation=place.organisation))
        rows = rows.annotate(standing=standing, **VOTE)
    voted_on: dict[SectionOnPage, Any] = {}
    alternatives: list[Question] = []
    for question in rows.order_by():
        if question.section_id is None:
            alternatives.append(question)
        elif section := by_section.get(question.section_id):
            question.consultation = consultation
            section.question, section.scale = question, question.scale_table
            if place.has_vote and question.vote_choice is not None:
                voted_on[section] = question
    in_force = {section.section_id: (section.digest, section.wording_id) for section in voted_on}
    own = own_votes({section.section_id: question for section, question in voted_on.items()}, in_force, consultation)
    for section in voted_on:
        section.own = own[section.section_id]
        section.filled = Filled(section.own.choice.code, section.own.reason, section.own.condition_field)
        section.conditions = section.own.kept_condition
    return sorted(alternatives, key=lambda question: question.position)


def add_sums(sections: list[SectionOnPage], consultation: Consultation) -> None:
    """What came out, once the consultation is closed; before, the counters as they stand. One statement."""
    asked = {section.question.pk: section for section in sections if section.question is not None}
    if consultation.closed_at is not None:
        outcomes = _of(sections, Outcome.objects.filter(question__consultation=consultation), "question__section")
        for outcome in outcomes:
            if section := asked.get(outcome.question_id):
                outcome.question = section.question
                heads = outcome.plain
                section.sums = Sums(heads["yes"], heads["no"], heads["abstain"], Result(outcome.result), outcome)
        return
    tallies = _of(sections, Tally.objects.filter(question__consultation=consultation), "question__section")
    means: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for question, choice, organisations in tallies.values_list("question", "choice", "organisations"):
        if section := asked.get(question):
            means[question][_scale(section).choice(choice).counts] += organisations
    for question, section in asked.items():
        heads = means[question]
        section.sums = Sums(heads[Counts.YES], heads[Counts.NO] + heads[Counts.VETO], heads[Counts.ABSTAIN])


def _scale(section: SectionOnPage) -> Scale:
    if section.scale is None:
        raise ValueError("Nothing is asked about this section.")
    return section.scale


def _turnout(consultation: Consultation) -> Turnout:
    with_vote = consultation.participations.filter(votes__gt=0)
    return Turnout(**with_vote.aggregate(voted=Count("pk", filter=Q(first_voted_at__isnull=False)), entitled=Count("pk")))
