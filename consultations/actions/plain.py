"""Parts of a consultation as plain values, as they enter the record."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from ..decisions import Rule
from ..models import Consultation


def moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds")


def plain_phases(consultation: Consultation) -> list[dict[str, str]]:
    return [
        {"phase": phase.kind, "opens_at": moment(phase.opens_at), "closes_at": moment(phase.closes_at)}
        for phase in consultation.phases.order_by("opens_at")
    ]


def plain_rule(rule: Rule) -> dict[str, Any]:
    return {**asdict(rule), "kind": rule.kind.value, "quorum_by": rule.quorum_by.value}
