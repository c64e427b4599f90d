"""The results of a consultation: who stands where, how the votes came in, and how far groups agree. Read from the votes.

Names of organisations are given to those who may read them only (`rules.may_read_votes`); nobody is ever named in person.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import Field, Organisation, Size
from positions.enums import SectionKind
from positions.models import VersionSection

from ..enums import Basis, QuestionKind, Result
from ..freshness import fresh_digests_by_section
from ..models import Consultation, Outcome, Participation, Question, Vote
from ..scales import Choice, Counts, Scale
from .alternatives import GroupResult, groups, results_of
from .decided import decided


@dataclass(frozen=True)
class Seat:
    """An organisation's place in the picture: the same in every section."""

    organisation_id: int
    name: str
    region: str
    votes: int
    is_own: bool


@dataclass(frozen=True)
class Cell:
    """What stands at a seat in one section: a choice or None, and whether it is stale or waits for the organisation's word."""

    choice: Choice | None
    is_stale: bool = False
    by_office: bool = False

    @property
    def mark(self) -> int:
        """0 for nothing that counts."""
        return self.choice.mark if self.choice and not self.is_stale else 0


@dataclass(frozen=True)
class ChoiceSum:
    """How often a choice stands: organisations, and their votes. Has what the pictures ask of a part."""

    choice: Choice
    organisations: int
    votes: int

    @property
    def mark(self) -> int:
        return self.choice.mark


@dataclass
class Row:
    """One section, or the paper as a whole."""

    key: str
    number: str
    heading: str
    is_whole: bool
    scale: Scale
    cells: list[Cell]
    sums: list[ChoiceSum] = field(default_factory=list)
    result: Result | None = None
    sentence: str = ""

    def heads(self, *meanings: Counts) -> int:
        return sum(one.organisations for one in self.sums if one.choice.counts in meanings)

    def weights(self, *meanings: Counts) -> int:
        return sum(one.votes for one in self.sums if one.choice.counts in meanings)

    @property
    def yes(self) -> int:
        return self.heads(Counts.YES)

    @property
    def no(self) -> int:
        return self.heads(Counts.NO, Counts.VETO)

    @property
    def abstain(self) -> int:
        return self.heads(Counts.ABSTAIN)

    @property
    def stale(self) -> int:
        return sum(cell.is_stale for cell in self.cells)

    @property
    def by_office(self) -> int:
        return sum(cell.by_office for cell in self.cells)


@dataclass(frozen=True)
class Group:
    """Organisations that declared the same; for each section how many of those who said yes or no said yes."""

    name: str
    organisations: int
    shares: list[tuple[int, int]]  # yes, yes and no


@dataclass(frozen=True)
class Dimension:
    name: str
    groups: list[Group]


@dataclass
class Results:
    seats: list[Seat]
    rows: list[Row]
    alternatives: list[GroupResult]
    turnout: list[tuple[date, int]]  # how many organisations had voted by the end of the day
    hours: list[tuple[int, int]]  # where they all voted on one day: by the end of the hour, from the first hour to the last
    dimensions: list[Dimension]

    @property
    def voted(self) -> int:
        return self.turnout[-1][1] if self.turnout else 0

    @property
    def is_weighted(self) -> bool:
        return any(seat.votes != 1 for seat in self.seats)


def results(consultation: Consultation, own: Iterable[int] = ()) -> Results:
    """Everything the page shows, whether the consultation is closed or not. The statements do not grow with its size."""
    places = consultation.participations.filter(votes__gt=0).select_related("organisation").order_by("organisation__name")
    by_organisation = {place.organisation_id: place for place in places}
    questions = _questions(consultation)
    cells = _cells(consultation, questions, by_organisation)
    order = _most_support_first(by_organisation, questions, cells)
    rows = [_row(question, wording, [cells[question.pk].get(pk, Cell(None)) for pk in order], order, by_organisation)
            for question, wording in questions]  # fmt: skip
    _add_outcomes(consultation, questions, rows)
    ours = set(own)
    return Results(
        seats=[_seat(by_organisation[pk], pk in ours) for pk in order],
        rows=rows,
        alternatives=results_of(groups(consultation), {pk: place.votes for pk, place in by_organisation.items()}),
        turnout=_turnout(by_organisation.values()),
        hours=_hours(by_organisation.values()),
        dimensions=list(_dimensions(consultation.smallest_group, order, by_organisation, rows)),
    )


def _seat(place: Participation, is_own: bool) -> Seat:
    organisation = place.organisation
    return Seat(organisation.pk, organisation.name, organisation.region, place.votes, is_own)


def _questions(consultation: Consultation) -> list[tuple[Question, VersionSection]]:
    wordings = {w.section_id: w for w in consultation.standing_version.wordings.select_related("section").defer(*_HEAVY)}
    asked = consultation.questions.filter(withdrawn_at=None).exclude(kind=QuestionKind.ALTERNATIVES).order_by("position")
    return [(question, wordings[question.section_id]) for question in asked if question.section_id in wordings]


_HEAVY = ("tree", "text", "html")


def _cells(
    consultation: Consultation, questions: list[tuple[Question, VersionSection]], places: dict[int, Participation]
) -> dict[int, dict[int, Cell]]:
    """Question id → organisation id → what it said."""
    fresh = fresh_digests_by_section(consultation.standing_version)
    scales = {question.pk: (question.scale_table, question.section_id) for question, _wording in questions}
    found: dict[int, dict[int, Cell]] = {pk: {} for pk in scales}
    columns = ("question_id", "organisation_id", "choice", "digest", "objected_at", "basis")
    votes = Vote.objects.filter(question__in=scales).values_list(*columns)
    for question, organisation, choice, digest, objected_at, basis in votes:
        if organisation in places:
            scale, section = scales[question]
            is_stale = digest not in fresh.get(section or 0, frozenset()) or objected_at is not None
            found[question][organisation] = Cell(scale.choice(choice), is_stale, basis == Basis.OFFICE)
    return found


