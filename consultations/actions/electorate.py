"""Who takes part in a consultation, and with how many votes: fixed when it opens."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User

from .. import locks
from ..enums import RecordKind, Visibility
from ..models import Consultation, Participation
from . import counters, record
from .refusals import Refused


class CannotChange(Refused):
    """The electorate stays as it is; the text says why."""


@transaction.atomic
def freeze(*, consultation: Consultation, now: datetime) -> list[str]:
    """Fix every participant's number of votes; returns the names of invited organisations that have left and are left out.

    Where nobody was chosen and the paper is not confidential, all members are invited, supporting ones without a vote.
    """
    if not consultation.participations.exists() and consultation.visibility != Visibility.PARTICIPANTS:
        _invite_everybody(consultation)
    gone = list(consultation.participations.exclude(organisation__left_on=None).select_related("organisation"))
    consultation.participations.filter(pk__in=[participation.pk for participation in gone]).delete()
    standing = list(consultation.participations.select_related("organisation"))
    for participation in standing:
        participation.votes = participation.organisation.votes
    Participation.objects.bulk_update(standing, ["votes"])
    return [participation.organisation.name for participation in gone]


def anybody(consultation: Consultation, *, with_vote: bool = False) -> bool:
    """Whether anyone would take part if it opened now; `with_vote`: anyone who votes."""
    members = Organisation.objects.electorate() if with_vote else Organisation.objects.members()
    chosen = consultation.participations.all()
    if chosen.exists():
        return chosen.filter(organisation__in=members).exists()
    return consultation.visibility != Visibility.PARTICIPANTS and members.exists()


def plain(consultation: Consultation) -> list[dict[str, int | str]]:
    """The electorate as it enters the record."""
    return [
        {"organisation": p.organisation_id, "name": p.organisation.name, "votes": p.votes, "naming": str(p.naming)}
        for p in consultation.participations.select_related("organisation").order_by("organisation_id")
    ]


@transaction.atomic
def change(
    *, consultation: Consultation, organisation: Organisation, votes: int | None, reason: str, by: User, now: datetime
) -> Consultation:
    """Give an organisation another number of votes in an open consultation, take it in, or (None) take it out.

    Needs a reason; both stand in the record, with the whole electorate as it is from now on. Refused (CannotChange) otherwise.
    """
    locks.exclusive(consultation.pk)
    consultation.refresh_from_db()
    if consultation.opened_at is None or consultation.closed_at is not None:
        raise CannotChange(_("The electorate is changed by this while the consultation is open."))
    if not reason.strip():
        raise CannotChange(_("Please say why the electorate is changed; the reason is printed in the record."))
    if votes is None:
        consultation.participations.filter(organisation=organisation).delete()
    else:
        consultation.participations.update_or_create(organisation=organisation, defaults={"votes": votes})
    counters.recount(consultation=consultation)
    facts = {"organisation": organisation.pk, "name": organisation.name, "electorate": plain(consultation)}
    kind = RecordKind.ELECTORATE_CHANGED
    record.append(consultation=consultation, kind=kind, facts=facts, reason=reason, by=by, now=now)
    return consultation


def _invite_everybody(consultation: Consultation) -> None:
    Participation.objects.bulk_create(
        Participation(consultation=consultation, organisation=organisation, votes=organisation.votes)
        for organisation in Organisation.objects.members().order_by("pk")
    )
