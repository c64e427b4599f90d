"""Votes that the secretariat records for an organisation, given by telephone for instance."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from notifications.actions import events

from ..enums import Basis, RecordKind
from ..models import Consultation, Vote
from . import record, votes


class OwnVoteStands(votes.VoteRefused):
    """The organisation has voted itself; the office replaces that only if the organisation asked for it."""

    def __init__(self, organisation: Organisation):
        sentence = _("%(organisation)s has voted itself. If it asked you to change its vote, tick that. Nothing was stored.")
        super().__init__(sentence % {"organisation": organisation.name})


class CallerMissing(votes.VoteRefused):
    """Who gave the vote is not said."""

    def __str__(self):
        return _("Please say who gave you the vote, and how.")


@transaction.atomic
def record_votes(
    *, answers: list[votes.Answer], organisation: Organisation, caller: str, replaces_own: bool = False, by: User, now: datetime
) -> None:
    """Store these answers for the organisation, on the basis "recorded by the office". They count at once; the organisation
    is mailed to confirm or revoke them. `caller` (who gave them, how) stands in the record by its commitment.

    Raises OwnVoteStands, CallerMissing and what `votes.cast_all` raises.
    """
    if not caller.strip():
        raise CallerMissing
    consultation = Consultation.objects.get(pk=answers[0].question.consultation_id)
    asked = [answer.question.pk for answer in answers]
    own = Vote.objects.filter(question__in=asked, organisation=organisation).exclude(basis=Basis.OFFICE)
    if own.exists() and not replaces_own:
        raise OwnVoteStands(organisation)
    votes.cast_all(answers=answers, organisation=organisation, basis=Basis.OFFICE, by=by, now=now)
    facts = {"organisation": organisation.pk, "name": organisation.name, "questions": asked}
    entry = record.append(
        consultation=consultation, kind=RecordKind.VOTES_RECORDED, facts=facts, reason=caller.strip(), by=by, now=now
    )
    facts = {"consultation": consultation.pk, "organisation": organisation.pk, "questions": asked}
    events.record(kind="vote-recorded", key=f"vote-recorded:{entry.pk}", facts=facts, now=now)
