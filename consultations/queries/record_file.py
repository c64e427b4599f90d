"""The record as one JSON file: all that is needed to check it and to count again. docs/record.md says what each name means.

Its parts are written one after the other, so that a file of any size takes little memory.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from shared.canonical import digest

from .. import scales
from ..enums import RecordKind
from ..models import Remark, VoteEntry
from . import chain
from .frozen import rule_of
from .record_eyes import Eyes
from .record_parts import electorate, options_of, questions_of, wordings_of

SCHEMA = "mitstimme-record/1"
Plain = dict[str, Any]


def pieces(eyes: Eyes) -> Iterator[str]:
    """The file, piece by piece: one line for each row."""
    yield f'{{\n"schema": {_json(SCHEMA)},\n"consultation": {_json(_consultation(eyes))},\n"scales": {_json(_scales())}'
    parts: tuple[tuple[str, Iterable[Plain]], ...] = (
        ("electorate", electorate(eyes)),
        ("questions", questions(eyes)),
        ("wordings", wordings_of(eyes.consultation)),
        ("record", record_lines(eyes)),
        ("votes", vote_lines(eyes)),
        ("texts", texts(eyes)),
        ("seals", seals(eyes)),
    )
    for name, rows in parts:
        yield f',\n"{name}": ['
        for place, row in enumerate(rows):
            yield f"{',' if place else ''}\n{_json(row)}"
        yield "\n]"
    yield "\n}\n"


def whole(eyes: Eyes) -> Plain:
    """The same as plain values."""
    return json.loads("".join(pieces(eyes)))


def questions(eyes: Eyes) -> Iterator[Plain]:
    for question in questions_of(eyes.consultation):
        yield {
            "question": question.pk,
            "kind": question.kind,
            "section": str(question.section.key) if question.section else None,
            "title": question.title,
            "scale": question.scale,
            "rule": asdict(rule_of(question)),
            "options": options_of(question),
            "digest": question.digest,
            "withdrawn": question.withdrawn_at is not None,
        }


def record_lines(eyes: Eyes) -> Iterator[Plain]:
    for entry in eyes.consultation.record.order_by("pk"):
        yield {"id": entry.pk, "line": digest(chain.plain_record(entry)), "entry": eyes.record(entry)}


def vote_lines(eyes: Eyes) -> Iterator[Plain]:
    for entry in vote_entries(eyes):
        yield {"id": entry.pk, "line": digest(chain.plain_vote(entry)), "entry": eyes.vote(entry)}


def vote_entries(eyes: Eyes) -> Iterable[VoteEntry]:
    return VoteEntry.objects.filter(question__consultation=eyes.consultation).order_by("pk").iterator(chunk_size=1000)


def seals(eyes: Eyes) -> Iterator[Plain]:
    for seal in eyes.consultation.seals.order_by("number"):
        yield {
            "number": seal.number,
            "previous": seal.previous_digest,
            "last_record": seal.last_record_entry,
            "last_vote": seal.last_vote_entry,
            "sealed_at": chain.stamp(seal.sealed_at),
            "digest": seal.digest,
        }


def texts(eyes: Eyes) -> Iterator[Plain]:
    """The texts this reader may read behind the commitments, each with its salt; of an erased one, that it is."""
    for remark in Remark.objects.filter(commitment__in=sorted(_readable_commitments(eyes))).order_by("commitment"):
        is_erased = remark.erased_at is not None
        yield {"commitment": remark.commitment, "salt": remark.salt, "text": remark.text, "erased": is_erased}


def _readable_commitments(eyes: Eyes) -> set[str]:
    entries = list(eyes.consultation.record.exclude(commitment="").order_by("pk"))
    reasons = {entry.commitment for entry in entries if eyes.reads_reason(entry)}
    own = VoteEntry.objects.filter(question__consultation=eyes.consultation, organisation__in=eyes.own)
    return reasons | _notes(eyes) | set(own.exclude(commitment="").values_list("commitment", flat=True))


def _notes(eyes: Eyes) -> set[str]:
    """The dissenting notes that stand. They are signed: participants read them once the consultation is closed."""
    kinds = [RecordKind.DISSENT_SUBMITTED, RecordKind.DISSENT_WITHDRAWN]
    standing: dict[tuple[int, str], str] = {}
    for entry in eyes.consultation.record.filter(kind__in=kinds).order_by("pk"):
        standing[entry.facts["organisation"], entry.facts["section"]] = entry.commitment
    return {
        commitment for (organisation, _), commitment in standing.items() if commitment and eyes.reads_texts_of(organisation)
    }


def _consultation(eyes: Eyes) -> Plain:
    consultation = eyes.consultation
    return {
        "slug": consultation.slug,
        "title": consultation.title,
        "legal_effect": consultation.legal_effect,
        "opened_at": chain.stamp(consultation.opened_at) if consultation.opened_at else None,
        "closed_at": chain.stamp(consultation.closed_at) if consultation.closed_at else None,
        "version": consultation.version.number if consultation.version else None,
        "read_by": "participants" if eyes.is_insider else "public",
    }


def _scales() -> Plain:
    """What each choice counts as, from the one table; `objects`: it is a reasoned objection."""
    return {
        scale.code: {
            choice.code: {
                "counts": choice.counts,
                "objects": choice.meaning in scales.OBJECTING,
                "aside": choice.meaning == scales.Meaning.ASIDE,
            }
            for choice in scale.choices
        }
        for scale in scales.SCALES.values()
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
