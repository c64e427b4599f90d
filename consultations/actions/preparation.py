"""Preparing a consultation: its invitation, rule, phases and participants. Opening freezes what the vote rests on."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import Organisation, User

from .. import locks
from ..models import Consultation, Participation, Phase
from ..phases import PhaseKind

Times = dict[PhaseKind, tuple[datetime, datetime]]

# Frozen at opening with the electorate (promise 4); they stand in the record.
FROZEN = (
    "paper",
    "slug",
    "visibility",
    "is_confidential",
    "legal_effect",
    "decision_note",
    "scale",
    "rule",
    "numerator",
    "denominator",
    "strictly_more",
    "most_aside",
    "final_scale",
    "final_rule",
    "final_numerator",
    "final_denominator",
    "final_strictly_more",
    "quorum_by",
    "quorum_numerator",
    "quorum_denominator",
    "results_hidden",
    "objection_days",
)


class OpenedMeanwhile(Exception):
    """The clock, or somebody else, opened it while the form was being filled in."""

    def __str__(self):
        return _(
            "The consultation was opened in the meantime. Electorate, rule, phases and visibility cannot be changed any more."
        )


class InUse(Exception):
    """It was opened; what people wrote in it stays."""

    def __str__(self):
        return _("A consultation that was opened is never deleted.")


@transaction.atomic
def create(
    *, consultation: Consultation, times: Times, invited: Iterable[Organisation] | None, by: User, now: datetime
) -> Consultation:
    """Store a new consultation with its phases. `invited` is None for all members, who are read when it opens."""
    consultation.save()
    _set_phases(consultation, times)
    _invite(consultation, invited)
    log(instance=consultation, action="wagtail.create", user=by)
    return consultation


@transaction.atomic
def update(
    *, consultation: Consultation, times: Times, invited: Iterable[Organisation] | None, by: User, now: datetime
) -> Consultation:
    """Store what was changed in a consultation that is not open. OpenedMeanwhile if it was."""
    _hold(consultation)
    if Consultation.objects.filter(pk=consultation.pk, opened_at__isnull=False).exists():
        raise OpenedMeanwhile
    consultation.save(update_fields=[*_plain_fields(), *FROZEN])
    _set_phases(consultation, times)
    _invite(consultation, invited)
    log(instance=consultation, action="wagtail.edit", user=by)
    return consultation


@transaction.atomic
def update_open(*, consultation: Consultation, by: User, now: datetime) -> Consultation:
    """Store what may still be changed once it is open: texts and the ministry's invitation, nothing that the vote rests on."""
    _hold(consultation)
    consultation.save(update_fields=_plain_fields())
    log(instance=consultation, action="wagtail.edit", user=by)
    return consultation


@transaction.atomic
def delete(*, consultation: Consultation, by: User, now: datetime) -> None:
    """Take back a consultation that was never opened. InUse if it was."""
    _hold(consultation)
    if Consultation.objects.filter(pk=consultation.pk, opened_at__isnull=False).exists():
        raise InUse
    log(instance=consultation, action="wagtail.delete", user=by, deleted=True)
    consultation.delete()


def _hold(consultation: Consultation) -> None:
    locks.exclusive(consultation.pk)


def _plain_fields() -> list[str]:
    """The names of the fields an editor fills in that opening does not freeze."""
    fixed = {*FROZEN, "id", "version", "statement_draft", "released_at", "opened_at", "closed_at"}
    return [field.name for field in Consultation._meta.concrete_fields if field.name not in fixed]


def _set_phases(consultation: Consultation, times: Times) -> None:
    consultation.phases.exclude(kind__in=list(times)).delete()
    for kind, (opens_at, closes_at) in times.items():
        Phase.objects.update_or_create(
            consultation=consultation, kind=kind, defaults={"opens_at": opens_at, "closes_at": closes_at}
        )


def _invite(consultation: Consultation, invited: Iterable[Organisation] | None) -> None:
    wanted = {organisation.pk: organisation for organisation in invited or ()}
    consultation.participations.exclude(organisation__in=wanted).delete()
    present = set(consultation.participations.values_list("organisation_id", flat=True))
    Participation.objects.bulk_create(
        Participation(consultation=consultation, organisation=organisation, votes=organisation.votes)
        for pk, organisation in wanted.items()
        if pk not in present
    )
