"""The decision engine: what a rule makes of a count. Pure, integers only; formulae and sources: docs/counting.md."""

from .alternatives import Plurality, RatedOption, Resistance, least_resistance, most_votes
from .rules import Counts, Decision, Rule, RuleKind, Why, decide

__all__ = [
    "Counts",
    "Decision",
    "Plurality",
    "RatedOption",
    "Resistance",
    "Rule",
    "RuleKind",
    "Why",
    "decide",
    "least_resistance",
    "most_votes",
]
