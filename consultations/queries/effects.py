"""What issuing a version would do to votes and discussions: shown before it is done, recorded afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from positions.models import Version

from ..freshness import fresh_digests_by_section
from ..models import Consultation, SectionComment, Vote


@dataclass(frozen=True)
class Effects:
    """By section id: how many votes turn stale, and how many comments were written on the wording before."""

    stale: dict[int, int] = field(default_factory=dict)
    comments: dict[int, int] = field(default_factory=dict)
    removed: frozenset[int] = frozenset()
    lost: int = 0  # comments of sections that stay, whose words go

    @property
    def votes(self) -> int:
        return sum(self.stale.values())

    @property
    def orphans(self) -> int:
        """Comments whose section or whose words go; they stay readable."""
        return self.orphans_of_sections + self.lost

    @property
    def orphans_of_sections(self) -> int:
        return sum(number for section, number in self.comments.items() if section in self.removed)


def effects_of(consultation: Consultation, *, changed: Iterable[int], removed: Iterable[int]) -> Effects:
    """Effects of marking these sections substantive, and of removing those: every vote that is fresh on them now is lost."""
    gone = frozenset(removed)
    touched = {*changed, *gone}
    fresh = fresh_digests_by_section(consultation.version) if consultation.version else {}
    votes = Vote.objects.filter(
        question__consultation=consultation, question__section__in=touched, question__withdrawn_at=None, objected_at=None
    )
    stale: dict[int, int] = {}
    for section, digest in votes.values_list("question__section", "digest"):
        if digest in fresh.get(section, frozenset()):
            stale[section] = stale.get(section, 0) + 1
    comments = SectionComment.objects.filter(consultation=consultation, section__in=touched, is_removed=False)
    counted = comments.order_by().values_list("section").annotate(number=Count("pk"))
    return Effects(stale=stale, comments=dict(counted), removed=gone)


def turned_stale(consultation: Consultation, before: Version, after: Version) -> dict[int, list[int]]:
    """Section id (the whole paper's too) → the organisations whose vote was fresh before and is not after."""
    was, stays = fresh_digests_by_section(before), fresh_digests_by_section(after)
    votes = _standing(consultation)
    stale: dict[int, list[int]] = {}
    rows = votes.order_by("question__position", "organisation_id")
    for section, organisation, digest in rows.values_list("question__section", "organisation", "digest"):
        if digest in was.get(section, frozenset()) and digest not in stays.get(section, frozenset()):
            stale.setdefault(section, []).append(organisation)
    return stale


def _standing(consultation: Consultation) -> QuerySet[Vote]:
    """Votes that an issue could make stale: on open questions, not set aside by an objection already."""
    return Vote.objects.filter(question__consultation=consultation, question__withdrawn_at=None, objected_at=None)
