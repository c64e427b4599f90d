"""A section's discussion as a page shows it: threads, flattened, with the voice each comment speaks in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from accounts.models import Membership, OrganisationKind, Role
from accounts.rules import RANKS

from .. import rules
from ..enums import CommentKind, CommentVisibility
from ..models import Consultation, SectionComment
from ..models.comments import DEEPEST_LEVEL
from .dispositions import Status, status
from .place import Place

THREADS_A_PAGE = 25


@dataclass(frozen=True)
class Post:
    """One comment. `closes` says how many posts end before it, for a template that nests without recursion."""

    pk: int
    closes: range
    voice: str
    name: str
    role: str
    kind: str
    is_from_office: bool
    is_inner: bool
    written_at: datetime
    text: SafeString
    wording_number: int | None
    may_be_answered: bool
    status: Status | None


@dataclass(frozen=True)
class Thread:
    posts: list[Post]
    closes: range
    is_inner: bool

    @property
    def pk(self) -> int:
        return self.posts[0].pk


@dataclass(frozen=True)
class Discussion:
    threads: list[Thread]
    next_after: int | None  # where the next page begins, if there is one
    is_first_page: bool

    @property
    def posts(self) -> int:
        return sum(len(thread.posts) for thread in self.threads)


def discussion(
    consultation: Consultation, section_id: int, digest: str, place: Place, now: datetime, *, after: int = 0
) -> Discussion:
    """One page of threads, oldest first. Three statements, however many comments."""
    readable = rules.readable_comments(place.user, consultation, now).filter(section=section_id)
    roots = readable.filter(level=0, thread_id__gt=after).order_by("thread_id").values_list("thread_id", flat=True)
    heads = list(roots[: THREADS_A_PAGE + 1])
    shown = heads[:THREADS_A_PAGE]
    in_order = readable.filter(thread_id__in=shown).order_by("thread_id", "order")
    rows = list(in_order.select_related("organisation", "wording__version", "contribution__disposition__merged_into"))
    return Discussion(
        threads=_threads(rows, digest, place),
        next_after=shown[-1] if len(heads) > THREADS_A_PAGE else None,
        is_first_page=after == 0,
    )


def answerable(consultation: Consultation, section_id: int, place: Place, now: datetime) -> QuerySet[SectionComment]:
    """The comments of this discussion that may be answered by whoever reads them."""
    readable = rules.readable_comments(place.user, consultation, now)
    return readable.filter(section=section_id, level__lt=DEEPEST_LEVEL, is_removed=False)


def _threads(rows: list[SectionComment], digest: str, place: Place) -> list[Thread]:
    voices = _voices(rows)
    by_thread: dict[int, list[SectionComment]] = {}
    for row in rows:
        by_thread.setdefault(row.thread_id, []).append(row)
    threads = []
    for comments in by_thread.values():
        posts, depth = [], -1
        for comment in comments:
            posts.append(_post(comment, range(max(0, depth - comment.level + 1)), digest, place, voices))
            depth = comment.level
        threads.append(Thread(posts=posts, closes=range(depth + 1), is_inner=posts[0].is_inner))
    return threads


def _post(
    comment: SectionComment, closes: range, digest: str, place: Place, voices: dict[tuple[UUID, int], list[Membership]]
) -> Post:
    organisation = comment.organisation
    office = organisation.kind == OrganisationKind.FEDERATION
    spoken = _strongest(voices.get((comment.actor, organisation.pk), []), comment.submit_date)
    is_own = organisation.pk in place.own_organisations
    return Post(
        pk=comment.pk,
        closes=closes,
        voice=pgettext("author", "Secretariat") if office else organisation.name,
        name=spoken.user.name if spoken and is_own else "",
        role="" if office or spoken is None else str(Role(spoken.role).label),
        kind="" if comment.kind == CommentKind.REMARK else str(CommentKind(comment.kind).label),
        is_from_office=office and comment.level > 0,
        is_inner=comment.visibility == CommentVisibility.ORGANISATION,
        written_at=comment.submit_date,
        text=mark_safe(linebreaks(comment.comment, autoescape=True)),
        wording_number=comment.wording.version.number if comment.wording.digest != digest else None,
        status=status(getattr(comment, "contribution", None)),
        may_be_answered=place.comments_now and comment.level < DEEPEST_LEVEL,
    )


def _voices(rows: Iterable[SectionComment]) -> dict[tuple[UUID, int], list[Membership]]:
    """(actor, organisation) → the memberships that say in which role the comment was written. An erased person has none."""
    rows = list(rows)
    held = Membership.objects.filter(
        user__actor__token__in={row.actor for row in rows}, organisation__in={row.organisation_id for row in rows}
    ).select_related("user__actor")
    voices: dict[tuple[UUID, int], list[Membership]] = {}
    for membership in held:
        voices.setdefault((membership.user.actor.token, membership.organisation_id), []).append(membership)
    return voices


def _strongest(memberships: list[Membership], moment: datetime) -> Membership | None:
    in_force = [
        m
        for m in memberships
        if (m.valid_from is None or m.valid_from <= moment) and (m.valid_until is None or m.valid_until > moment)
    ]
    return min(in_force, key=lambda m: RANKS.index(Role(m.role)), default=None)
