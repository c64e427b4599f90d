"""Inviting people by mail. The token travels in the mail alone; we keep its digest."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from notifications.actions import events

from ..models import Invitation, Membership, Organisation, User
from ..notices import InvitationNotice
from . import memberships, people

LIFETIME = timedelta(days=30)


class InvitationClosed(Exception):
    """Accepted already, expired, or replaced by a newer one."""

    def __str__(self):
        return _("This invitation is no longer valid.")


class ConsentMissing(Exception):
    """Nobody can take part without agreeing that their contributions are kept."""

    def __str__(self):
        return _("Without your consent we may not keep what you write here.")


class AlreadyHere(Exception):
    """The address belongs to somebody with a role there."""

    def __init__(self, person: str):
        self.person = person

    def __str__(self):
        return _("%(person)s already has a role in this organisation.") % {"person": self.person}


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str, now: datetime) -> Invitation | None:
    """The open invitation of this token."""
    rows = Invitation.objects.open(now).select_related("organisation", "invited_by")
    return rows.filter(token_digest=digest(token)).first()


@transaction.atomic
def send(
    *,
    organisation: Organisation,
    email: str,
    role: str,
    name: str = "",
    valid_until: datetime | None = None,
    language: str = "de",
    by: User | None,
    now: datetime,
) -> Invitation:
    """Invite an address into an organisation. An open invitation of the same address is replaced, its link is void."""
    email = email.strip().lower()
    memberships.check_role(organisation, role, valid_until)
    if valid_until and valid_until <= now:
        raise memberships.EndsBeforeItBegins
    active = Membership.objects.active(now).filter(organisation=organisation, user__email__iexact=email, valid_until=None)
    if member := active.select_related("user").first():
        raise AlreadyHere(member.user.name)
    Invitation.objects.filter(organisation=organisation, email__iexact=email, accepted_at=None).delete()
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        name=name.strip(),
        role=role,
        valid_until=valid_until,
        language=language,
        token_digest=digest(token),
        invited_by=by,
        invited_at=now,
        expires_at=min(now + LIFETIME, valid_until or now + LIFETIME),
    )
    events.record(
        kind=InvitationNotice.name,
        key=f"invitation:{invitation.token_digest}",
        facts={"invitation": invitation.pk, "token": token},
        now=now,
    )
    log(instance=invitation, action="wagtail.create", user=by)
    return invitation


@transaction.atomic
def accept(
    *, invitation: Invitation, name: str, language: str, has_consented: bool, by: User | None, now: datetime
) -> Membership:
    """Turn an invitation into a membership: of the person signed in, else of whoever has the address, else of a new person."""
    if not has_consented:
        raise ConsentMissing
    open_ones = Invitation.objects.open(now).select_for_update(of=("self",))
    invitation = open_ones.select_related("organisation").filter(pk=invitation.pk).first()
    if invitation is None:
        raise InvitationClosed
    person = by or User.objects.filter(email__iexact=invitation.email).first()
    if person is None:
        person = User.objects.create_user(invitation.email, name=name, language=language)
    people.give_consent(user=person, now=now)
    membership = memberships.add(
        user=person,
        organisation=invitation.organisation,
        role=invitation.role,
        valid_until=invitation.valid_until,
        by=person,
        now=now,
    )
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    return membership


@transaction.atomic
def decline(*, invitation: Invitation, now: datetime) -> None:
    """Forget an open invitation, with the address in it."""
    Invitation.objects.open(now).filter(pk=invitation.pk).delete()
