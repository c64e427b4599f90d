"""Taking a vote back. The history keeps that it was there."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User

from .. import urn
from ..enums import Basis, VoteAct
from ..models import Question, Vote, VoteEntry
from ..queries.standing import standings
from .votes import VoteRefused, is_counted, require_mandate, require_time, seat_of


class NothingToWithdraw(VoteRefused):
    """The organisation has no vote on this question."""

    def __str__(self):
        return _("There is no vote to take back.")


@transaction.atomic
def withdraw(*, question: Question, organisation: Organisation, by: User, now: datetime) -> VoteEntry:
    """Take the organisation's vote on this question back, while votes can be cast; the line in the history.

    Raises NotEntitled, NotNow or NothingToWithdraw.
    """
    seat = seat_of(question.consultation_id, organisation)
    before = standings([question], seat=seat, organisation=organisation, by=by, now=now)[question.pk]
    require_mandate(before, organisation, Basis.DELEGATED, by, now)
    require_time(question.consultation_id, seat, now)
    if before.vote_id is None:
        raise NothingToWithdraw
    vote = Vote.objects.get(pk=before.vote_id)
    entry = VoteEntry.objects.create(
        act=VoteAct.WITHDRAWN,
        question=question,
        organisation=organisation,
        wording_id=vote.wording_id,
        digest=vote.digest,
        basis=Basis.DELEGATED,
        actor=by.actor.token,
        cast_at=now,
    )
    vote.delete()
    if is_counted(before, seat):
        urn.count({(question.pk, vote.choice): -1}, weight=seat.votes)
    return entry
