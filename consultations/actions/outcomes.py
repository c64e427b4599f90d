"""Outcomes: what the rule makes of the votes, frozen when a consultation closes."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from positions.models import VersionSection

from ..decisions import Rule, RuleKind, decide
from ..models import Consultation, Outcome
from ..queries.counting import Count, mismatches, recount


class RecordBroken(Exception):
    """Standing votes and their append-only history disagree: someone wrote to the tables. Nothing is decided on such votes."""


def rule_of(consultation: Consultation) -> Rule:
    """The consultation's rule, as the table of decisions reads it."""
    return Rule(
        kind=RuleKind(consultation.rule),
        numerator=consultation.numerator,
        denominator=consultation.denominator,
        quorum_numerator=consultation.quorum_numerator,
        quorum_denominator=consultation.quorum_denominator,
    )


@transaction.atomic
def freeze(*, consultation: Consultation, now: datetime) -> list[Outcome]:
    """Count every open question again from the votes and write its outcome, once and for all.

    Only fresh votes count. Raises RecordBroken if votes and history differ anywhere. The caller holds the exclusive lock.
    """
    if broken := mismatches(consultation):
        pairs = ", ".join(f"question {question}, organisation {organisation}" for question, organisation in broken)
        raise RecordBroken(f"Consultation {consultation.pk}: votes differ from their history at {pairs}.")
    rule = rule_of(consultation)
    wordings = {wording.section_id: wording for wording in consultation.version.wordings.all()}
    rows = [_outcome(count, rule, wordings[count.question.section_id], now) for count in recount(consultation)]
    for row in rows:
        row.save()
    return rows


def plain(outcome: Outcome) -> dict[str, Any]:
    """An outcome as it enters the record."""
    numbers = ("yes", "no", "abstain", "veto", "invalid", "stale", "eligible", "needed")
    return {
        "question": outcome.question_id,
        "section": str(outcome.wording.section.key),
        "digest": outcome.wording.digest,
        "result": outcome.result,
        "rule": outcome.rule,
        "votes": {name: getattr(outcome, name) for name in numbers},
        "organisations": outcome.plain,
    }


def _outcome(count: Count, rule: Rule, wording: VersionSection, now: datetime) -> Outcome:
    decision = decide(rule, count.for_rule())
    return Outcome(
        question=count.question,
        wording=wording,
        result=decision.result,
        rule=rule.kind,
        needed=decision.needed,
        plain={**asdict(count.heads), "choices": count.choices},
        decided_at=now,
        **asdict(count.votes),
    )