def _most_support_first(
    places: dict[int, Participation], questions: list[tuple[Question, VersionSection]], cells: dict[int, dict[int, Cell]]
) -> list[int]:
    """The organisation that carries most stands left; those that did not vote at the end."""
    worth = {1: 4, 2: 3, 3: 2, 4: 1, 5: 0}

    def support(pk: int) -> tuple[int, int]:
        marks = [cells[question.pk][pk].mark for question, _wording in questions if pk in cells[question.pk]]
        given = [worth[mark] for mark in marks if mark]
        return (len(given) == 0, -sum(given))

    return sorted(places, key=lambda pk: (*support(pk), places[pk].organisation.name))


def _row(
    question: Question, wording: VersionSection, cells: list[Cell], order: list[int], places: dict[int, Participation]
) -> Row:
    heads: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for organisation, cell in zip(order, cells, strict=True):
        if cell.choice and not cell.is_stale:
            heads[cell.choice.code] += 1
            weights[cell.choice.code] += places[organisation].votes
    scale = question.scale_table
    return Row(
        key=str(wording.section.key),
        number="" if wording.heading.startswith(wording.number or "\0") else wording.number,
        heading=wording.heading,
        is_whole=wording.kind == SectionKind.WHOLE,
        scale=scale,
        cells=cells,
        sums=[ChoiceSum(choice, heads[choice.code], weights[choice.code]) for choice in scale.choices],
    )


def _add_outcomes(consultation: Consultation, questions: list[tuple[Question, VersionSection]], rows: list[Row]) -> None:
    if consultation.closed_at is None:
        return
    by_question = {question.pk: (question, row) for (question, _wording), row in zip(questions, rows, strict=True)}
    for outcome in Outcome.objects.filter(question__in=by_question):
        question, row = by_question[outcome.question_id]
        question.consultation = consultation
        outcome.question = question
        row.result, row.sentence = Result(outcome.result), decided(outcome).decision.sentence


def _turnout(places: Iterable[Participation]) -> list[tuple[date, int]]:
    """By the day on which an organisation voted for the first time."""
    days: Counter[date] = Counter(_day(place.first_voted_at) for place in places if place.first_voted_at)
    total, found = 0, []
    for day in sorted(days):
        total += days[day]
        found.append((day, total))
    return found


def _hours(places: Iterable[Participation]) -> list[tuple[int, int]]:
    moments = [timezone.localtime(place.first_voted_at) for place in places if place.first_voted_at]
    if len({moment.date() for moment in moments}) != 1:
        return []
    hours = sorted(moment.hour for moment in moments)
    return [(hour, bisect_right(hours, hour)) for hour in range(hours[0], hours[-1] + 1)]


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


# --- Groups --------------------------------------------------------------------------------------------------------------


def _dimensions(smallest: int, order: list[int], places: dict[int, Participation], rows: list[Row]) -> Iterable[Dimension]:
    for name, declared in _DECLARED.items():
        members: defaultdict[str, list[int]] = defaultdict(list)
        for seat, pk in enumerate(order):
            members[declared(places[pk].organisation)].append(seat)
        if groups := large_enough(members, smallest):
            yield Dimension(name, [_group(group, seats, rows) for group, seats in groups])


_DECLARED: dict[str, Callable[[Organisation], str]] = {
    "region": lambda organisation: organisation.region,
    "size": lambda organisation: str(Size(organisation.size).label) if organisation.size else "",
    "field": lambda organisation: str(Field(organisation.field_of_work).label) if organisation.field_of_work else "",
}


def large_enough(members: dict[str, list[int]], smallest: int) -> list[tuple[str, list[int]]]:
    """The groups that can be shown, the largest first; "" are the others, small groups and undeclared ones, put together.

    No group of fewer than `smallest` is shown, and none can be found by taking the shown ones from the whole: if the others
    are too few, the smallest group joins them. Empty if then nothing is left to compare.
    """
    shown = sorted((name for name, seats in members.items() if name and len(seats) >= smallest), key=lambda n: -len(members[n]))
    rest = [seat for name, seats in members.items() if name not in shown for seat in seats]
    while shown and 0 < len(rest) < smallest:
        rest += members[shown.pop()]
    groups = [(name, members[name]) for name in shown] + ([("", rest)] if rest else [])
    return groups if len(groups) > 1 else []


def _group(name: str, seats: list[int], rows: list[Row]) -> Group:
    shares = []
    for row in rows:
        said = [row.cells[seat] for seat in seats if row.cells[seat].mark]
        yes = sum(cell.choice.counts == Counts.YES for cell in said if cell.choice)
        no = sum(cell.choice.counts in (Counts.NO, Counts.VETO) for cell in said if cell.choice)
        shares.append((yes, yes + no))
    return Group(name=name, organisations=len(seats), shares=shares)


def by_region(results: Results) -> list[tuple[str, list[int]]]:
    """The seats of each region, for a picture of very many organisations."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, seat in enumerate(results.seats):
        found[seat.region].append(place)
    return sorted(found.items(), key=lambda item: (not item[0], item[0].casefold()))


def region_sums(row: Row, seats: list[int]) -> list[Any]:
    """What the seats of one region said, as the parts of a bar."""
    counts = Counter(cell.choice.code for seat in seats if (cell := row.cells[seat]).mark and cell.choice)
    return [ChoiceSum(choice, counts[choice.code], 0) for choice in row.scale.choices]
