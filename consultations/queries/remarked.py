"""One comment as its own page shows it, and what its reader may do with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from accounts.models import OrganisationKind
from accounts.rules import is_editor

from .. import rules
from ..enums import CommentVisibility, ThreadMark
from ..models import Consultation, SectionComment
from ..phases import Verb
from .discussion import Post, post_of
from .place import Place

MARKED_AT = {ThreadMark.PINNED: "pinned_at", ThreadMark.CLOSED: "thread_closed_at", ThreadMark.ANSWERED: "answered_at"}


@dataclass(frozen=True)
class CommentOnPage:
    """Each `may_` says whether the form for it is shown; the actions check it again."""

    comment: SectionComment
    post: Post
    may_edit: bool
    may_withdraw: bool
    may_report: bool
    may_moderate: bool
    marks: set[ThreadMark]  # of the thread it begins


def editable_until(comment: SectionComment) -> datetime:
    """Until then its text may be changed."""
    return comment.submit_date + timedelta(minutes=settings.COMMENT_EDIT_MINUTES)


def comment_on_page(
    consultation: Consultation, section_id: int, digest: str, place: Place, now: datetime, *, pk: int
) -> CommentOnPage | None:
    """The comment, if this reader sees it in this discussion."""
    rows = rules.readable_comments(place.user, consultation, now).filter(section=section_id)
    comment = rows.select_related("organisation", "wording__version", "section").filter(pk=pk).first()
    if comment is None:
        return None
    comment.consultation = consultation
    post, stands = post_of(comment, digest, place, now), not comment.is_removed
    inner = comment.visibility == CommentVisibility.ORGANISATION
    is_author = post.is_own and place.commenting_obstacle is None and (inner or place.submits)
    is_office = place.organisation is not None and place.organisation.kind == OrganisationKind.FEDERATION
    return CommentOnPage(
        comment=comment,
        post=post,
        may_edit=is_author and stands and place.commenting_refusal is None and now < editable_until(comment),
        may_withdraw=is_author and stands and consultation.refusal(Verb.TAKE_BACK, now, place.participation) is None,
        may_report=place.organisation is not None and stands and not inner and not post.is_own,
        may_moderate=is_office and not inner and is_editor(place.user, now),
        marks={mark for mark, name in MARKED_AT.items() if getattr(comment, name) is not None},
    )
