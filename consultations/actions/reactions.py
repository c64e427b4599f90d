"""One organisation's reaction to a comment: given, changed, taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User

from .. import phases
from ..enums import CommentVisibility, ReactionKind
from ..models import Consultation, Reaction, SectionComment
from .authorship import Gone, held
from .comments import CommentRefused, require_mandate_and_time


class NotForUs(CommentRefused):
    """It is the organisation's own comment, or one it cannot read."""

    def __str__(self):
        return _("One reacts to what others wrote for all participants.")


@transaction.atomic
def give(*, comment: SectionComment, organisation: Organisation, kind: ReactionKind, by: User, now: datetime) -> Reaction:
    """The organisation's one reaction to this comment: a later one replaces it. By those who submit for it.

    Raises NotForUs, NotEntitled, NotNow or Gone.
    """
    comment = _open_to(comment, organisation, by, now)
    said = {"kind": kind, "actor": by.actor.token, "given_at": now}
    return Reaction.objects.update_or_create(comment=comment, organisation=organisation, defaults=said)[0]


@transaction.atomic
def take_back(*, comment: SectionComment, organisation: Organisation, by: User, now: datetime) -> None:
    """As if it had never been given; nothing happens if it was not. Raises as `give` does."""
    comment = _open_to(comment, organisation, by, now)
    Reaction.objects.filter(comment=comment, organisation=organisation).delete()


def _open_to(comment: SectionComment, organisation: Organisation, by: User, now: datetime) -> SectionComment:
    if comment.organisation_id == organisation.pk or comment.visibility == CommentVisibility.ORGANISATION:
        raise NotForUs
    comment = held(comment)
    consultation = Consultation.objects.prefetch_related("phases").get(pk=comment.consultation_id)
    require_mandate_and_time(phases.Verb.COMMENT, consultation, organisation, by, now, inner=False)
    if comment.is_removed:
        raise Gone
    return comment
