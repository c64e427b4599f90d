"""Invitations sent, accepted and declined."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import rules
from accounts.actions import invitations, memberships
from accounts.models import Consent, Invitation, Membership, Role, User
from notifications.models import Event, Message

NOW = timezone.now()


@pytest.fixture
def invite(people, django_capture_on_commit_callbacks):
    def send(email="new@example.org", role=Role.CONTRIBUTOR, organisation=None, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return invitations.send(
                organisation=organisation or people.birch,
                email=email,
                role=role,
                language="en",
                by=people.bea,
                now=timezone.now(),
                **fields,
            )

    return send


def accept(invitation, *, by=None, name="Nina", has_consented=True, now=None):
    return invitations.accept(
        invitation=invitation, name=name, language="en", has_consented=has_consented, by=by, now=now or timezone.now()
    )


def token_in(mail):
    return re.search(r"/einladung/([\w-]+)/", mail.body)[1]


def test_the_token_travels_in_the_mail_and_stays_nowhere(invite, mailoutbox):
    invitation = invite()
    (mail,) = mailoutbox
    token = token_in(mail)
    assert (mail.to, mail.subject) == (["new@example.org"], "Invitation to take part for Birkenverein")
    assert invitations.find(token, timezone.now()) == invitation
    assert token not in repr(list(Invitation.objects.values())) + repr(list(Event.objects.values()))
    assert Event.objects.get().facts == {}


def test_accepting_makes_a_person_with_the_role_and_the_consent(invite):
    invitation = invite(email="New@Example.org")
    now = timezone.now()
    membership = accept(invitation, now=now)
    person = User.objects.get(email="new@example.org")
    assert (person.name, person.language, person.has_usable_password()) == ("Nina", "en", False)
    assert (membership.user, membership.role, membership.organisation.slug) == (person, Role.CONTRIBUTOR, "birch")
    assert list(Consent.objects.values_list("user", "given_at", "withdrawn_at")) == [(person.pk, now, None)]
    assert rules.may_draft_for(person, membership.organisation, now)


def test_accepting_adds_the_role_to_whoever_has_the_address(people, invite):
    membership = accept(invite(email="CEM@example.org"), name="Not Cem")
    assert (membership.user, membership.user.name) == (people.cem, "Cem")
    assert [o.slug for o in rules.acts_for(people.cem, timezone.now())] == ["birch", "cedar"]


def test_accepting_adds_the_role_to_whoever_is_signed_in(people, invite):
    membership = accept(invite(email="private@example.org"), by=people.cem)
    assert membership.user == people.cem
    assert not User.objects.filter(email="private@example.org").exists()


def test_no_consent_no_account(invite):
    with pytest.raises(invitations.ConsentMissing, match="consent"):
        accept(invite(), has_consented=False)
    assert (User.objects.filter(email="new@example.org").exists(), Consent.objects.count()) == (False, 0)


def test_an_invitation_is_accepted_once(invite):
    invitation = invite()
    accept(invitation)
    with pytest.raises(invitations.InvitationClosed, match="no longer valid"):
        accept(invitation)
    assert Membership.objects.filter(user__email="new@example.org").count() == 1


@pytest.mark.parametrize("days", [29, 31])
def test_an_invitation_expires_after_thirty_days(invite, days):
    invitation = invite()
    later = timezone.now() + timedelta(days=days)
    if days < 30:
        assert accept(invitation, now=later).organisation.slug == "birch"
    else:
        with pytest.raises(invitations.InvitationClosed):
            accept(invitation, now=later)


def test_inviting_again_voids_the_older_link(invite, mailoutbox):
    invite()
    second = invite(role=Role.READER)
    old, new = (invitations.find(token_in(mail), timezone.now()) for mail in mailoutbox)
    assert (old, new, Invitation.objects.count()) == (None, second, 1)


def test_an_invitation_withdrawn_before_it_was_mailed_is_not_mailed(people, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invitations.send(
            organisation=people.birch, email="new@example.org", role=Role.READER, by=people.bea, now=NOW
        )
        invitations.decline(invitation=invitation, now=NOW)
    assert (mailoutbox, Invitation.objects.count(), Message.objects.count()) == ([], 0, 0)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"role": Role.EDITOR}, memberships.RoleNotHere),
        ({"role": Role.DEPUTY}, memberships.DeputyNeedsEnd),
        ({"role": Role.DEPUTY, "valid_until": NOW - timedelta(days=1)}, memberships.EndsBeforeItBegins),
        ({"email": "BO@example.org"}, invitations.AlreadyHere),
    ],
)
def test_what_cannot_be_accepted_is_not_sent(invite, mailoutbox, fields, refusal):
    with pytest.raises(refusal):
        invite(**fields)
    assert (mailoutbox, Invitation.objects.count()) == ([], 0)


def test_a_deputys_time_comes_with_the_invitation(invite):
    until = timezone.now() + timedelta(days=14)
    assert accept(invite(role=Role.DEPUTY, valid_until=until)).valid_until == until


def test_declining_forgets_the_address(invite):
    invitations.decline(invitation=invite(), now=timezone.now())
    assert Invitation.objects.count() == 0
