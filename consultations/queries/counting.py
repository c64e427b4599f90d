"""Counting from the votes themselves: what pages read are counters, what is decided is counted here."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from positions.models import Version

from .. import decisions, scales
from ..enums import QuestionKind, VoteAct
from ..freshness import fresh_digests_by_section
from ..models import Consultation, Question, Vote, VoteEntry


@dataclass
class Sums:
    """One way to add up, heads or votes. `no` contains `veto` and `objection`, `abstain` `aside`; `stale` is in none."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    veto: int = 0
    invalid: int = 0
    stale: int = 0
    eligible: int = 0
    objection: int = 0
    aside: int = 0

    def add(self, choice: scales.Choice, weight: int) -> None:
        if choice.counts == scales.Counts.YES:
            self.yes += weight
        elif choice.counts == scales.Counts.ABSTAIN:
            self.abstain += weight
        elif choice.counts in (scales.Counts.NO, scales.Counts.VETO):
            self.no += weight
        self.veto += weight * (choice.counts == scales.Counts.VETO)
        self.objection += weight * (choice.meaning in scales.OBJECTING)
        self.aside += weight * (choice.meaning == scales.Meaning.ASIDE)

    def for_rule(self) -> decisions.Counts:
        """As the rules read them."""
        return decisions.Counts(
            yes=self.yes,
            no=self.no,
            abstain=self.abstain,
            invalid=self.invalid,
            vetoes=self.veto,
            objections=self.objection,
            aside=self.aside,
            eligible=self.eligible,
        )


@dataclass
class Count:
    """What stands on one question: organisations (`heads`), their votes, and both for each choice of the scale.

    `carriers` are the ids of the organisations whose fresh vote counts as yes.
    """

    question: Question
    heads: Sums = field(default_factory=Sums)
    votes: Sums = field(default_factory=Sums)
    choices: dict[str, dict[str, int]] = field(default_factory=dict)
    carriers: list[int] = field(default_factory=list)


def recount(consultation: Consultation, version: Version | None = None) -> list[Count]:
    """Every open question's count, in order, from the votes that are fresh while `version` (default: the current one) holds.

    Weights are those frozen at opening; an organisation without a vote adds nothing. Four queries, whatever the size.
    """
    version = version or consultation.standing_version
    weights = {p.organisation_id: p.votes for p in consultation.participations.all() if p.votes}
    fresh = fresh_digests_by_section(version)
    counts = {question.pk: _empty(question, weights) for question in _asked(consultation)}
    for vote in Vote.objects.filter(question__in=counts).order_by("organisation_id"):
        if weight := weights.get(vote.organisation_id, 0):
            count = counts[vote.question_id]
            section = count.question.section_id
            is_fresh = section is not None and vote.digest in fresh.get(section, frozenset()) and vote.objected_at is None
            _add(count, vote, weight, is_fresh)
    return list(counts.values())


def mismatches(consultation: Consultation) -> list[tuple[int, int]]:
    """(question, organisation) wherever the standing vote is not what its history says. Normally empty."""
    history: dict[tuple[int, int], tuple | None] = {}
    entries = VoteEntry.objects.filter(question__consultation=consultation).order_by("pk")
    for question, organisation, act, *said in entries.values_list("question_id", "organisation_id", "act", *_SAID):
        objected = act == VoteAct.OBJECTED
        history[question, organisation] = None if act == VoteAct.WITHDRAWN else (*said, objected)
    standing: dict[tuple[int, int], tuple | None] = {}
    votes = Vote.objects.filter(question__consultation=consultation)
    for question, organisation, objected_at, *said in votes.values_list(
        "question_id", "organisation_id", "objected_at", *_SAID
    ):
        standing[question, organisation] = (*said, objected_at is not None)
    return sorted(key for key in history.keys() | standing.keys() if history.get(key) != standing.get(key))


_SAID = ("choice", "digest", "condition_id", "ratings", "basis")


def _asked(consultation: Consultation) -> QuerySet[Question]:
    open_ones = consultation.questions.filter(withdrawn_at=None).exclude(kind=QuestionKind.ALTERNATIVES)
    return open_ones.select_related("consultation")


def _empty(question: Question, weights: dict[int, int]) -> Count:
    choices = {choice.code: {"organisations": 0, "votes": 0} for choice in question.scale_table.choices}
    heads, votes = Sums(eligible=len(weights)), Sums(eligible=sum(weights.values()))
    return Count(question=question, heads=heads, votes=votes, choices=choices)


def _add(count: Count, vote: Vote, weight: int, is_fresh: bool) -> None:
    if not is_fresh:
        count.heads.stale += 1
        count.votes.stale += weight
        return
    choice = count.question.scale_table.choice(vote.choice)
    count.heads.add(choice, 1)
    count.votes.add(choice, weight)
    count.choices[vote.choice]["organisations"] += 1
    count.choices[vote.choice]["votes"] += weight
    if choice.counts == scales.Counts.YES:
        count.carriers.append(vote.organisation_id)
