"""Choosing the language, signed in or not."""

import pytest
from django.test import Client

LANGUAGE = "/sprache/"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "en"])
def test_without_signing_in_it_is_kept_on_the_device(client, language):
    response = client.post(LANGUAGE, {"language": language, "next": "/anmelden/"})
    assert (response.status_code, response.url) == (302, "/anmelden/")
    assert client.get("/anmelden/").headers["Content-Language"] == language
    cookie = response.cookies["django_language"]
    assert (cookie["samesite"], bool(cookie["httponly"])) == ("Lax", True)


def test_signed_in_it_is_kept_with_the_person_and_holds_for_mails(people, client):
    client.force_login(people.bea)
    client.post(LANGUAGE, {"language": "de"})
    people.bea.refresh_from_db()
    assert (people.bea.language, client.get("/konto/").headers["Content-Language"]) == ("de", "de")


def test_a_persons_language_goes_before_the_devices(people, client):
    client.post(LANGUAGE, {"language": "de"})
    client.force_login(people.bea)
    assert client.get("/konto/").headers["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "xx", "../de"])
def test_a_language_we_do_not_speak_changes_nothing(client, language):
    response = client.post(LANGUAGE, {"language": language})
    assert (response.status_code, response.url, list(response.cookies)) == (302, "/", [])


@pytest.mark.django_db
def test_no_cookie_is_set_before_somebody_chooses():
    """The form stands on every page and needs no token, so that a page leaves nothing on a visitor's device."""
    client = Client(enforce_csrf_checks=True)
    page = client.get("/no-such-page/")
    assert (LANGUAGE in page.content.decode(), list(page.cookies)) == (True, [])
    assert client.post(LANGUAGE, {"language": "en"}).status_code == 302


@pytest.mark.django_db
def test_the_browsers_wish_is_heard(client):
    assert client.get("/anmelden/", headers={"accept-language": "de"}).headers["Content-Language"] == "de"
