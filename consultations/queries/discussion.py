"""A section's discussion as a page shows it: threads, flattened, with the voice each comment speaks in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Membership, Organisation, OrganisationKind, Role
from accounts.rules import RANKS
from shared.moments import day

from .. import rules
from ..enums import CommentKind, CommentVisibility
from ..models import CommentRevision, Consultation, Participation, SectionComment
from ..models.comments import DEEPEST_LEVEL
from .anchored import Anchored, anchors_on_page
from .dispositions import Status, status
from .place import Place
from .reactions import Reacted, reactions_to

THREADS_A_PAGE = 25
PINS = 3  # so many threads of a discussion can stand at its top
NO_ANCHORS: Mapping[int, Anchored] = {}


@dataclass(frozen=True)
class Earlier:
    """A text the comment had until it was edited."""

    text: SafeString
    until: datetime


@dataclass(frozen=True)
class Post:
    """One comment. `closes` says how many posts end before it, for a template that nests without recursion. `stub` stands in
    the place of a text that was taken back or hidden."""

    pk: int
    closes: range
    voice: str
    name: str
    role: str
    kind: str
    is_from_office: bool
    is_inner: bool
    is_own: bool
    written_at: datetime
    text: SafeString
    stub: str
    edited_at: datetime | None
    earlier: list[Earlier]
    wording_number: int | None
    may_be_answered: bool
    status: Status | None
    reactions: list[Reacted]
    may_be_reacted_to: bool
    anchored: Anchored | None
    may_be_anchored: bool  # by this reader, if its words have lost their place

    @property
    def our_reaction(self) -> str:
        return next((one.label for one in self.reactions if one.is_ours), "")


@dataclass(frozen=True)
class Thread:
    posts: list[Post]
    closes: range
    is_inner: bool
    pinned_at: datetime | None
    closed_at: datetime | None
    answered_at: datetime | None

    @property
    def pk(self) -> int:
        return self.posts[0].pk


@dataclass(frozen=True)
class Discussion:
    threads: list[Thread]
    next_after: int | None  # where the next page begins, if there is one
    is_first_page: bool
    wording: SafeString | None = None  # with the words marked that comments on this page are about

    @property
    def posts(self) -> int:
        return sum(len(thread.posts) for thread in self.threads)


def discussion(
    consultation: Consultation, section_id: int, digest: str, place: Place, now: datetime, *, after: int = 0
) -> Discussion:
    """One page of threads: at the top of the first the pinned ones, then oldest first. Three statements, however many
    comments; one more if some of them were edited."""
    readable = rules.readable_comments(place.user, consultation, now).filter(section=section_id)
    heads = readable.filter(level=0)
    if after:
        heads = heads.filter(pinned_at=None, thread_id__gt=after)
    shown = heads.order_by(F("pinned_at").asc(nulls_last=True), "thread_id").values("thread_id")
    shown = shown[: THREADS_A_PAGE + 1 + (0 if after else PINS)]
    in_order = readable.filter(thread_id__in=shown).order_by("thread_id", "order")
    by_thread: dict[int, list[SectionComment]] = {}
    for row in in_order.select_related("organisation", "wording__version", "contribution__disposition__merged_into", "anchor"):
        by_thread.setdefault(row.thread_id, []).append(row)
    pinned = sorted((rows for rows in by_thread.values() if rows[0].pinned_at), key=lambda rows: rows[0].pinned_at or now)
    others = [rows for rows in by_thread.values() if not rows[0].pinned_at]
    page = others[:THREADS_A_PAGE]
    threads = [*pinned, *page]
    anchors = anchors_on_page([row for rows in threads for row in rows], consultation)
    return Discussion(
        threads=_threads(threads, digest, place, now, anchors.by_comment),
        next_after=page[-1][0].thread_id if len(others) > THREADS_A_PAGE else None,
        is_first_page=after == 0,
        wording=anchors.wording,
    )


def page_with(consultation: Consultation, section_id: int, place: Place, now: datetime, *, comment_id: int) -> int:
    """The `after` of the page of threads on which this comment stands; the first page's if it stands on none."""
    readable = rules.readable_comments(place.user, consultation, now).filter(section=section_id)
    thread = readable.filter(pk=comment_id).values_list("thread_id", flat=True).first()
    heads = readable.filter(level=0, pinned_at=None)
    if thread is None or not heads.filter(thread_id=thread).exists():
        return 0
    before = heads.filter(thread_id__lt=thread).count() // THREADS_A_PAGE * THREADS_A_PAGE
    return heads.order_by("thread_id").values_list("thread_id", flat=True)[before - 1] if before else 0


def post_of(comment: SectionComment, digest: str, place: Place, now: datetime) -> Post:
    """One comment alone, as its own page shows it."""
    return _threads([[comment]], digest, place, now)[0].posts[0]


def answerable(consultation: Consultation, section_id: int, place: Place, now: datetime) -> QuerySet[SectionComment]:
    """The comments of this discussion that may be answered by whoever reads them."""
    comments = rules.readable_comments(place.user, consultation, now).filter(section=section_id)
    closed = comments.filter(level=0, thread_closed_at__isnull=False).values("pk")
    return comments.filter(level__lt=DEEPEST_LEVEL, is_removed=False).exclude(thread_id__in=closed)


