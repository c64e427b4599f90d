"""Whether a vote still counts for the wording as it stands now.

A vote is fresh if the digest it was given on is the current one, or if every change since was marked editorial. Nothing is
rewritten when a version is issued: freshness is read from the votes' digests and the versions' marks.
"""

from collections.abc import Iterable

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
    rows = VersionSection.objects.filter(version__paper_id=version.paper_id, version__number__lte=version.number)
    wordings = {row.pk: row for row in rows.only("pk", "section_id", "digest", "change", "previous_id", "version_id")}

    def back_from(wording: VersionSection | None) -> Iterable[tuple[str, str]]:
        while wording is not None:
            yield wording.digest, wording.change
            wording = wordings.get(wording.previous_id)

    current = (wording for wording in wordings.values() if wording.version_id == version.pk)
    return {wording.section_id: fresh_digests(back_from(wording)) for wording in current}
