"""Inviting from one's account."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import Invitation, Role

INVITE = "/konto/einladen/"
GOOD = {"acting_for": "birch", "email": "new@example.org", "role": "contributor", "until": ""}


def test_who_may_invite_into_birch(people, client, post):
    answers = {}
    for name, person in people.everyone().items():
        client.logout()
        if person.pk:
            client.force_login(person)
        response = post(client, INVITE, {**GOOD, "email": f"new-{name}@example.org"})
        answers[name] = (response.status_code, Invitation.objects.filter(email=f"new-{name}@example.org").count())
    refused = dict.fromkeys(people.everyone(), (403, 0))
    assert answers == refused | {"ada": (302, 1), "bea": (302, 1), "nobody": (302, 0)}


def test_the_mail_goes_to_the_address_in_the_inviters_language(people, client, post, mailoutbox):
    client.force_login(people.bea)
    response = post(client, INVITE, GOOD, follow=True)
    assert "The invitation to new@example.org is on its way." in response.content.decode()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["new@example.org"], "Invitation to take part for Birkenverein")
    ]


def test_the_role_ends_with_the_day_named(people, client, post):
    client.force_login(people.bea)
    day = timezone.localdate() + timedelta(days=20)
    post(client, INVITE, {**GOOD, "role": "deputy", "until": day.isoformat()})
    until = timezone.localtime(Invitation.objects.get().valid_until)
    assert until.replace(tzinfo=None) == datetime.combine(day, datetime.max.time().replace(microsecond=0))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "no address"}, "Enter a valid email address."),
        ({"role": "editor"}, "Select a valid choice."),
        ({"role": "deputy"}, "until when the deputy stands in"),
        ({"role": "deputy", "until": "2001-01-01"}, "The end must lie in the future"),
        ({"until": "soon"}, "Enter a valid date."),
        ({"email": "bo@example.org"}, "Bo already has a role in this organisation."),
    ],
)
def test_what_is_wrong_is_said_and_given_back(people, client, post, mailoutbox, wrong, sentence):
    client.force_login(people.bea)
    response = post(client, INVITE, {**GOOD, **wrong})
    page = response.content.decode()
    assert (response.status_code, mailoutbox, Invitation.objects.count()) == (422, [], 0)
    assert sentence in page
    assert f'value="{wrong.get("email", GOOD["email"])}"' in page


def test_an_organisation_that_is_not_there(people, client):
    client.force_login(people.ada)
    assert [client.post(INVITE, {**GOOD, "acting_for": slug}).status_code for slug in ("", "no-such")] == [404, 404]


def test_looking_at_the_address_is_no_way_in(people, client):
    client.force_login(people.bea)
    assert client.get(INVITE).status_code == 405


def test_the_secretariat_invites_into_the_federation(people, client, post):
    client.force_login(people.ada)
    post(client, INVITE, {**GOOD, "acting_for": "federation", "role": "board"})
    assert Invitation.objects.get().role == Role.BOARD
