"""Reads over several models: what a paper says now, and how that differs from its last version."""

import uuid
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import Page

from .enums import Difference, SectionKind
from .models import Paper, VersionSection
from .wording.from_stream import tree_of
from .wording.labels import enumerator
from .wording.tree import Tree, wording_digest


@dataclass(frozen=True)
class CurrentSection:
    """One section as it stands in the editor's text: what a version would freeze."""

    key: uuid.UUID
    kind: SectionKind
    level: int
    number: str
    heading: str
    tree: Tree

    @cached_property
    def digest(self) -> str:
        return wording_digest(self.heading, self.tree)


@dataclass(frozen=True)
class SectionChange:
    """A section before (in the last version) and after (in the published paper); one of the two may be missing."""

    key: uuid.UUID
    what: Difference
    before: VersionSection | None
    after: CurrentSection | None

    @property
    def shown(self) -> VersionSection | CurrentSection:
        shown = self.after or self.before
        if shown is None:  # pragma: no cover — a change has a side
            raise ValueError("A change has a side.")
        return shown

    @property
    def needs_mark(self) -> bool:
        """Whether the editor has to say if this is editorial or substantive: words changed on which one may vote."""
        if self.what is not Difference.CHANGED or self.before is None or self.after is None:
            return False
        return SectionKind.TEXT in (self.before.kind, self.after.kind)


def page_url(pk: int) -> str | None:
    """Where a link to a page of this site leads, for readers of a frozen wording."""
    page = Page.objects.filter(pk=pk, live=True).first()
    return page.full_url if page else None


def sections_of(paper: Paper) -> list[CurrentSection]:
    """The sections of this state of a paper (a row holds the published one, a revision's object the draft), in order.

    A block without a heading and without words is left out. A section without words of its own is a part heading.
    """
    sections: list[CurrentSection] = []
    texts = 0
    for child in paper.sections:
        value = child.value
        tree = tree_of(value, page_url=page_url)
        heading = _line(value["heading"])
        if not heading and not tree:
            continue
        kind = SectionKind(value["kind"] or SectionKind.TEXT)
        if kind is SectionKind.TEXT and not tree:
            kind = SectionKind.HEADING
        texts += kind is SectionKind.TEXT
        number = enumerator(heading) or (str(texts) if kind is SectionKind.TEXT else "")
        sections.append(CurrentSection(uuid.UUID(str(child.id)), kind, value["level"] or 2, number, heading, tree))
    return sections


def _line(text: Any) -> str:
    return " ".join((text or "").split())


def last_wordings(paper: Paper) -> list[VersionSection]:
    """The wordings of the paper's last version in order, the whole paper's row included; none before the first version."""
    last = paper.versions.order_by("-number").first()
    return list(last.wordings.select_related("section").order_by("position")) if last else []


def changes(paper: Paper) -> list[SectionChange]:
    """How the published paper differs from its last version, in the paper's order, removed sections at the end.

    Unchanged sections are left out. `Paper` must hold the published state (as a row from the database does).
    """
    found = compare(last_wordings(paper), sections_of(paper))
    return [change for change in found if change.what is not Difference.SAME]


def compare(before: list[VersionSection], after: list[CurrentSection]) -> list[SectionChange]:
    """Every section of both sides, with what became of it."""
    old = {wording.section.key: wording for wording in before if wording.kind != SectionKind.WHOLE}
    places = {key: place for place, key in enumerate(old)}
    kept = [section.key for section in after if section.key in old]
    in_order = _longest_ordered(kept, places)
    found = [
        SectionChange(
            section.key, _difference(old.get(section.key), section, section.key in in_order), old.get(section.key), section
        )
        for section in after
    ]
    present = {section.key for section in after}
    return found + [SectionChange(key, Difference.REMOVED, wording, None) for key, wording in old.items() if key not in present]


def _difference(before: VersionSection | None, after: CurrentSection, in_order: bool) -> Difference:
    if before is None:
        return Difference.ADDED
    if before.digest != after.digest:
        return Difference.CHANGED
    same_place = in_order and (before.level, before.kind) == (after.level, after.kind)
    return Difference.SAME if same_place else Difference.MOVED


def _longest_ordered(keys: list[uuid.UUID], places: dict[uuid.UUID, int]) -> set[uuid.UUID]:
    """The largest set of sections that kept their order; the others moved around them."""
    ends: list[int] = []  # the smallest last place of an ordered run of each length
    holders: list[uuid.UUID] = []
    previous: dict[uuid.UUID, uuid.UUID | None] = {}
    for key in keys:
        at = bisect_left(ends, places[key])
        previous[key] = holders[at - 1] if at else None
        ends[at : at + 1] = [places[key]]
        holders[at : at + 1] = [key]
    ordered: set[uuid.UUID] = set()
    last = holders[-1] if holders else None
    while last is not None:
        ordered.add(last)
        last = previous[last]
    return ordered
