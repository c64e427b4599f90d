"""The page behind the link in an invitation."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import invitations
from accounts.models import Invitation, Membership, Role, User

ANSWER = {"name": "Nina Neu", "language": "en", "consent": "on"}


@pytest.fixture
def invite(people, django_capture_on_commit_callbacks, mailoutbox, link_in):
    def send(email="new@example.org", role=Role.CONTRIBUTOR, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            invitations.send(
                organisation=people.birch, email=email, role=role, language="en", by=people.bea, now=timezone.now(), **fields
            )
        return link_in(mailoutbox[-1])

    return send


def signed_in_as(client):
    return User.objects.get(pk=client.session["_auth_user_id"]).email if "_auth_user_id" in client.session else None


def rows():
    return (User.objects.count(), Membership.objects.count(), Invitation.objects.filter(accepted_at=None).count())


@pytest.mark.parametrize(
    ("role", "can", "cannot"),
    [
        (Role.READER, ["read all papers"], ["comment", "vote for an organisation", "invite others"]),
        (Role.CONTRIBUTOR, ["read all papers", "comment in the name"], ["vote for an organisation", "invite others"]),
        (Role.DELEGATE, ["read all papers", "comment in the name", "cast and change", "invite others into"], []),
    ],
)
def test_it_says_who_invites_into_which_role_and_what_that_means(client, invite, role, can, cannot):
    page = client.get(invite(role=role)).content.decode()
    assert "You are invited to take part for: Birkenverein" in page
    assert "<dd><b>Bea</b></dd>" in page
    assert f"<dd><b>{role.label}</b>, Birkenverein</dd>" in page
    lists = re.findall(r'<ul class="list">(.*?)</ul>', page, re.DOTALL)
    for said, list_ in ((can, lists[0]), (cannot, lists[1])):
        items = re.findall(r"<li>(.*?)</li>", list_)
        assert [next((w for w in said if item.startswith(w)), item) for item in items][: len(said)] == said


def test_it_says_until_when(client, invite):
    until = timezone.now() + timedelta(days=20)
    page = client.get(invite(role=Role.DEPUTY, valid_until=until)).content.decode()
    assert page.count(f"{timezone.localdate(until):%b. %-d, %Y}".replace("May.", "May")) >= 1


def test_looking_changes_nothing_however_often(client, invite):
    link = invite()
    before = rows()
    assert [client.get(link).status_code for _ in range(3)] == [200] * 3
    assert (client.head(link).status_code, rows()) == (200, before)


def test_accepting_makes_an_account_and_signs_in(client, invite):
    response = client.post(invite(), ANSWER)
    assert (response.status_code, response.url, signed_in_as(client)) == (302, "/konto/?fuer=birch", "new@example.org")
    assert client.get(response.url).status_code == 200


def test_the_consent_is_not_ticked_and_not_optional(client, invite):
    link = invite()
    page = client.get(link).content.decode()
    assert re.search(r'<input type="checkbox" name="consent"[^>]*>', page)[0].count("checked") == 0
    before = rows()
    response = client.post(link, {**ANSWER, "consent": ""})
    assert (response.status_code, rows()) == (422, before)
    assert "Please tick this box" in response.content.decode()
    assert 'value="Nina Neu"' in response.content.decode()  # what was typed is given back


@pytest.mark.parametrize("answer", [{"name": ""}, {"name": "x" * 151}, {"language": "xx"}])
def test_a_bad_answer_is_refused(client, invite, answer):
    link = invite()
    before = rows()
    assert (client.post(link, {**ANSWER, **answer}).status_code, rows()) == (422, before)


def test_an_account_that_was_there_gets_the_role_and_is_entered_by_its_own_door(people, client, invite):
    link = invite(email="cem@example.org")
    assert "You have an account with the address cem@example.org" in client.get(link).content.decode()
    response = client.post(link, {"consent": "on"})
    assert (response.url, signed_in_as(client)) == ("/anmelden/", None)
    assert people.cem.memberships.filter(organisation=people.birch).count() == 1


def test_whoever_is_signed_in_takes_the_role_into_that_account(people, client, invite):
    client.force_login(people.cem)
    link = invite(email="private@example.org")
    assert "You are signed in as Cem (cem@example.org)" in client.get(link).content.decode()
    client.post(link, {"consent": "on"})
    assert people.cem.memberships.filter(organisation=people.birch).count() == 1
    assert not User.objects.filter(email="private@example.org").exists()


def test_who_has_a_role_there_already_is_told(people, client, invite):
    client.force_login(people.bo)
    response = client.post(invite(), {"consent": "on"})
    assert response.status_code == 409
    assert "already has a role in this organisation" in response.content.decode()


def test_declining_deletes_the_address(client, invite):
    response = client.post(invite(), {"decline": "1"})
    assert (response.status_code, Invitation.objects.count()) == (200, 0)
    assert "We have deleted the invitation" in response.content.decode()


def test_a_used_expired_or_made_up_link_says_so(client, invite):
    used, expired = invite(), invite(email="late@example.org")
    client.post(used, ANSWER)
    client.post("/abmelden/")
    Invitation.objects.filter(email="late@example.org").update(expires_at=timezone.now())
    for link in (used, expired, "/einladung/made-up/"):
        response = client.get(link)
        assert (response.status_code, client.post(link, ANSWER).status_code) == (410, 410)
        assert "This invitation is no longer valid." in response.content.decode()


def test_the_page_is_kept_by_no_cache_and_found_by_no_search(client, invite):
    response = client.get(invite())
    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()
