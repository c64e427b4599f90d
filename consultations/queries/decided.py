"""What was decided on a question, read from its frozen outcome: the numbers as the rules read them, and the decision again."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..decisions import Counts, Decision, Rule, decide
from ..models import Outcome
from .frozen import rule_of


@dataclass(frozen=True)
class Decided:
    """`votes` are weighted, `heads` count organisations."""

    rule: Rule
    votes: Counts
    heads: Counts
    decision: Decision


def decided(outcome: Outcome) -> Decided:
    """Deciding again from frozen numbers gives the frozen result, and its sentence in the language in force."""
    rule = rule_of(outcome.question)
    votes, heads = _counts(vars(outcome)), _counts(outcome.plain)
    return Decided(rule=rule, votes=votes, heads=heads, decision=decide(rule, votes, heads))


def _counts(sums: Mapping[str, int]) -> Counts:
    plain = {name: sums.get(name, 0) for name in ("yes", "no", "abstain", "invalid", "aside", "eligible")}
    return Counts(vetoes=sums.get("veto", 0), objections=sums.get("objection", 0), **plain)