def mentionable(consultation: Consultation, organisation: Organisation | None) -> QuerySet:
    """The names of the organisations that a comment of this one can mention, by name."""
    seats = Participation.objects.filter(consultation=consultation)
    if organisation:
        seats = seats.exclude(organisation=organisation)
    return seats.order_by("organisation__name").values_list("organisation__name", flat=True)


def _threads(
    threads: list[list[SectionComment]], digest: str, place: Place, now: datetime, anchored: Mapping[int, Anchored] = NO_ANCHORS
) -> list[Thread]:
    setting = _Setting(threads, digest, place, now, anchored)
    return [setting.thread(comments) for comments in threads]


class _Setting:
    """Sets the posts of one page: what is the same for all of them is read and asked once."""

    def __init__(
        self,
        threads: list[list[SectionComment]],
        digest: str,
        place: Place,
        now: datetime,
        anchored: Mapping[int, Anchored],
    ):
        rows = [row for comments in threads for row in comments]
        self.digest, self.place, self.now, self.anchored = digest, place, now, anchored
        self.voices = _voices(rows)
        self.earlier = _earlier(rows)
        self.reactions = reactions_to([row.pk for row in rows], place.organisation)
        self.reacts = place.comments_now and place.submits

    def thread(self, comments: list[SectionComment]) -> Thread:
        first = comments[0]
        posts, depth = [], -1
        for comment in comments:
            post = self.post(comment, range(max(0, depth - comment.level + 1)))
            posts.append(replace(post, may_be_answered=False) if first.thread_closed_at else post)
            depth = comment.level
        return Thread(
            posts=posts,
            closes=range(depth + 1),
            is_inner=posts[0].is_inner,
            pinned_at=first.pinned_at,
            closed_at=first.thread_closed_at,
            answered_at=first.answered_at,
        )

    def post(self, comment: SectionComment, closes: range) -> Post:
        organisation = comment.organisation
        office = organisation.kind == OrganisationKind.FEDERATION
        spoken = _strongest(self.voices.get((comment.actor, organisation.pk), []), comment.submit_date)
        is_own = organisation.pk in self.place.own_organisations
        is_inner = comment.visibility == CommentVisibility.ORGANISATION
        voice = pgettext("author", "Secretariat") if office else organisation.name
        stands = not comment.is_removed
        anchored = self.anchored.get(comment.pk)
        return Post(
            pk=comment.pk,
            closes=closes,
            voice=voice,
            name=spoken.user.name if spoken and is_own else "",
            role="" if office or spoken is None else str(Role(spoken.role).label),
            kind="" if comment.kind == CommentKind.REMARK else str(CommentKind(comment.kind).label),
            is_from_office=office and comment.level > 0,
            is_inner=is_inner,
            is_own=is_own,
            written_at=comment.submit_date,
            text=_set(comment.comment) if stands else mark_safe(""),
            stub=stub(comment, voice, self.now),
            edited_at=comment.edited_at if stands else None,
            earlier=self.earlier.get(comment.pk, []),
            wording_number=comment.wording.version.number if stands and comment.wording.digest != self.digest else None,
            may_be_answered=self.place.comments_now and comment.level < DEEPEST_LEVEL and stands,
            status=status(getattr(comment, "contribution", None)) if stands else None,
            reactions=self.reactions.get(comment.pk, []) if stands else [],
            may_be_reacted_to=self.reacts and stands and not is_own and not is_inner,
            anchored=anchored,
            may_be_anchored=anchored is not None and anchored.is_lost and self.place.anchors_now(comment),
        )


def stub(comment: SectionComment, voice: str, now: datetime) -> str:
    """What stands in the place of a text that is not shown any more; empty if it is."""
    if comment.withdrawn_at:
        sentence = _("%(voice)s took this comment back on %(day)s. Answers to it stay.")
        return sentence % {"voice": voice, "day": day(comment.withdrawn_at, now)}
    if comment.hidden_at:
        sentence = _("Hidden by the secretariat on %(day)s. Reason: %(reason)s It is kept, and whoever wrote it knows of it.")
        return sentence % {"day": day(comment.hidden_at, now), "reason": comment.hidden_reason}
    return ""


def _set(text: str) -> SafeString:
    return mark_safe(linebreaks(text, autoescape=True))


def _earlier(rows: list[SectionComment]) -> dict[int, list[Earlier]]:
    """Comment id → its earlier texts, oldest first. No statement where nothing was edited."""
    edited = [row.pk for row in rows if row.edited_at and not row.is_removed]
    found: dict[int, list[Earlier]] = {}
    if edited:
        revisions = CommentRevision.objects.filter(comment__in=edited).order_by("pk")
        for comment, text, until in revisions.values_list("comment", "text", "replaced_at"):
            found.setdefault(comment, []).append(Earlier(text=_set(text), until=until))
    return found


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
