"""Every comment of a consultation that a reader may read, by section: plain rows, in a fixed number of statements."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet

from ..enums import ReactionKind
from ..models import Consultation, Reaction, SectionComment
from .naming import name_of

COLUMNS = (
    "pk", "section", "level", "organisation__name", "organisation__kind", "kind", "visibility", "submit_date", "edited_at",
    "comment", "withdrawn_at", "hidden_at", "hidden_reason", "is_removed", "wording__version__number", "wording__digest",
    "wording__kind", "wording__number", "wording__heading",
)  # fmt: skip


@dataclass
class PrintedSection:
    """One section with its comments, thread by thread. `digest` is None once it is no longer in the paper."""

    name: str
    digest: str | None
    comments: list[Any] = field(default_factory=list)


def by_section(consultation: Consultation, readable: QuerySet[SectionComment]) -> list[PrintedSection]:
    """The sections that were written on, in the order of the paper; those taken out since come last. Two statements."""
    found: dict[int, PrintedSection] = {}
    if consultation.version is not None:
        rows = consultation.version.wordings.order_by("position").values_list("section", "kind", "number", "heading", "digest")
        for section, kind, number, heading, digest in rows:
            found[section] = PrintedSection(name=name_of(kind, number, heading), digest=digest)
    for row in readable.order_by("thread_id", "order").values_list(*COLUMNS, named=True):
        if row.section not in found:
            name = name_of(row.wording__kind, row.wording__number, row.wording__heading)
            found[row.section] = PrintedSection(name=name, digest=None)
        found[row.section].comments.append(row)
    return [section for section in found.values() if section.comments]


def reactions_in(readable: QuerySet[SectionComment]) -> dict[int, list[tuple[str, int]]]:
    """Comment id → (what was said, by how many organisations). One statement."""
    rows = Reaction.objects.filter(comment__in=readable.order_by().values("pk")).values_list("comment", "kind")
    found: dict[int, list[tuple[str, int]]] = {}
    for comment, kind, count in rows.annotate(count=Count("pk")).order_by("comment", "kind"):
        found.setdefault(comment, []).append((str(ReactionKind(kind).label), count))
    return found
