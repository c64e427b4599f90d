"""What was frozen at the opening, read from the record: it is the evidence, the columns are for convenience."""

from typing import Any

from ..decisions import Rule, RuleKind
from ..enums import QuestionKind, QuorumBy, RecordKind
from ..models import Consultation, Question


class NothingRecorded(Exception):
    """The consultation has no record of its opening."""


def rule_of(question: Question) -> Rule:
    """The rule this question is decided by, with the quorum of its consultation."""
    return _rule(question.consultation, question)


def section_rule(consultation: Consultation) -> Rule:
    """The rule its sections are decided by."""
    return _rule(consultation, consultation)


def final_rule(consultation: Consultation) -> Rule:
    """The rule of the final vote on the whole paper."""
    return Rule(
        kind=RuleKind(consultation.final_rule),
        numerator=consultation.final_numerator,
        denominator=consultation.final_denominator,
        strictly_more=consultation.final_strictly_more,
        **_quorum(consultation),
    )


def recorded_rules(consultation: Consultation) -> dict[QuestionKind, Rule]:
    """The rules for sections and for the whole paper by the record: those of the opening, or of the last recorded change.

    Records made before the final vote had a rule of its own name one for both.
    """
    facts = _last(consultation, RecordKind.OPENED, RecordKind.RULE_CHANGED)
    rule = _recorded(facts["rule"])
    final = _recorded(facts["final"]["rule"]) if "final" in facts else rule
    return {QuestionKind.SECTION: rule, QuestionKind.PAPER: final}


def recorded_electorate(consultation: Consultation) -> dict[int, int]:
    """Organisation id → votes, by the record: that of the opening, or of the last recorded change."""
    facts = _last(consultation, RecordKind.OPENED, RecordKind.ELECTORATE_CHANGED)
    return {entry["organisation"]: entry["votes"] for entry in facts["electorate"]}


def _rule(consultation: Consultation, columns: Consultation | Question) -> Rule:
    return Rule(
        kind=RuleKind(columns.rule),
        numerator=columns.numerator,
        denominator=columns.denominator,
        strictly_more=columns.strictly_more,
        most_aside=columns.most_aside,
        **_quorum(consultation),
    )


def _quorum(consultation: Consultation) -> dict[str, Any]:
    return {
        "quorum_numerator": consultation.quorum_numerator,
        "quorum_denominator": consultation.quorum_denominator,
        "quorum_by": QuorumBy(consultation.quorum_by),
    }


def _recorded(facts: dict[str, Any]) -> Rule:
    kind, quorum_by = RuleKind(facts["kind"]), QuorumBy(facts.get("quorum_by", QuorumBy.VOTES))
    return Rule(**{**facts, "kind": kind, "quorum_by": quorum_by})


def _last(consultation: Consultation, *kinds: RecordKind) -> dict[str, Any]:
    entry = consultation.record.filter(kind__in=kinds).order_by("-pk").first()
    if entry is None:
        raise NothingRecorded(f"Consultation {consultation.pk} has no record of its opening.")
    return entry.facts
