"""Yes or no: the rules by which a section or the whole paper is adopted (DOMAIN §5.2, rules 1–5, 7, 8, 10, 11).

J, N, E, U are the votes for yes, no, abstention and invalid; P = J+N+E+U those taking part, M all eligible votes. Stale votes
are in none of them. Abstentions and invalid votes do not count towards a majority of votes cast.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from ..enums import QuorumBy, Result


class RuleKind(models.TextChoices):
    SIMPLE = "simple", pgettext_lazy("rule", "Simple majority of votes cast")
    QUALIFIED = "qualified", pgettext_lazy("rule", "Qualified majority of votes cast")
    PRESENT = "present", pgettext_lazy("rule", "Majority of those taking part")
    PRESENT_QUALIFIED = "present_qualified", pgettext_lazy("rule", "Qualified majority of those taking part")
    ABSOLUTE = "absolute", pgettext_lazy("rule", "Majority of all votes")
    UNANIMOUS = "unanimous", pgettext_lazy("rule", "All members agree (§ 32 (3) BGB)")
    CONSENT = "consent", pgettext_lazy("rule", "No veto")
    NO_OBJECTION = "no_objection", pgettext_lazy("rule", "No reasoned objection")


# The rules that read the fraction.
FRACTIONAL = frozenset({RuleKind.QUALIFIED, RuleKind.PRESENT_QUALIFIED})


@dataclass(frozen=True)
class Counts:
    """One way to add up the answers to a question, votes or heads. `eligible` is M.

    `vetoes` and `objections` are counted in `no` as well (a veto is an objection too), `aside` in `abstain`.
    """

    yes: int = 0
    no: int = 0
    abstain: int = 0
    invalid: int = 0
    vetoes: int = 0
    objections: int = 0
    aside: int = 0
    eligible: int = 0

    @property
    def cast(self) -> int:
        return self.yes + self.no

    @property
    def taking_part(self) -> int:
        return self.yes + self.no + self.abstain + self.invalid


@dataclass(frozen=True)
class Rule:
    """A rule with its numbers, as frozen at opening.

    The fraction is read by the qualified rules only; `strictly_more` asks for more than it. `most_aside` (None: any number)
    is read by the rule "no veto". The quorum asks for a fraction of all votes or of all organisations.
    """

    kind: RuleKind
    numerator: int = 1
    denominator: int = 2
    quorum_numerator: int = 0
    quorum_denominator: int = 1
    strictly_more: bool = False
    most_aside: int | None = None
    quorum_by: QuorumBy = QuorumBy.VOTES


class Why(Enum):
    """What a decision hung on, the first that applies."""

    NO_QUORUM = "no quorum"
    VETO = "veto"
    OBJECTION = "objection"
    ASIDE = "too many stand aside"
    NOBODY = "neither yes nor no"
    TIE = "tie"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Decision:
    """The result, the yes-votes that were needed, whether enough took part, what it hung on, and the sentence that says it."""

    result: Result
    needed: int
    quorate: bool
    why: Why
    sentence: str


def _fraction(rule: Rule, whole: int) -> int:
    """The least number that is as much as (or, strictly, more than) the fraction of `whole`."""
    if rule.strictly_more:
        return rule.numerator * whole // rule.denominator + 1
    return _ceiling(rule.numerator * whole, rule.denominator)


def _ceiling(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


# Yes-votes needed, for each rule. At least one: nothing is adopted by nobody.
NEEDED: dict[RuleKind, Callable[[Rule, Counts], int]] = {
    RuleKind.SIMPLE: lambda rule, c: c.no + 1,
    RuleKind.QUALIFIED: lambda rule, c: max(1, _fraction(rule, c.cast)),
    RuleKind.PRESENT: lambda rule, c: c.taking_part // 2 + 1,
    RuleKind.PRESENT_QUALIFIED: lambda rule, c: max(1, _fraction(rule, c.taking_part)),
    RuleKind.ABSOLUTE: lambda rule, c: c.eligible // 2 + 1,
    RuleKind.UNANIMOUS: lambda rule, c: max(1, c.eligible),
    RuleKind.CONSENT: lambda rule, c: 1,
    RuleKind.NO_OBJECTION: lambda rule, c: 1,
}


def decide(rule: Rule, counts: Counts, heads: Counts | None = None) -> Decision:
    """Apply a rule to a count of votes; `heads` counts the same by organisations (needed for a quorum of organisations).

    Adopted: the rule is met and no veto stands. Contested: it is not, but yes > no, or a veto stands. Else not adopted.
    """
    needed = NEEDED[rule.kind](rule, counts)
    quorate = _quorate(rule, heads if heads and rule.quorum_by == QuorumBy.ORGANISATIONS else counts)
    why = _why(rule, counts, quorate)
    if why in (Why.NUMBERS, Why.TIE) and counts.yes >= needed:
        result = Result.ADOPTED
    elif counts.vetoes or counts.yes > counts.no:
        result = Result.CONTESTED
    else:
        result = Result.REJECTED
    decision = Decision(result=result, needed=needed, quorate=quorate, why=why, sentence="")
    return Decision(result, needed, quorate, why, explain(rule, counts, decision, heads or counts))


def _quorate(rule: Rule, counts: Counts) -> bool:
    return counts.taking_part >= _ceiling(rule.quorum_numerator * counts.eligible, rule.quorum_denominator)


def _why(rule: Rule, counts: Counts, quorate: bool) -> Why:
    aside = rule.kind == RuleKind.CONSENT and rule.most_aside is not None and counts.aside > rule.most_aside
    hindrances = (
        (not quorate, Why.NO_QUORUM),
        (counts.vetoes > 0, Why.VETO),
        (rule.kind == RuleKind.NO_OBJECTION and counts.objections > 0, Why.OBJECTION),
        (aside, Why.ASIDE),
        (counts.cast == 0, Why.NOBODY),
        (counts.yes == counts.no, Why.TIE),
    )
    return next((why for applies, why in hindrances if applies), Why.NUMBERS)


def explain(rule: Rule, counts: Counts, decision: Decision, heads: Counts) -> str:
    """The decision in one sentence, in the language in force: "Adopted: 31 of 40 votes cast, 27 needed (two thirds)."."""
    part = heads if rule.quorum_by == QuorumBy.ORGANISATIONS else counts
    numbers = {
        "result": decision.result.label,
        "yes": counts.yes,
        "cast": counts.cast,
        "present": counts.taking_part,
        "eligible": counts.eligible,
        "needed": decision.needed,
        "aside": counts.aside,
        "most": rule.most_aside,
        "objections": counts.objections,
        "rule": in_words(rule),
        "taking": part.taking_part,
        "entitled": part.eligible,
    }
    return _sentence(rule, decision) % numbers


def _sentence(rule: Rule, decision: Decision) -> str:
    if decision.why is Why.NO_QUORUM:
        if rule.quorum_by == QuorumBy.ORGANISATIONS:
            return _("%(result)s: %(taking)d of %(entitled)d organisations took part, too few for the quorum.")
        return _("%(result)s: %(taking)d of %(entitled)d votes took part, too few for the quorum.")
    if decision.why is Why.VETO:
        return _("%(result)s: a veto stands.")
    if decision.why is Why.OBJECTION:
        return _("%(result)s: reasoned objections stand (votes: %(objections)d).")
    if decision.why is Why.ASIDE:
        return _("%(result)s: %(aside)d votes stand aside, at most %(most)d may.")
    if decision.why is Why.NOBODY:
        return _("%(result)s: nobody voted yes or no.")
    if rule.kind in (RuleKind.PRESENT, RuleKind.PRESENT_QUALIFIED):
        return _("%(result)s: %(yes)d of %(present)d votes taking part, %(needed)d needed (%(rule)s).")
    if rule.kind in (RuleKind.ABSOLUTE, RuleKind.UNANIMOUS):
        return _("%(result)s: %(yes)d of all %(eligible)d votes, %(needed)d needed (%(rule)s).")
    if decision.why is Why.TIE and decision.result != Result.ADOPTED:
        return _("%(result)s: %(yes)d of %(cast)d votes cast; a tie is not adopted.")
    return _("%(result)s: %(yes)d of %(cast)d votes cast, %(needed)d needed (%(rule)s).")


def in_words(rule: Rule) -> str:
    """The short name of a rule inside a sentence: "two thirds", "simple majority"."""
    if rule.kind in FRACTIONAL:
        said = fraction_in_words(rule.numerator, rule.denominator)
        return _("more than %(fraction)s") % {"fraction": said} if rule.strictly_more else said
    return str(_SHORT[rule.kind])


_SHORT = {
    RuleKind.SIMPLE: pgettext_lazy("rule, short", "simple majority"),
    RuleKind.PRESENT: pgettext_lazy("rule, short", "majority of those taking part"),
    RuleKind.ABSOLUTE: pgettext_lazy("rule, short", "majority of all votes"),
    RuleKind.UNANIMOUS: pgettext_lazy("rule, short", "all members"),
    RuleKind.CONSENT: pgettext_lazy("rule, short", "no veto"),
    RuleKind.NO_OBJECTION: pgettext_lazy("rule, short", "no reasoned objection"),
}


def fraction_in_words(numerator: int, denominator: int) -> str:
    words = {
        (1, 2): pgettext("fraction", "half"),
        (2, 3): pgettext("fraction", "two thirds"),
        (3, 4): pgettext("fraction", "three quarters"),
        (3, 5): pgettext("fraction", "three fifths"),
        (4, 5): pgettext("fraction", "four fifths"),
    }
    return words.get((numerator, denominator), f"{numerator}/{denominator}")
