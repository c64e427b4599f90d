"""Asking back: what the organisation says to the decision on its contribution."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User

from .. import locks
from ..enums import Basis, RecordKind, Satisfaction
from ..models import Consultation, Contribution, Participation, Verdict
from ..phases import Verb
from ..rules import may_submit
from . import reasons, record
from .refusals import Refused


class VerdictRefused(Refused):
    """Nothing was stored; the text says why."""


class NotEntitled(VerdictRefused):
    """This person cannot answer for this organisation here."""


class NotNow(VerdictRefused):
    """The time for it has not come, or is over, or there is nothing to answer yet."""


class DecidedAnew(VerdictRefused):
    """It answers a decision that has been replaced."""

    def __str__(self):
        return _("The secretariat has decided this anew since you opened the page. Please read it again.")


class ReasonMissing(VerdictRefused):
    """An objection is maintained with a reason."""

    def __str__(self):
        return _("Please say why you maintain your objection; the board reads it before the statement is released.")


@transaction.atomic
def give(
    *,
    contribution: Contribution,
    organisation: Organisation,
    satisfaction: Satisfaction,
    reason: str = "",
    basis: Basis = Basis.DELEGATED,
    seen: str = "",
    by: User,
    now: datetime,
) -> Verdict:
    """Say what the organisation thinks of the decision; said anew, it replaces what was said before. On record.

    `seen` is the moment of the decision that was read (`mark`); if it was decided anew since, nothing is stored. Raises
    NotEntitled, NotNow, DecidedAnew, ReasonMissing, or VerdictRefused for a reason that is too long.
    """
    locks.share(contribution.consultation_id)
    contribution = Contribution.objects.select_related("disposition").get(pk=contribution.pk)
    consultation = Consultation.objects.prefetch_related("phases").get(pk=contribution.consultation_id)
    participation = Participation.objects.filter(consultation=consultation, organisation=organisation).first()
    own = contribution.organisation_id == organisation.pk
    if not own or participation is None or not may_submit(by, participation, now):
        raise NotEntitled(_("You may not answer for %(organisation)s, or no longer.") % {"organisation": organisation.name})
    if sentence := consultation.refusal(Verb.CONFIRM, now, participation):
        raise NotNow(sentence)
    if not hasattr(contribution, "disposition"):
        raise NotNow(_("Nothing has been decided about this contribution yet."))
    if seen and seen != mark(contribution):
        raise DecidedAnew
    reason = reasons.tidy(reason)
    if satisfaction == Satisfaction.MAINTAINS and not reason:
        raise ReasonMissing
    if sentence := reasons.too_long(reason):
        raise VerdictRefused(sentence)
    return _store(contribution, consultation, satisfaction, reason, basis, by, now)


def mark(contribution: Contribution) -> str:
    """Which decision a form answers."""
    return contribution.disposition.decided_at.isoformat()


def _store(
    contribution: Contribution,
    consultation: Consultation,
    satisfaction: Satisfaction,
    reason: str,
    basis: Basis,
    by: User,
    now: datetime,
) -> Verdict:
    before = Verdict.objects.filter(contribution=contribution).first()
    if before and (before.satisfaction, before.reason, before.basis) == (satisfaction, reason, basis):
        return before
    said = {"satisfaction": satisfaction, "reason": reason, "basis": basis, "actor": by.actor.token, "given_at": now}
    verdict, _new = Verdict.objects.update_or_create(contribution=contribution, defaults=said)
    facts = {
        "contribution": contribution.number,
        "organisation": contribution.organisation_id,
        "answer": str(satisfaction),
        "basis": str(basis),
    }
    kind = RecordKind.DECISION_ANSWERED
    record.append(consultation=consultation, kind=kind, facts=facts, reason=reason, by=by, now=now)
    return verdict
