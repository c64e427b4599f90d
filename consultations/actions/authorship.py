"""What an organisation does with a comment it wrote: change it shortly after, or take it back."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Organisation, User

from .. import locks, phases
from ..enums import CommentVisibility
from ..models import CommentRevision, Consultation, SectionActivity, SectionComment
from ..queries.remarked import editable_until
from . import mentions
from .comments import CommentRefused, NotEntitled, NotNow, require_mandate_and_time, sound


class Gone(CommentRefused):
    """It was taken back or hidden."""

    def __str__(self):
        return _("This comment was taken back or hidden meanwhile.")


@transaction.atomic
def edit(*, comment: SectionComment, organisation: Organisation, text: str, by: User, now: datetime) -> SectionComment:
    """Put another text in its place. The earlier one is kept, and shown to everyone who reads the comment.

    Raises InvalidComment, NotEntitled, Gone, or NotNow once the grace period is over.
    """
    text = sound(text)
    comment = held(comment)
    _require_author(phases.Verb.COMMENT, comment, organisation, by, now)
    if comment.is_removed:
        raise Gone
    if now >= editable_until(comment):
        sentence = _("A comment can be changed for %(minutes)s minutes. Please write an answer to it instead.")
        raise NotNow(sentence % {"minutes": settings.COMMENT_EDIT_MINUTES})
    if text == comment.comment:
        return comment
    CommentRevision.objects.create(comment=comment, text=comment.comment, actor=by.actor.token, replaced_at=now)
    comment.comment, comment.edited_at = text, now
    comment.save(update_fields=["comment", "edited_at"])
    mentions.tell(comment=comment, now=now)
    return comment


@transaction.atomic
def withdraw(*, comment: SectionComment, organisation: Organisation, by: User, now: datetime) -> SectionComment:
    """Take it back: a stub stays in its place, and so do the answers. Its text stays in the table and is shown to nobody.

    Raises NotEntitled, Gone or NotNow.
    """
    comment = held(comment)
    _require_author(phases.Verb.TAKE_BACK, comment, organisation, by, now)
    if comment.is_removed:
        raise Gone
    comment.withdrawn_at, comment.is_removed = now, True
    comment.save(update_fields=["withdrawn_at", "is_removed"])
    return comment


def held(comment: SectionComment) -> SectionComment:
    """The comment as it stands now; until the end of the transaction nobody else writes in its discussion."""
    locks.share(comment.consultation_id)
    activity = SectionActivity.objects.select_for_update().get(consultation=comment.consultation_id, section=comment.section_id)
    SectionActivity.objects.filter(pk=activity.pk).update(revision=F("revision") + 1)
    return SectionComment.objects.select_related("organisation", "section").get(pk=comment.pk)


def _require_author(verb: phases.Verb, comment: SectionComment, organisation: Organisation, by: User, now: datetime) -> None:
    if comment.organisation_id != organisation.pk:
        raise NotEntitled(_("Only the organisation that wrote a comment changes it or takes it back."))
    consultation = Consultation.objects.prefetch_related("phases").get(pk=comment.consultation_id)
    inner = comment.visibility == CommentVisibility.ORGANISATION
    require_mandate_and_time(verb, consultation, organisation, by, now, inner=inner)
