"""The record as people read it: what happened, in order, and every vote and change on one question."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from positions.enums import Change, SectionKind

from ..decisions import RuleKind
from ..enums import Basis, Decision, LegalEffect, QuestionKind, RecordKind, Result, Satisfaction, TreatmentKind, VoteAct
from ..models import Question, RecordEntry, Remark, Seal, Suggestion, VoteEntry
from ..phases import PhaseKind, spoken
from ..scales import SCALES
from .naming import names_of
from .record_eyes import Eyes
from .record_parts import electorate, questions_of, wordings_of

Facts = dict[str, Any]


@dataclass
class Step:
    """One line of the record in words. `reason` is None if none was given, or if it is not for this reader."""

    entry: RecordEntry
    lines: list[str]
    reason: str | None = None
    is_erased: bool = False
    seals: list[Seal] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """A question, and how many lines its history has; that is told after the close."""

    question: Question
    name: str
    lines: int | None


@dataclass(frozen=True)
class VoteLine:
    """A vote or a change in words; `version` is the first with the wording it was given on."""

    entry: VoteEntry
    who: str
    act: str
    choice: str
    basis: str
    version: int | None
    condition: int | None


def steps(eyes: Eyes) -> list[Step]:
    """The course, in order, with the seals after the lines they cover."""
    sections = {**_old_names(eyes), **names_of(eyes.consultation)} if eyes.consultation.version_id else {}
    entries = list(eyes.consultation.record.order_by("pk"))
    wanted = [entry.commitment for entry in entries if entry.commitment and eyes.reads_reason(entry)]
    remarks = {remark.commitment: remark for remark in Remark.objects.filter(commitment__in=wanted)}
    found = []
    for entry in entries:
        read = eyes.record(entry)
        lines = list(_SAID[RecordKind(entry.kind)](read["facts"], sections)) if read and entry.kind in _SAID else []
        remark = remarks.get(entry.commitment)
        step = Step(entry=entry, lines=lines, reason=remark.text if remark else None)
        step.is_erased = remark is not None and remark.erased_at is not None
        found.append(step)
    for seal in eyes.consultation.seals.order_by("number"):
        covered = [step for step in found if step.entry.pk <= seal.last_record_entry]
        if covered:
            covered[-1].seals.append(seal)
    return found


def asked(eyes: Eyes) -> list[Asked]:
    """Every question that was put, in order."""
    names = {**_old_names(eyes), **names_of(eyes.consultation)} if eyes.consultation.version_id else {}
    found = []
    for question in questions_of(eyes.consultation).annotate(lines=Count("entries")):
        is_group = question.kind == QuestionKind.ALTERNATIVES
        name = question.title if is_group or not question.section else names.get(str(question.section.key), "")
        found.append(Asked(question, name, question.lines if eyes.is_closed else None))
    return found


def vote_lines(eyes: Eyes, question: Question) -> list[VoteLine]:
    """The history of one question, as far as this reader may read it."""
    names = {row["organisation"]: row["name"] for row in electorate(eyes)}
    key = str(question.section.key) if question.section else ""
    versions = {w["digest"]: w["version"] for w in reversed(list(wordings_of(eyes.consultation))) if w["section"] == key}
    suggestions = dict(Suggestion.objects.filter(consultation=eyes.consultation).values_list("pk", "number"))
    lines = []
    for entry in question.entries.select_related("organisation").order_by("pk"):
        if (read := eyes.vote(entry)) is None:
            continue
        who = read["organisation"]
        lines.append(
            VoteLine(
                entry=entry,
                who=names.get(who) or (entry.organisation.name if eyes.is_named(entry.organisation_id) else str(who)),
                act=str(VoteAct(entry.act).label),
                choice=_choice(question, entry),
                basis=str(Basis(entry.basis).label),
                version=versions.get(entry.digest),
                condition=suggestions.get(entry.condition_id) if entry.condition_id else None,
            )
        )
    return lines


def _choice(question: Question, entry: VoteEntry) -> str:
    if question.kind == QuestionKind.ALTERNATIVES:
        labels = {str(option.position): option.label for option in question.options.all()}
        if entry.ratings:
            return ", ".join(f"{labels[place]}: {rating}" for place, rating in sorted(entry.ratings.items()))
        return labels.get(entry.choice.removeprefix("o"), "")
    return str(SCALES[question.scale].choice(entry.choice).label) if entry.choice else ""


def _old_names(eyes: Eyes) -> dict[str, str]:
    """The names of sections that have been taken out since, as they were last."""
    return {
        row["section"]: f"{row['number']} {row['heading']}".strip()
        for row in wordings_of(eyes.consultation)
        if row["kind"] != SectionKind.WHOLE
    }


def _opened(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    voting = [row for row in facts["electorate"] if row["votes"]]
    yield ngettext(
        "%(count)d organisation with %(votes)d votes may vote.",
        "%(count)d organisations with %(votes)d votes in all may vote.",
        len(voting),
    ) % {"count": len(voting), "votes": sum(row["votes"] for row in voting)}
    rule = RuleKind(facts["rule"]["kind"]).label
    final = RuleKind(facts.get("final", facts)["rule"]["kind"]).label
    yield _("Sections: %(rule)s. The paper as a whole: %(final)s.") % {"rule": rule, "final": final}
    yield _("Legal effect: %(effect)s.") % {"effect": LegalEffect(facts["legal_effect"]).label}


def _electorate(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    now = next((row["votes"] for row in facts["electorate"] if row["organisation"] == facts["organisation"]), None)
    if now is None:
        yield _("%(name)s does not take part any more.") % {"name": facts["name"]}
    else:
        yield ngettext("%(name)s now has %(votes)d vote.", "%(name)s now has %(votes)d votes.", now) % {
            "name": facts["name"],
            "votes": now,
        }


def _version(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    yield _("Version %(number)s.") % {"number": facts["version"]["number"]}
    for section, change in facts["changes"].items():
        yield f"{sections.get(section, '')}: {Change(change).label}"
    stale = sum(number if isinstance(number, int) else len(number) for number in facts["stale"].values())
    if stale:
        yield ngettext("%(count)d vote turned stale.", "%(count)d votes turned stale.", stale) % {"count": stale}


def _moved(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    after = {name: _moment(text) for name, text in facts["after"].items()}
    yield _("“%(phase)s”: now from %(opens)s to %(closes)s.") % {
        "phase": PhaseKind(facts["phase"]).label,
        "opens": after["opens_at"],
        "closes": after["closes_at"],
    }


def _sealed(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    yield str(PhaseKind(facts["phase"]).label)


def _recorded(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    number = len(facts["questions"])
    yield ngettext("%(name)s: %(count)d vote.", "%(name)s: %(count)d votes.", number) % {"name": facts["name"], "count": number}


def _asked_about(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    if title := facts.get("title") or sections.get(str(facts.get("section")), ""):
        yield str(title)


def _noted(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    yield f"{facts['name']}: {sections.get(facts['section'], '')}"


def _closed(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    results = [outcome["result"] for outcome in facts["outcomes"]]
    yield ", ".join(f"{result.label}: {results.count(result)}" for result in Result) + "."
    for outcome in facts["outcomes"]:
        name = sections.get(outcome.get("section", ""), "")
        yield f"{name}: {Result(outcome['result']).label}" if name else str(Result(outcome["result"]).label)


def _treated(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    yield str(TreatmentKind(facts["kind"]).label)


def _contribution_decided(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    said = {"number": facts["contribution"], "decision": Decision(facts["decision"]).label, "target": facts["merged_into"]}
    if facts["merged_into"]:
        yield _("Contribution %(number)d: merged into contribution %(target)d.") % said
    else:
        yield _("Contribution %(number)d: %(decision)s.") % said


def _decision_answered(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    said = {"number": facts["contribution"], "answer": Satisfaction(facts["answer"]).label}
    yield _("Contribution %(number)d: %(answer)s.") % said


def _waived(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    yield _("Contributions without an answer: %(numbers)s.") % {"numbers": ", ".join(map(str, facts["contributions"]))}


def _issued(facts: Facts, sections: dict[str, str]) -> Iterator[str]:
    yield _("Statement %(number)s.") % {"number": facts["number"]}


def _moment(text: str) -> str:
    moment: datetime | None = parse_datetime(text)
    return spoken(moment) if moment else text


_SAID: dict[RecordKind, Callable[[Facts, dict[str, str]], Iterator[str]]] = {
    RecordKind.OPENED: _opened,
    RecordKind.ELECTORATE_CHANGED: _electorate,
    RecordKind.VERSION_ISSUED: _version,
    RecordKind.PHASE_MOVED: _moved,
    RecordKind.PHASE_SEALED: _sealed,
    RecordKind.VOTES_RECORDED: _recorded,
    RecordKind.QUESTION_POSED: _asked_about,
    RecordKind.QUESTION_WITHDRAWN: _asked_about,
    RecordKind.CONTRIBUTION_DECIDED: _contribution_decided,
    RecordKind.DECISION_ANSWERED: _decision_answered,
    RecordKind.ANSWERS_WAIVED: _waived,
    RecordKind.DISSENT_SUBMITTED: _noted,
    RecordKind.DISSENT_WITHDRAWN: _noted,
    RecordKind.CLOSED: _closed,
    RecordKind.TREATED: _treated,
    RecordKind.STATEMENT_ISSUED: _issued,
}
