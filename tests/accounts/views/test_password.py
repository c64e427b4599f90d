"""Setting a password by a mailed link."""

import pytest

from notifications.models import Event

ASK, ASKED = "/anmelden/passwort/vergessen/", "/anmelden/passwort/unterwegs/"
GOOD = "ein ganzer Satz als Wort"


@pytest.fixture
def link(people, client, post, mailoutbox, link_in):
    post(client, ASK, {"email": "bea@example.org"})
    return link_in(mailoutbox[0])


def test_the_link_sets_a_password_once(people, client, link):
    page = client.get(link, follow=True)
    form = page.request["PATH_INFO"]
    assert "Choose a password" in page.content.decode()
    done = client.post(form, {"password1": GOOD, "password2": GOOD}, follow=True)
    assert "The password is set." in done.content.decode()
    people.bea.refresh_from_db()
    assert people.bea.check_password(GOOD)
    assert "This link is no longer valid." in client.get(link, follow=True).content.decode()


def test_the_link_carries_our_own_address_and_is_forgotten(people, link, mailoutbox):
    assert link.startswith("/anmelden/passwort/neu/")
    assert list(Event.objects.values_list("kind", "facts")) == [("password-reset", {})]
    assert mailoutbox[0].to == ["Bea <bea@example.org>"]


def test_an_unknown_address_gets_the_same_answer_and_no_mail(people, client, post, mailoutbox):
    responses = [post(client, ASK, {"email": f"{name}@example.org"}) for name in ("bea", "nobody")]
    assert [(r.status_code, r.url) for r in responses] == [(302, ASKED)] * 2
    assert (len(mailoutbox), Event.objects.count()) == (1, 2)
    assert "If the address has access here" in client.get(ASKED).content.decode()


@pytest.mark.parametrize(
    ("first", "second"), [("kurz", "kurz"), (GOOD, GOOD + "."), ("password123456", "password123456"), ("", "")]
)
def test_a_bad_password_is_refused_beside_its_field(people, client, link, first, second):
    form = client.get(link, follow=True).request["PATH_INFO"]
    page = client.post(form, {"password1": first, "password2": second}).content.decode()
    assert "The password is not set yet" in page
    assert 'aria-invalid="true"' in page
    people.bea.refresh_from_db()
    assert not people.bea.has_usable_password()


def test_a_made_up_link(people, client):
    response = client.get("/anmelden/passwort/neu/1-abc-def/")
    assert "This link is no longer valid." in response.content.decode()
