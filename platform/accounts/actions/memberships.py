"""Who acts for an organisation, from when, until when. A role is ended and never deleted: who acted when stays known."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Membership, Organisation, OrganisationKind, Role, User
from ..models.organisations import FEDERATION_ROLES
from . import staff


class RoleNotHere(Exception):
    """Editor and board are roles in the federation itself, the others in its members."""

    def __str__(self):
        return _("This role does not exist in this organisation.")


class DeputyNeedsEnd(Exception):
    """A deputy stands in for a limited time."""

    def __str__(self):
        return _("Say until when the deputy stands in: that role always ends on a date.")


class EndsBeforeItBegins(Exception):
    """The period is empty."""

    def __str__(self):
        return _("The end must lie in the future and after the beginning.")


class LastDelegate(Exception):
    """Without a delegate nobody could submit for the organisation, or appoint anyone who can."""

    def __str__(self):
        return _("This is the only delegate. Invite another one first.")


class AlreadyMember(Exception):
    """The person has a role there that is not limited."""

    def __str__(self):
        return _("This person already has a role in this organisation. Change it instead.")


def check_role(organisation: Organisation, role: str, valid_until: datetime | None) -> None:
    """RoleNotHere or DeputyNeedsEnd if the organisation has no such role, or not without an end."""
    is_federation = organisation.kind == OrganisationKind.FEDERATION
    if (role in FEDERATION_ROLES) is not is_federation:
        raise RoleNotHere
    if role == Role.DEPUTY and valid_until is None:
        raise DeputyNeedsEnd


@transaction.atomic
def add(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
    by: User | None,
    now: datetime,
) -> Membership:
    """Give a person a role, from now unless told otherwise."""
    check_role(organisation, role, valid_until)
    begins = valid_from or now
    if valid_until and valid_until <= max(begins, now):
        raise EndsBeforeItBegins
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=user, organisation=organisation, role=role, valid_from=begins, valid_until=valid_until
            )
    except IntegrityError as taken:
        raise AlreadyMember from taken
    staff.sync(user=user, now=now)
    log(instance=membership, action="wagtail.create", user=by)
    return membership


@transaction.atomic
def end(*, membership: Membership, by: User | None, now: datetime) -> Membership:
    """End a role now. One that has ended stays as it is."""
    membership = Membership.objects.select_for_update(of=("self",)).select_related("organisation", "user").get(pk=membership.pk)
    if membership.valid_until is None or membership.valid_until > now:
        # One that has not begun ends the moment it would have begun; the database refuses an empty period.
        earliest = membership.valid_from + timedelta(microseconds=1) if membership.valid_from else now
        membership.valid_until = max(now, earliest)
        membership.save(update_fields=["valid_until"])
        staff.sync(user=membership.user, now=now)
        log(instance=membership, action="wagtail.edit", user=by)
    return membership


@transaction.atomic
def dismiss(*, membership: Membership, by: User, now: datetime) -> Membership:
    """End a role at the wish of one of the organisation's delegates. LastDelegate if nobody could submit afterwards."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=membership.organisation_id)  # two cannot dismiss each other
    delegates = Membership.objects.active(now).filter(organisation=membership.organisation, role=Role.DELEGATE)
    if membership.role == Role.DELEGATE and not delegates.exclude(pk=membership.pk).exists():
        raise LastDelegate
    return end(membership=membership, by=by, now=now)


@transaction.atomic
def change_role(
    *, membership: Membership, role: str, valid_until: datetime | None = None, by: User | None, now: datetime
) -> Membership:
    """End the role and give another in the same organisation; the new membership."""
    check_role(membership.organisation, role, valid_until)
    ended = end(membership=membership, by=by, now=now)
    return add(
        user=ended.user,
        organisation=ended.organisation,
        role=role,
        valid_from=ended.valid_until,
        valid_until=valid_until,
        by=by,
        now=now,
    )
