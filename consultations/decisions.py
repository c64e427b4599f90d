"""What a rule makes of a count: a table of rules, pure, integers only (formulae and sources: docs/counting.md).

J, N, E, U are the votes for yes, no, abstention and invalid; P = J+N+E+U those taking part, M all eligible votes. Stale votes
are in none of them. Abstentions and invalid votes do not count towards a majority of votes cast.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from .enums import Result


class RuleKind(models.TextChoices):
    SIMPLE = "simple", pgettext_lazy("rule", "Simple majority of votes cast")
    QUALIFIED = "qualified", pgettext_lazy("rule", "Qualified majority of votes cast")
    PRESENT = "present", pgettext_lazy("rule", "Majority of those taking part")
    ABSOLUTE = "absolute", pgettext_lazy("rule", "Majority of all votes")
    UNANIMOUS = "unanimous", pgettext_lazy("rule", "All members agree (§ 32 (3) BGB)")
    CONSENT = "consent", pgettext_lazy("rule", "No veto")


@dataclass(frozen=True)
class Counts:
    """Sums of votes on one question. `eligible` is M; `vetoes` are counted in `no` as well."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    invalid: int = 0
    vetoes: int = 0
    eligible: int = 0

    @property
    def cast(self) -> int:
        return self.yes + self.no

    @property
    def taking_part(self) -> int:
        return self.yes + self.no + self.abstain + self.invalid


@dataclass(frozen=True)
class Rule:
    """A rule with its numbers, as frozen at opening. The fraction is read by the qualified rule only."""

    kind: RuleKind
    numerator: int = 1
    denominator: int = 2
    quorum_numerator: int = 0
    quorum_denominator: int = 1


@dataclass(frozen=True)
class Decision:
    """The result, the yes-votes that were needed, whether enough took part, and the sentence that explains it."""

    result: Result
    needed: int
    quorate: bool
    sentence: str


def _ceiling(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


# Yes-votes needed, for each rule. At least one: nothing is adopted by nobody.
NEEDED: dict[RuleKind, Callable[[Rule, Counts], int]] = {
    RuleKind.SIMPLE: lambda rule, c: c.no + 1,
    RuleKind.QUALIFIED: lambda rule, c: max(1, _ceiling(rule.numerator * c.cast, rule.denominator)),
    RuleKind.PRESENT: lambda rule, c: c.taking_part // 2 + 1,
    RuleKind.ABSOLUTE: lambda rule, c: c.eligible // 2 + 1,
    RuleKind.UNANIMOUS: lambda rule, c: max(1, c.eligible),
    RuleKind.CONSENT: lambda rule, c: 1,
}


def decide(rule: Rule, counts: Counts) -> Decision:
    """Apply a rule to a count. Contested: the rule is not met but yes > no, or a veto stands; else not adopted."""
    needed = NEEDED[rule.kind](rule, counts)
    quorum = _ceiling(rule.quorum_numerator * counts.eligible, rule.quorum_denominator)
    quorate = counts.taking_part >= quorum
    blocked = rule.kind is RuleKind.CONSENT and counts.vetoes > 0
    met = quorate and not blocked and counts.yes >= needed
    if met and not counts.vetoes:
        result = Result.ADOPTED
    elif met or counts.vetoes or counts.yes > counts.no:
        result = Result.CONTESTED
    else:
        result = Result.REJECTED
    return Decision(result=result, needed=needed, quorate=quorate, sentence=explain(rule, counts, needed, quorate, result))


def explain(rule: Rule, counts: Counts, needed: int, quorate: bool, result: Result) -> str:
    """The decision in one sentence, in the language in force: "Adopted: 31 of 40 votes cast, 27 needed (…)"."""
    if not quorate:
        return _("%(result)s: %(taking)d of %(eligible)d votes took part, too few for the quorum.") % {
            "result": result.label,
            "taking": counts.taking_part,
            "eligible": counts.eligible,
        }
    if counts.vetoes:
        return _("%(result)s: a veto stands.") % {"result": result.label}
    return _("%(result)s: %(yes)d of %(cast)d votes cast, %(needed)d needed (%(rule)s).") % {
        "result": result.label,
        "yes": counts.yes,
        "cast": counts.cast,
        "needed": needed,
        "rule": rule.kind.label,
    }
