"""The register as the secretariat works through it: sifted, counted, and what nearly says the same."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import likeness
from ..enums import CommentKind, Decision, RecordKind, Satisfaction, SuggestionState
from ..models import Consultation, Contribution, Remark, Verdict
from .dispositions import RELATED, Answered, answered
from .record_sheets import safe

OPEN, DECIDED, WITHDRAWN = "open", "decided", "withdrawn"
SUGGESTION = "suggestion"
NOBODY = "nobody"


@dataclass(frozen=True)
class Sieve:
    """What of the register is shown; empty is everything. `late`: due before today and not answered."""

    q: str = ""
    state: str = ""
    kind: str = ""
    section: str = ""
    organisation: str = ""
    assignee: str = ""
    late: bool = False


@dataclass(frozen=True)
class Figures:
    """How far the register is. What was taken back needs no answer and is not in `total`."""

    total: int
    answered: int
    withdrawn: int
    by_decision: dict[str, int]

    @property
    def open(self) -> int:
        return self.total - self.answered


def sifted(consultation: Consultation, sieve: Sieve, now: datetime) -> QuerySet[Contribution]:
    """The contributions that fit, by number, loaded to be shown."""
    rows = Contribution.objects.filter(consultation=consultation)
    if sieve.state == OPEN:
        rows = rows.unanswered()
    elif sieve.state == DECIDED:
        rows = rows.filter(disposition__isnull=False)
    elif sieve.state == WITHDRAWN:
        rows = rows.filter(Q(comment__withdrawn_at__isnull=False) | Q(suggestion__state=SuggestionState.WITHDRAWN))
    elif sieve.state in Decision.values:
        rows = rows.filter(disposition__decision=sieve.state)
    if sieve.kind == SUGGESTION:
        rows = rows.filter(suggestion__isnull=False)
    elif sieve.kind in CommentKind.values:
        rows = rows.filter(comment__kind=sieve.kind)
    if sieve.section.isdecimal():
        rows = rows.filter(section=int(sieve.section[:18]))
    if sieve.organisation.isdecimal():
        rows = rows.filter(organisation=int(sieve.organisation[:18]))
    if sieve.assignee == NOBODY:
        rows = rows.filter(assignee=None)
    elif sieve.assignee.isdecimal():
        rows = rows.filter(assignee=int(sieve.assignee[:18]))
    if sieve.late:
        rows = rows.unanswered().filter(due_on__lt=timezone.localdate(now))
    return _found(rows, sieve.q.strip()).select_related(*RELATED, "assignee", "twin").order_by("number")


def _found(rows: QuerySet[Contribution], q: str) -> QuerySet[Contribution]:
    """By number, or by words in what was written or answered."""
    if not q:
        return rows
    if q.removeprefix("#").isdecimal():
        return rows.filter(number=int(q.removeprefix("#")[:9]))
    anywhere = ("comment__comment", "suggestion__text", "suggestion__reason", "disposition__reason")
    condition = Q()
    for column in anywhere:
        condition |= Q(**{f"{column}__icontains": q})
    return rows.filter(condition)


def figures(consultation: Consultation) -> Figures:
    """Two statements."""
    rows = Contribution.objects.filter(consultation=consultation)
    counted = rows.standing().values(decision=F("disposition__decision")).annotate(number=Count("pk")).order_by()
    by_decision = {row["decision"]: row["number"] for row in counted}
    unanswered = by_decision.pop(None, 0)
    decided = sum(by_decision.values())
    return Figures(
        total=decided + unanswered,
        answered=decided,
        withdrawn=rows.count() - decided - unanswered,
        by_decision={value: by_decision[value] for value in Decision.values if value in by_decision},
    )


def missing_answers(consultation: Consultation) -> list[int]:
    """The numbers of the contributions that still need an answer."""
    rows = Contribution.objects.filter(consultation=consultation).unanswered()
    return list(rows.order_by("number").values_list("number", flat=True))


@dataclass(frozen=True)
class Waiver:
    """Answers an editor let the statement go without, and why. It holds for those it names."""

    contributions: frozenset[int]
    reason: str


def waiver(consultation: Consultation) -> Waiver | None:
    """The last one on record."""
    entry = consultation.record.filter(kind=RecordKind.ANSWERS_WAIVED).order_by("-pk").first()
    if entry is None:
        return None
    remark = Remark.objects.filter(commitment=entry.commitment).first()
    return Waiver(frozenset(entry.facts["contributions"]), remark.text if remark else "")


def objections(consultation: Consultation) -> list[Answered]:
    """Contributions whose organisation maintains its objection to what was decided."""
    maintained = Verdict.objects.filter(satisfaction=Satisfaction.MAINTAINS).values("contribution")
    rows = Contribution.objects.filter(consultation=consultation, pk__in=maintained)
    return answered(rows.select_related(*RELATED).order_by("number"))


def proposed_groups(consultation: Consultation) -> list[list[Answered]]:
    """Open contributions on one section that nearly say the same and are not all together yet."""
    rows = Contribution.objects.filter(consultation=consultation).unanswered().select_related(*RELATED).order_by("number")
    by_section: dict[int, dict[int, str]] = {}
    by_pk = {}
    for row in rows:
        by_pk[row.pk] = row
        written = row.comment.comment if row.comment else row.suggestion.text if row.suggestion else ""
        by_section.setdefault(row.section_id, {})[row.pk] = written
    found = [group for texts in by_section.values() for group in likeness.groups(texts)]
    apart = [group for group in found if len({by_pk[pk].group for pk in group}) > 1]
    return [answered([by_pk[pk] for pk in group]) for group in apart]


def sheet(rows: QuerySet[Contribution]) -> Iterator[str]:
    """The register as CSV, line by line: semicolons, and nothing a spreadsheet would take for a formula."""
    columns = [
        _("Number"), _("Received"), _("Section"), _("Organisation"), _("Type"), _("Observation"), _("Proposal"),
        _("Decision"), _("Reason"), _("Decided"), _("Assignee"), _("Due"), _("Answer of the organisation"), _("Its reason"),
    ]  # fmt: skip
    yield "\ufeff" + _line(columns)
    for one in answered(rows):
        row, made, verdict = one.contribution, one.disposition, one.verdict
        yield _line(
            [
                row.number,
                timezone.localtime(row.received_at).strftime("%Y-%m-%d %H:%M"),
                one.section,
                row.organisation.name,
                one.kind,
                row.comment.comment if row.comment else one.reason,
                row.suggestion.text if row.suggestion else "",
                one.status,
                made.reason if made else "",
                timezone.localtime(made.decided_at).strftime("%Y-%m-%d %H:%M") if made else "",
                row.assignee.name if row.assignee else "",
                row.due_on.isoformat() if row.due_on else "",
                verdict.get_satisfaction_display() if verdict else "",
                verdict.reason if verdict else "",
            ]
        )


def _line(cells: list) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return out.getvalue()
