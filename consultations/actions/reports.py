"""Asking the secretariat to look at a comment, and what came of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.rules import is_editor

from ..enums import CommentVisibility
from ..models import Report, SectionComment
from ..rules import may_read_comment, organisations_of
from . import moderation
from .authorship import Gone, held
from .comments import CommentRefused, NotEntitled


class Reported(CommentRefused):
    """One person reports a comment once, until the report is settled."""

    def __str__(self):
        return _("You have reported this comment already. The secretariat will look at it.")


class Settled(CommentRefused):
    """Somebody else was faster."""

    def __str__(self):
        return _("This report was settled meanwhile.")


@transaction.atomic
def report(*, comment: SectionComment, organisation: Organisation, reason: str, by: User, now: datetime) -> Report:
    """Any reader who acts for an organisation reports what all participants read. At any time.

    Raises NotEntitled, ReasonMissing, ReasonTooLong, Gone or Reported.
    """
    inner = comment.visibility == CommentVisibility.ORGANISATION
    if inner or organisation.pk not in organisations_of(by, now) or not may_read_comment(by, comment, now):
        raise NotEntitled(_("You cannot report this comment."))
    reason = moderation.a_sentence(reason)
    comment = held(comment)
    if comment.is_removed:
        raise Gone
    if Report.objects.filter(comment=comment, actor=by.actor.token, settled_at=None).exists():
        raise Reported
    return Report.objects.create(
        comment=comment, organisation=organisation, actor=by.actor.token, reason=reason, reported_at=now
    )


@transaction.atomic
def settle(*, report: Report, settlement: str, hides: bool, by: User, now: datetime) -> Report:
    """Say in a sentence what came of it; `hides` hides the comment, and the sentence is the reason that readers see.

    Raises NotEntitled, Settled, ReasonMissing, ReasonTooLong or Gone.
    """
    if not is_editor(by, now):
        raise NotEntitled(_("Only the secretariat looks after discussions."))
    settlement = moderation.a_sentence(settlement)
    comment = held(report.comment)
    report = Report.objects.get(pk=report.pk)
    if report.settled_at:
        raise Settled
    if hides:
        moderation.hide(comment=comment, reason=settlement, by=by, now=now)
    report.settled_at, report.settled_by, report.settlement = now, by.actor.token, settlement
    report.save(update_fields=["settled_at", "settled_by", "settlement"])
    return report
