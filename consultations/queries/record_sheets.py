"""The record as tables for a spreadsheet (CSV). docs/record.md says how to count with them.

UTF-8 with a byte order mark and semicolons, which spreadsheets in Europe open by a double click. A cell that would be taken
for a formula gets an apostrophe before it.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from shared.canonical import digest

from .. import scales
from ..enums import VoteAct
from ..freshness import fresh_digests_by_section
from ..models import VoteEntry
from . import chain
from .record_eyes import Eyes
from .record_file import record_lines, seals, vote_entries
from .record_parts import electorate, questions_of, wordings_of

Row = dict[str, Any]
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Sheet:
    """A table: its name in the address, what it holds, column → meaning, and its rows."""

    name: str
    label: Promise
    columns: dict[str, Promise]
    rows: Callable[[Eyes], Iterable[Row]]


def pieces(sheet: Sheet, eyes: Eyes) -> Iterator[str]:
    """The table, line by line."""
    yield "\ufeff" + _line(list(sheet.columns))
    for row in sheet.rows(eyes):
        yield _line([row.get(name) for name in sheet.columns])


def _line(cells: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return out.getvalue()


def safe(cell: Any) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    if cell is None:
        return ""
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(RISKY) else text


def _votes(eyes: Eyes) -> Iterator[Row]:
    """Only lines this reader may read."""
    consultation = eyes.consultation
    names = {row["organisation"]: row for row in electorate(eyes)}
    asked = {question.pk: question for question in questions_of(consultation)}
    fresh = fresh_digests_by_section(consultation.version) if consultation.version else {}
    wordings = list(wordings_of(consultation))
    called = {row["section"]: row for row in wordings}
    versions = {(row["section"], row["digest"]): row["version"] for row in reversed(wordings)}
    last = {(entry.question_id, entry.organisation_id): entry.pk for entry in vote_entries(eyes)}
    for entry in vote_entries(eyes):
        if (plain := eyes.vote(entry)) is None:
            continue
        question = asked[entry.question_id]
        key = str(question.section.key) if question.section else ""
        who = names.get(plain["organisation"], {"name": "", "votes": 0})
        is_fresh = entry.digest in fresh.get(question.section_id or 0, frozenset()) or (
            bool(question.digest) and entry.digest == question.digest
        )
        yield {
            "line": entry.pk,
            "at": plain["at"],
            "question": entry.question_id,
            "number": called.get(key, {}).get("number", ""),
            "heading": called.get(key, {}).get("heading", "") or question.title,
            "organisation": plain["organisation"],
            "name": who["name"],
            "weight": who["votes"],
            "act": entry.act,
            "choice": entry.choice,
            "counts_as": _counts_as(entry, question.scale),
            "version": versions.get((key, entry.digest)),
            "digest": entry.digest,
            "last": int(last[entry.question_id, entry.organisation_id] == entry.pk),
            "fresh": int(is_fresh and entry.act == VoteAct.CAST),
            "condition": entry.condition_id,
            "ratings": json.dumps(entry.ratings, sort_keys=True) if entry.ratings else "",
            "basis": entry.basis,
            "commitment": entry.commitment,
            "line_digest": digest(chain.plain_vote(entry)),
        }


def _counts_as(entry: VoteEntry, scale: str) -> str:
    if not entry.choice or scale not in scales.SCALES:
        return ""
    return scales.SCALES[scale].choice(entry.choice).counts


def _questions(eyes: Eyes) -> Iterator[Row]:
    called = {row["section"]: row for row in wordings_of(eyes.consultation)}
    for question in questions_of(eyes.consultation):
        key = str(question.section.key) if question.section else ""
        yield {
            "question": question.pk,
            "kind": question.kind,
            "section": key,
            "number": called.get(key, {}).get("number", ""),
            "heading": called.get(key, {}).get("heading", "") or question.title,
            "scale": question.scale,
            "rule": question.rule,
            "numerator": question.numerator,
            "denominator": question.denominator,
            "strictly_more": int(question.strictly_more),
            "most_aside": question.most_aside,
            "withdrawn": int(question.withdrawn_at is not None),
        }


def _record(eyes: Eyes) -> Iterator[Row]:
    for line in record_lines(eyes):
        entry = line["entry"] or {}
        facts = json.dumps(entry["facts"], ensure_ascii=False, sort_keys=True) if entry else ""
        known = {name: entry.get(name, "") for name in ("at", "kind", "commitment")}
        yield {"line": line["id"], **known, "facts": facts, "line_digest": line["line"]}


def _seals(eyes: Eyes) -> Iterator[Row]:
    return seals(eyes)


_ORGANISATION = pgettext_lazy("column", "The organisation: its number, or a label if it is not named to you.")
_NAME = pgettext_lazy("column", "Its name, or the same label.")
_QUESTION = pgettext_lazy("column", "The number of the question; the same in every table.")
_SECTION_NUMBER = pgettext_lazy("column", "The section’s number in the version in force.")
_HEADING = pgettext_lazy("column", "The section’s heading; the paper’s title for the paper as a whole.")
_KEY = pgettext_lazy("column", "The section’s identity, the same in every version.")
_DIGEST = pgettext_lazy("column", "SHA-256 of the wording.")
_LINE = pgettext_lazy("column", "The number of the line. Lines are only ever added.")
_LINE_DIGEST = pgettext_lazy("column", "SHA-256 of the line, which the seals cover.")
_COMMITMENT = pgettext_lazy("column", "SHA-256 of salt and text of the reason; empty without a reason.")
_AT = pgettext_lazy("column", "When, in UTC.")

VOTES = Sheet(
    "voten",
    pgettext_lazy("table", "Votes: every vote and every change"),
    {
        "line": _LINE,
        "at": _AT,
        "question": _QUESTION,
        "number": _SECTION_NUMBER,
        "heading": _HEADING,
        "organisation": _ORGANISATION,
        "name": _NAME,
        "weight": pgettext_lazy("column", "How many votes it has; 0: it takes part without a vote and is not counted."),
        "act": pgettext_lazy("column", "cast: voted, changed or confirmed; withdrawn: taken back; objected: see “fresh”."),
        "choice": pgettext_lazy("column", "The answer chosen; empty if withdrawn."),
        "counts_as": pgettext_lazy("column", "What the answer counts as: yes, no, abstain, veto (a no as well) or nothing."),
        "version": pgettext_lazy("column", "The first version with the wording that was voted on."),
        "digest": _DIGEST,
        "last": pgettext_lazy("column", "1: the organisation’s last line on this question. Only these count."),
        "fresh": pgettext_lazy(
            "column",
            "1: given on the wording in force, or on one that was changed only editorially since; 0: stale, or objected to.",
        ),
        "condition": pgettext_lazy("column", "The number of the suggestion the vote hangs on."),
        "ratings": pgettext_lazy("column", "For alternatives: the resistance to each option, 0 to 10."),
        "basis": pgettext_lazy("column", "delegated, board, meeting; office: recorded by the federation’s office."),
        "commitment": _COMMITMENT,
        "line_digest": _LINE_DIGEST,
    },
    _votes,
)
ELECTORATE = Sheet(
    "wahlberechtigte",
    pgettext_lazy("table", "Electorate: who takes part, with how many votes"),
    {
        "organisation": _ORGANISATION,
        "name": _NAME,
        "votes": pgettext_lazy("column", "Its votes, frozen at the opening; changes stand in the record with their reason."),
        "naming": pgettext_lazy("column", "listed: named in public; counted: counted only."),
    },
    electorate,
)
QUESTIONS = Sheet(
    "fragen",
    pgettext_lazy("table", "Questions: what was asked, on which scale and by which rule"),
    {
        "question": _QUESTION,
        "kind": pgettext_lazy("column", "section, paper (the final vote on the whole) or alternatives."),
        "section": _KEY,
        "number": _SECTION_NUMBER,
        "heading": _HEADING,
        "scale": pgettext_lazy("column", "The scale of answers."),
        "rule": pgettext_lazy("column", "The rule it is decided by; see below."),
        "numerator": pgettext_lazy("column", "The fraction’s upper number; read by the qualified rules."),
        "denominator": pgettext_lazy("column", "The fraction’s lower number."),
        "strictly_more": pgettext_lazy("column", "1: more than the fraction is needed, not just as much."),
        "most_aside": pgettext_lazy("column", "So many votes may stand aside (rule “consent”); empty: any number."),
        "withdrawn": pgettext_lazy("column", "1: the section was taken out; the question is not counted."),
    },
    _questions,
)
WORDINGS = Sheet(
    "wortlaute",
    pgettext_lazy("table", "Wordings: every section in every version, with the editor’s marks"),
    {
        "version": pgettext_lazy("column", "The number of the version."),
        "section": _KEY,
        "kind": pgettext_lazy("column", "text, heading, preamble; whole: the paper as a whole."),
        "number": pgettext_lazy("column", "The section’s number in this version."),
        "heading": pgettext_lazy("column", "Its heading in this version."),
        "digest": _DIGEST,
        "change": pgettext_lazy("column", "Against the version before: new, same, editorial or substantive."),
        "previous": pgettext_lazy("column", "The version it was changed from."),
    },
    lambda eyes: wordings_of(eyes.consultation),
)
RECORD = Sheet(
    "verlauf",
    pgettext_lazy("table", "Course: opening, versions, phases, changes of the electorate, outcomes"),
    {
        "line": _LINE,
        "at": _AT,
        "kind": pgettext_lazy("column", "What happened; empty if you may not read this line."),
        "facts": pgettext_lazy("column", "The facts, as JSON."),
        "commitment": _COMMITMENT,
        "line_digest": _LINE_DIGEST,
    },
    _record,
)
SEALS = Sheet(
    "siegel",
    pgettext_lazy("table", "Seals: the links of the hash chain"),
    {
        "number": pgettext_lazy("column", "The number of the seal."),
        "previous": pgettext_lazy("column", "The digest of the seal before."),
        "last_record": pgettext_lazy("column", "The last line of the course it covers."),
        "last_vote": pgettext_lazy("column", "The last line of the votes it covers."),
        "sealed_at": _AT,
        "digest": pgettext_lazy("column", "SHA-256 over the seal before and the digests of all lines since."),
    },
    _seals,
)
SHEETS = {sheet.name: sheet for sheet in (VOTES, ELECTORATE, QUESTIONS, WORDINGS, RECORD, SEALS)}
