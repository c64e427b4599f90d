"""What the record is read with: who votes, what was asked, and how each wording came out of the one before."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from positions.models import VersionSection

from ..enums import RecordKind
from ..models import Consultation, Question
from .record_eyes import Eyes

Plain = dict[str, Any]


def electorate(eyes: Eyes) -> list[Plain]:
    """Who takes part and with how many votes, as the record says: at the opening, or after the last recorded change."""
    kinds = [RecordKind.OPENED, RecordKind.ELECTORATE_CHANGED]
    last = eyes.consultation.record.filter(kind__in=kinds).order_by("-pk").first()
    read = eyes.record(last) if last else None
    rows = read["facts"]["electorate"] if read else []
    return [{name: row[name] for name in ("organisation", "name", "votes", "naming")} for row in rows]


def questions_of(consultation: Consultation) -> QuerySet[Question]:
    return consultation.questions.select_related("consultation", "section").prefetch_related("options").order_by("position")


def options_of(question: Question) -> list[Plain]:
    return [
        {"position": option.position, "label": option.label, "passive": option.is_passive}
        for option in sorted(question.options.all(), key=lambda option: option.position)
    ]


def wordings_of(consultation: Consultation) -> Iterator[Plain]:
    """Every section's wording in every version up to the current one; `previous` is the version it was changed from."""
    if consultation.version is None:
        return
    rows = VersionSection.objects.filter(
        version__paper=consultation.version.paper_id, version__number__lte=consultation.version.number
    )
    columns = ("version__number", "section__key", "kind", "number", "heading", "digest", "change", "previous__version__number")
    for version, key, kind, number, heading, digest, change, previous in rows.order_by(
        "version__number", "position"
    ).values_list(*columns):
        yield {
            "version": version,
            "section": str(key),
            "kind": kind,
            "number": number,
            "heading": heading,
            "digest": digest,
            "change": change,
            "previous": previous,
        }
