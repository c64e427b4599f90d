"""Issued statements as readers see them: everything from the frozen content, nothing from rows that still change."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.rules import Person
from positions.enums import FileFormat
from positions.exports.content import Numbers, Outcome, Section, StatementContent
from positions.models import Statement, StatementFile
from positions.wording.to_html import html

from .. import rules

WITH_CONCERNS = 2  # the mark of a yes with concerns


@dataclass(frozen=True)
class Note:
    """A minority note: who wrote it, and its text."""

    by: tuple[str, ...]
    html: str
    on: str = ""


@dataclass(frozen=True)
class Passage:
    """One section of a statement, ready to be shown. `depth` is 2 or 3, the level of its heading on the page."""

    anchor: str
    depth: int
    section: Section
    html: str
    says: str
    notes: tuple[Note, ...]

    @property
    def title(self) -> str:
        return " ".join(part for part in (self.section.locator, self.section.heading) if part)

    @property
    def number(self) -> str:
        """The number that hangs beside the heading; none if the heading brings its own ("§ 3 …")."""
        number = self.section.number
        return "" if number and self.section.heading.startswith(number) else number


@dataclass(frozen=True)
class Frame:
    """What stands around the sections, as HTML; each may be empty."""

    opening: str
    summary: str
    general: str
    closing: str


@dataclass(frozen=True)
class Facts:
    """What a list says of a statement besides its title. Frozen with it, so kept in the cache for good."""

    bill: str
    voted: int
    asked: int
    dissents: int


def readable(user: Person, now: datetime) -> QuerySet[Statement]:
    """The statements this person may read, newest first, without their texts."""
    return rules.visible_statements(user, now).defer("content", "manifest").order_by("-issued_at", "-pk")


def passages(content: StatementContent) -> list[Passage]:
    """The sections in reading order."""
    return [
        Passage(
            anchor=anchor_at(place),
            depth=2 if section.level <= 2 else 3,
            section=section,
            html=html(section.tree, prefix=f"a{place}-"),
            says=says(section.outcome.plain, section.outcome) if section.outcome else "",
            notes=tuple(
                Note(note.by, html(note.tree, prefix=f"a{place}-n{number}-")) for number, note in enumerate(section.dissents, 1)
            ),
        )
        for place, section in enumerate(content.sections, start=1)
    ]


def anchor_at(place: int) -> str:
    """Where the section at this place, counted from 1, stands on the statement's page."""
    return f"a{place}"


def further_notes(content: StatementContent) -> list[Note]:
    """The minority notes that stand below no section: on the whole, and those in the annex."""
    found = (*content.whole_dissents, *content.annex_dissents)
    return [Note(note.by, html(note.tree, prefix=f"sv{place}-"), note.on) for place, note in enumerate(found, 1)]


def frame(content: StatementContent) -> Frame:
    return Frame(
        opening=html(content.opening, prefix="opening-"),
        summary=html(content.summary, prefix="summary-"),
        general=html(content.general, prefix="general-"),
        closing=html(content.closing, prefix="closing-"),
    )


def says(numbers: Numbers, outcome: Outcome) -> str:
    """The shades and the others, as a sentence; who simply carries it stands before. Empty if there is nobody else."""
    concerns = sum(choice.organisations for choice in outcome.choices if choice.mark == WITH_CONCERNS)
    counted = [
        (concerns, ngettext("%(count)d with concerns", "%(count)d with concerns", concerns)),
        (numbers.abstain, ngettext("%(count)d abstention", "%(count)d abstentions", numbers.abstain)),
        (numbers.no, ngettext("%(count)d does not carry it", "%(count)d do not carry it", numbers.no)),
        (numbers.invalid, ngettext("%(count)d invalid", "%(count)d invalid", numbers.invalid)),
        (
            numbers.stale,
            ngettext("%(count)d on an older wording, not counted", "%(count)d on an older wording, not counted", numbers.stale),
        ),
    ]
    parts = [text % {"count": count} for count, text in counted if count]
    return _("%(parts)s.") % {"parts": ", ".join(parts)} if parts else ""


def most_voted(content: StatementContent) -> Numbers | None:
    """The numbers of the question that most organisations answered; None if nothing was voted on."""
    outcomes = [section.outcome for section in content.sections if section.outcome]
    outcomes += [content.whole] if content.whole else []
    return max((outcome.plain for outcome in outcomes), key=lambda numbers: numbers.taking_part, default=None)


def facts(statements: list[Statement]) -> dict[int, Facts]:
    """By id. At most one query, for those not met before."""
    keys = {statement.pk: f"consultations.statement-facts.{statement.content_digest}" for statement in statements}
    kept = cache.get_many(keys.values())
    found = {pk: kept[key] for pk, key in keys.items() if key in kept}
    missing = [pk for pk in keys if pk not in found]
    if missing:
        fresh = {pk: _facts(plain) for pk, plain in Statement.objects.filter(pk__in=missing).values_list("pk", "content")}
        cache.set_many({keys[pk]: fact for pk, fact in fresh.items()}, timeout=None)
        found.update(fresh)
    return found


def _facts(plain: dict) -> Facts:
    content = StatementContent.from_plain(plain)
    numbers = most_voted(content)
    return Facts(
        bill=content.bill,
        voted=numbers.taking_part if numbers else 0,
        asked=numbers.eligible if numbers else 0,
        dissents=content.notes,
    )


def files_of(statements: list[Statement], formats: list[FileFormat] | None = None) -> QuerySet[StatementFile]:
    """Names, sizes and digests of the issued files, never their bytes."""
    files = StatementFile.objects.filter(statement__in=statements).defer("data").order_by("pk")
    return files.filter(format__in=formats) if formats else files


def corrections_of(statement: Statement, user: Person, now: datetime) -> list[Statement]:
    """Later statements that correct this one and that the person may read, oldest first."""
    return list(readable(user, now).filter(corrects=statement).order_by("issued_at"))
