"""What the secretariat does in a discussion: hide a comment, pin a thread, close it, mark it as answered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from accounts.rules import is_editor
from notifications.actions import events

from ..enums import CommentVisibility, ThreadMark
from ..models import SectionComment
from ..queries.discussion import PINS
from ..queries.remarked import MARKED_AT
from .authorship import Gone, held
from .comments import CommentRefused, NotEntitled

REASON_LIMIT = SectionComment._meta.get_field("hidden_reason").max_length


class ReasonMissing(CommentRefused):
    """Whoever reads the stub is told why, and so is who wrote the comment."""

    def __str__(self):
        return _("Please say why; everyone who reads the discussion sees it.")


class ReasonTooLong(CommentRefused):
    """It is a sentence."""

    def __str__(self):
        return _("Please say it in at most %(limit)s characters.") % {"limit": REASON_LIMIT}


class NotAThread(CommentRefused):
    """Pinned, closed and answered say something of a whole thread."""

    def __str__(self):
        return _("Only the first comment of a thread that all participants read can be marked.")


class TooManyPins(CommentRefused):
    """If everything stands at the top, nothing does."""

    def __str__(self):
        return _("At most %(pins)s threads of a discussion can be pinned. Please unpin one first.") % {"pins": PINS}


@transaction.atomic
def hide(*, comment: SectionComment, reason: str, by: User, now: datetime) -> SectionComment:
    """Put a stub with the reason in its place; answers stay, and its organisation is told. At any time.

    Raises NotEntitled, ReasonMissing, ReasonTooLong or Gone.
    """
    require_secretariat(comment, by, now)
    reason = a_sentence(reason)
    comment = held(comment)
    if comment.is_removed:
        raise Gone
    comment.hidden_at, comment.hidden_reason, comment.is_removed = now, reason, True
    comment.save(update_fields=["hidden_at", "hidden_reason", "is_removed"])
    log(instance=comment.consultation, action="wagtail.edit", user=by, data={"hidden": comment.pk})
    facts = {"consultation": comment.consultation_id, "organisation": comment.organisation_id, "comment": comment.pk}
    events.record(kind="comment-hidden", key=f"comment-hidden:{comment.pk}:{now.isoformat()}", facts=facts, now=now)
    return comment


@transaction.atomic
def show(*, comment: SectionComment, by: User, now: datetime) -> SectionComment:
    """Put a hidden comment back. One that its organisation took back stays taken back."""
    require_secretariat(comment, by, now)
    comment = held(comment)
    if comment.hidden_at is None:
        return comment
    comment.hidden_at, comment.hidden_reason, comment.is_removed = None, "", comment.withdrawn_at is not None
    comment.save(update_fields=["hidden_at", "hidden_reason", "is_removed"])
    log(instance=comment.consultation, action="wagtail.edit", user=by, data={"shown": comment.pk})
    return comment


@transaction.atomic
def mark(*, comment: SectionComment, as_: ThreadMark, on: bool, by: User, now: datetime) -> SectionComment:
    """Pin, close or mark as answered the thread that this comment begins, or take the mark away. Done twice it is done once.

    Raises NotEntitled, NotAThread or TooManyPins.
    """
    require_secretariat(comment, by, now)
    comment = held(comment)
    if comment.level:
        raise NotAThread
    name = MARKED_AT[as_]
    if on == (getattr(comment, name) is not None):
        return comment
    if on and as_ == ThreadMark.PINNED and _pinned_beside(comment) >= PINS:
        raise TooManyPins
    setattr(comment, name, now if on else None)
    comment.save(update_fields=[name])
    return comment


def require_secretariat(comment: SectionComment, by: User, now: datetime) -> None:
    """What an organisation writes for itself is none of the secretariat's business: to it, there is no such comment."""
    if not is_editor(by, now):
        raise NotEntitled(_("Only the secretariat looks after discussions."))
    if comment.visibility == CommentVisibility.ORGANISATION:
        raise NotAThread


def a_sentence(text: str) -> str:
    """The reason as it is stored. ReasonMissing or ReasonTooLong."""
    text = " ".join(text.split())
    if not text:
        raise ReasonMissing
    if len(text) > REASON_LIMIT:
        raise ReasonTooLong
    return text


def _pinned_beside(comment: SectionComment) -> int:
    beside = SectionComment.objects.filter(consultation=comment.consultation_id, section=comment.section_id)
    return beside.filter(pinned_at__isnull=False).count()
