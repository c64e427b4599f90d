"""Whether a vote still counts for the wording as it stands now.

A vote is fresh if the digest it was given on is the current one, or if every change since was marked editorial, and its
organisation has not objected to such a mark (`Vote.objected_at`). Nothing is rewritten when a version is issued: freshness is
read from the votes' digests and the versions' marks.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from positions.enums import Change
from positions.models import Version, VersionSection

HARMLESS = frozenset({Change.SAME, Change.EDITORIAL})


@dataclass(frozen=True)
class Lineage:
    """What a section's wording in force goes back to without a change of substance.

    `digests`: those on which votes are fresh. `edited_at`: when its newest editorial change was issued, None without one;
    `edited` is the id of that wording.
    """

    digests: frozenset[str]
    edited_at: datetime | None = None
    edited: int | None = None

    def objectable_until(self, days: int) -> datetime | None:
        """Until when its newest editorial change can be objected to; the vote's end may come before. None without a change."""
        return self.edited_at + timedelta(days=days) if self.edited_at else None


def fresh_digests(history: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The digests on which votes are fresh. `history` is (digest, change against the wording before), the current one first."""
    digests = set()
    for digest, change in history:
        digests.add(digest)
        if change not in HARMLESS:
            break
    return frozenset(digests)


def fresh_digests_by_section(version: Version) -> dict[int, frozenset[str]]:
    """Section id → the digests on which votes are fresh while `version` is the current one. One query."""
    return fresh_digests_by_version([version])[version.pk]


def fresh_digests_by_version(versions: Collection[Version]) -> dict[int, dict[int, frozenset[str]]]:
    """The same for several current versions at once, of any papers: version id → section id → digests. One query."""
    lineages = lineages_by_version(versions)
    return {pk: {section: line.digests for section, line in lines.items()} for pk, lines in lineages.items()}


def lineages(version: Version) -> dict[int, Lineage]:
    """Section id → the lineage of its wording in `version`. One query."""
    return lineages_by_version([version])[version.pk]


def lineages_by_version(versions: Collection[Version]) -> dict[int, dict[int, Lineage]]:
    """The same for several versions, of any papers: version id → section id → lineage. One query."""
    rows = VersionSection.objects.filter(version__paper__in=[version.paper_id for version in versions]).select_related(
        "version"
    )
    columns = ("pk", "section_id", "digest", "change", "previous_id", "version_id", "version__issued_at")
    wordings = {row.pk: row for row in rows.only(*columns)}

    def back_from(wording: VersionSection | None) -> Iterable[VersionSection]:
        while wording is not None:
            yield wording
            wording = wordings.get(wording.previous_id)

    found: dict[int, dict[int, Lineage]] = {version.pk: {} for version in versions}
    for wording in wordings.values():
        if wording.version_id in found:
            found[wording.version_id][wording.section_id] = _lineage(list(back_from(wording)))
    return found


def _lineage(history: list[VersionSection]) -> Lineage:
    """Of a wording and those before it, the newest first."""
    digests = fresh_digests((wording.digest, wording.change) for wording in history)
    for wording in history:
        if wording.change == Change.EDITORIAL:
            return Lineage(digests, wording.version.issued_at, wording.pk)
        if wording.change not in HARMLESS:
            break
    return Lineage(digests)
