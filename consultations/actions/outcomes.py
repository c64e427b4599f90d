"""Outcomes: what the rule makes of the votes, frozen when a consultation closes."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from positions.models import VersionSection

from ..decisions import decide
from ..enums import QuestionKind, Result
from ..models import Consultation, Outcome
from ..queries.alternatives import GroupResult, groups, results_of
from ..queries.counting import Count, mismatches, recount
from ..queries.frozen import recorded_electorate, recorded_rules, rule_of


class RecordBroken(Exception):
    """The tables and the append-only record disagree: someone wrote past the actions. Nothing is decided on such tables."""


@transaction.atomic
def freeze(*, consultation: Consultation, now: datetime) -> list[Outcome]:
    """Count every open question again from the votes and write its outcome, once and for all.

    Only fresh votes count, by the rule and with the weights that the record says. Raises RecordBroken if votes and history, or
    electorate, rule and record differ anywhere. The caller holds the exclusive lock.
    """
    _require_intact(consultation)
    wordings: dict[int | None, VersionSection] = {
        wording.section_id: wording for wording in consultation.standing_version.wordings.select_related("section")
    }
    rows = [_outcome(count, wordings[count.question.section_id], now) for count in recount(consultation)]
    weights = {place.organisation_id: place.votes for place in consultation.participations.filter(votes__gt=0)}
    rows += [_chosen(group, weights, now) for group in results_of(groups(consultation), weights)]
    for row in rows:
        row.save()
    return rows


def _require_intact(consultation: Consultation) -> None:
    if broken := mismatches(consultation):
        pairs = ", ".join(f"question {question}, organisation {organisation}" for question, organisation in broken)
        raise RecordBroken(f"Consultation {consultation.pk}: votes differ from their history at {pairs}.")
    if dict(consultation.participations.values_list("organisation_id", "votes")) != recorded_electorate(consultation):
        raise RecordBroken(f"Consultation {consultation.pk}: the electorate is not the recorded one.")
    recorded = recorded_rules(consultation)
    asked = consultation.questions.filter(withdrawn_at=None, kind__in=list(recorded)).select_related("consultation")
    if any(rule_of(question) != recorded[QuestionKind(question.kind)] for question in asked):
        raise RecordBroken(f"Consultation {consultation.pk}: the rule is not the recorded one.")


def _chosen(group: GroupResult, weights: dict[int, int], now: datetime) -> Outcome:
    """Of a group of alternatives: adopted is the chosen one; a tie is contested and needs a run-off; else nothing is chosen."""
    result = Result.ADOPTED if group.chosen else Result.CONTESTED if group.tied else Result.REJECTED
    ahead = next((one for one in group.options if one.is_chosen), None)
    options = [
        {"position": one.option.position, "organisations": one.organisations, "votes": one.votes} for one in group.options
    ]
    return Outcome(
        question=group.question,
        chosen=group.chosen,
        result=result,
        rule=group.question.rule,
        yes=ahead.votes if ahead and not group.is_rated else 0,
        no=0,
        abstain=0,
        eligible=sum(weights.values()),
        needed=0,
        plain={"options": options, "tied": [option.position for option in group.tied]},
        decided_at=now,
    )


def plain(outcome: Outcome) -> dict[str, Any]:
    """An outcome as it enters the record."""
    if outcome.wording is None:
        return {
            "question": outcome.question_id,
            "result": outcome.result,
            "chosen": outcome.chosen.position if outcome.chosen else None,
            **outcome.plain,
        }
    numbers = ("yes", "no", "abstain", "veto", "objection", "aside", "invalid", "stale", "eligible", "needed")
    return {
        "question": outcome.question_id,
        "section": str(outcome.wording.section.key),
        "digest": outcome.wording.digest,
        "result": outcome.result,
        "rule": outcome.rule,
        "votes": {name: getattr(outcome, name) for name in numbers},
        "organisations": outcome.plain,
    }


def _outcome(count: Count, wording: VersionSection, now: datetime) -> Outcome:
    rule = rule_of(count.question)
    decision = decide(rule, count.votes.for_rule(), count.heads.for_rule())
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
