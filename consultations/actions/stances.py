"""What other organisations think of a suggestion: they co-sign it, are for it, or against it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User

from .. import locks, phases
from ..enums import Basis, Stance, SuggestionState
from ..models import Consultation, Participation, Suggestion, SuggestionStance
from ..rules import may_submit


class StanceRefused(Exception):
    """Nothing was stored; `str()` is the sentence for the person who asked."""


class NotEntitled(StanceRefused):
    """This person cannot speak for this organisation here."""


class NotNow(StanceRefused):
    """The time for it is over, or the suggestion was decided or taken back."""


class OwnSuggestion(StanceRefused):
    """An organisation stands behind its own suggestion as it is."""

    def __str__(self):
        return _("This is your organisation’s own suggestion.")


@transaction.atomic
def take(
    *,
    suggestion: Suggestion,
    organisation: Organisation,
    stance: Stance,
    basis: Basis = Basis.DELEGATED,
    by: User,
    now: datetime,
) -> SuggestionStance:
    """Say what the organisation thinks of an open suggestion. It has one stance; a later one replaces it."""
    _require(suggestion, organisation, by, now)
    said = {"stance": stance, "basis": basis, "actor": by.actor.token, "given_at": now}
    taken, _created = SuggestionStance.objects.update_or_create(suggestion=suggestion, organisation=organisation, defaults=said)
    return taken


@transaction.atomic
def withdraw(*, suggestion: Suggestion, organisation: Organisation, by: User, now: datetime) -> None:
    """Say nothing about it any more."""
    _require(suggestion, organisation, by, now)
    SuggestionStance.objects.filter(suggestion=suggestion, organisation=organisation).delete()


def _require(suggestion: Suggestion, organisation: Organisation, by: User, now: datetime) -> None:
    locks.share(suggestion.consultation_id)
    consultation = Consultation.objects.prefetch_related("phases").get(pk=suggestion.consultation_id)
    participation = Participation.objects.filter(consultation=consultation, organisation=organisation).first()
    if participation is None or not may_submit(by, participation, now):
        raise NotEntitled(_("You may not submit for %(organisation)s, or no longer.") % {"organisation": organisation.name})
    if suggestion.organisation_id == organisation.pk:
        raise OwnSuggestion
    suggestion.refresh_from_db(fields=["state"])
    if suggestion.state != SuggestionState.OPEN:
        raise NotNow(_("This suggestion was decided already."))
    if sentence := consultation.refusal(phases.Verb.SUGGEST, now, participation):
        raise NotNow(sentence)
