"""Whether a vote still counts for the wording as it stands now.

A vote is fresh if the digest it was given on is the current one, or if every change since was marked editorial. Nothing is
rewritten when a version is issued: freshness is read from the votes' digests and the versions' marks.
"""

from collections.abc import Collection, Iterable

from positions.enums import Change
from positions.models import Version, VersionSection

HARMLESS = frozenset({Change.SAME, Change.EDITORIAL})


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
    rows = VersionSection.objects.filter(version__paper__in=[version.paper_id for version in versions])
    wordings = {row.pk: row for row in rows.only("pk", "section_id", "digest", "change", "previous_id", "version_id")}

    def back_from(wording: VersionSection | None) -> Iterable[tuple[str, str]]:
        while wording is not None:
            yield wording.digest, wording.change
            wording = wordings.get(wording.previous_id)

    fresh: dict[int, dict[int, frozenset[str]]] = {version.pk: {} for version in versions}
    for wording in wordings.values():
        if wording.version_id in fresh:
            fresh[wording.version_id][wording.section_id] = fresh_digests(back_from(wording))
    return fresh
