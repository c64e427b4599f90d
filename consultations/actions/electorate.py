"""Who takes part in a consultation, and with how many votes: fixed when it opens."""

from datetime import datetime

from django.db import transaction

from accounts.models import Organisation

from ..enums import Visibility
from ..models import Consultation, Participation


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


def _invite_everybody(consultation: Consultation) -> None:
    Participation.objects.bulk_create(
        Participation(consultation=consultation, organisation=organisation, votes=organisation.votes)
        for organisation in Organisation.objects.members().order_by("pk")
    )
