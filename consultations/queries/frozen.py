"""What was frozen at the opening, read from the record: it is the evidence, the columns are for convenience."""

from typing import Any

from ..decisions import Rule, RuleKind
from ..enums import RecordKind
from ..models import Consultation


class NothingRecorded(Exception):
    """The consultation has no record of its opening."""


def recorded_rule(consultation: Consultation) -> Rule:
    """The rule in force by the record: that of the opening, or of the last recorded change."""
    facts = _last(consultation, RecordKind.OPENED, RecordKind.RULE_CHANGED)["rule"]
    return Rule(**{**facts, "kind": RuleKind(facts["kind"])})


def recorded_electorate(consultation: Consultation) -> dict[int, int]:
    """Organisation id → votes, by the record: that of the opening, or of the last recorded change."""
    facts = _last(consultation, RecordKind.OPENED, RecordKind.ELECTORATE_CHANGED)
    return {entry["organisation"]: entry["votes"] for entry in facts["electorate"]}


def _last(consultation: Consultation, *kinds: RecordKind) -> dict[str, Any]:
    entry = consultation.record.filter(kind__in=kinds).order_by("-pk").first()
    if entry is None:
        raise NothingRecorded(f"Consultation {consultation.pk} has no record of its opening.")
    return entry.facts
