"""Groups of alternatives: what is asked, what the organisation said, and what came out."""

from dataclasses import dataclass

from accounts.models import Organisation

from ..decisions import Plurality, Resistance, least_resistance, most_votes
from ..enums import QuestionKind
from ..models import Consultation, Option, Question, Vote
from ..scales import EITHER_OR


@dataclass(frozen=True)
class OptionResult:
    """`organisations` chose or rated it; `votes` is the sum of their weights (or of weights times resistance)."""

    option: Option
    organisations: int
    votes: int
    acceptance: int | None = None  # per cent, where resistance was rated
    is_chosen: bool = False


@dataclass(frozen=True)
class GroupResult:
    question: Question
    options: list[OptionResult]
    chosen: Option | None
    tied: list[Option]

    @property
    def is_rated(self) -> bool:
        return self.question.scale != EITHER_OR

    @property
    def votes(self) -> int:
        return sum(one.votes for one in self.options)


def groups(consultation: Consultation) -> list[Question]:
    """Those put to the vote now, with their options, in order."""
    asked = consultation.questions.filter(kind=QuestionKind.ALTERNATIVES, withdrawn_at=None).order_by("position")
    return list(asked.prefetch_related("options__suggestion__organisation", "options__wording__section"))


def unanswered(consultations: list[int], organisation: Organisation) -> list[Question]:
    """Those of these consultations on which the organisation has said nothing yet."""
    asked = Question.objects.filter(consultation__in=consultations, kind=QuestionKind.ALTERNATIVES, withdrawn_at=None)
    return list(asked.exclude(cast_votes__organisation=organisation).order_by("consultation", "position"))


def results_of(asked: list[Question], weights: dict[int, int]) -> list[GroupResult]:
    """Counted from the votes in one statement. `weights`: organisation id → votes, as frozen at opening."""
    if not asked:
        return []
    votes: dict[int, list[GivenVote]] = {question.pk: [] for question in asked}
    given = Vote.objects.filter(question__in=votes, organisation__in=weights).order_by("organisation_id")
    for question, organisation, choice, ratings in given.values_list("question_id", "organisation_id", "choice", "ratings"):
        rated = {int(place): value for place, value in (ratings or {}).items()}
        votes[question].append((weights[organisation], choice, rated))
    return [_result(question, votes[question.pk]) for question in asked]


GivenVote = tuple[int, str, dict[int, int]]  # weight, choice, option → resistance


def _result(question: Question, votes: list[GivenVote]) -> GroupResult:
    options = list(question.options.all())
    if question.scale == EITHER_OR:
        return _chosen(question, options, [(weight, choice) for weight, choice, _rated in votes])
    return _rated(question, options, [(weight, rated) for weight, _choice, rated in votes])


def _chosen(question: Question, options: list[Option], votes: list[tuple[int, str]]) -> GroupResult:
    sums = {option.position: sum(w for w, choice in votes if choice == f"o{option.position}") for option in options}
    heads = {option.position: sum(choice == f"o{option.position}" for _w, choice in votes) for option in options}
    found: Plurality = most_votes(sums)
    results = [OptionResult(o, heads[o.position], sums[o.position], None, o.position == found.chosen) for o in options]
    return _group(question, results, options, found.chosen, found.tied)


def _rated(question: Question, options: list[Option], votes: list[tuple[int, dict[int, int]]]) -> GroupResult:
    passive = next((option.position for option in options if option.is_passive), None)
    found: Resistance = least_resistance(votes, options=[option.position for option in options], passive=passive)
    by_position = {one.option: one for one in found.options}
    results = []
    for option in options:
        one = by_position[option.position]
        is_chosen = option.position == found.chosen
        results.append(OptionResult(option, one.raters, one.resistance, one.acceptance_percent, is_chosen))
    return _group(question, results, options, found.chosen, found.tied)


def _group(
    question: Question, results: list[OptionResult], options: list[Option], chosen: int | None, tied: tuple[int, ...]
) -> GroupResult:
    by_position = {option.position: option for option in options}
    return GroupResult(
        question=question,
        options=results,
        chosen=by_position.get(chosen) if chosen is not None else None,
        tied=[by_position[position] for position in tied],
    )
