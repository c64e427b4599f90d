"""A dissenting note through the section's page."""

import pytest
from django.urls import reverse

from consultations.enums import Visibility
from consultations.models import Dissent
from tests.consultations.factories import open_consultation

ANSWERS = {
    "ada": 403, "bea": 302, "bo": 403, "cem": 403, "dora": 403, "emil": 403, "farid": 302, "gul": 403, "hanna": 404,
    "nobody": 403,
}  # fmt: skip


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch])


def address(opened, name="dissent", place=0):
    return reverse(f"consultations:{name}", args=[opened.consultation.slug, opened.keys[place]])


def send(client, opened, text="Wir tragen das nicht mit.", **fields):
    return client.post(address(opened), {"acting_for": "birch", "text": text, "basis": "board", **fields})


@pytest.mark.promise(2)
def test_who_submits_for_birch(english, cast, opened):
    for name, person in cast.everyone().items():
        english.logout()
        if name != "nobody":
            english.force_login(person)
        response = send(english, opened, f"Von {name}.")
        assert (name, response.status_code) == (name, ANSWERS[name])
        if response.status_code == 403:
            assert f"Von {name}." in response.content.decode()
    assert Dissent.objects.get().text == "Von farid."


def test_the_form_says_that_the_note_is_signed(english, cast, opened):
    english.force_login(cast.bea)
    page = english.get(address(opened, "section")).content.decode()
    assert "It is signed: whoever reads the statement reads that it comes from Birkenverein" in page
    assert f'action="{address(opened)}"' in page


def test_readers_of_the_organisation_read_it_and_have_no_form(english, cast, opened):
    english.force_login(cast.bea)
    send(english, opened)
    english.force_login(cast.bo)
    page = english.get(address(opened, "section")).content.decode()
    assert ("Wir tragen das nicht mit." in page, f'action="{address(opened)}"' in page) == (True, False)
    english.force_login(cast.cem)
    assert "Wir tragen das nicht mit." not in english.get(address(opened, "section")).content.decode()


def test_it_is_changed_and_taken_back(english, cast, opened):
    english.force_login(cast.bea)
    assert send(english, opened)["Location"] == f"{address(opened, 'section')}#sondervotum"
    assert (Dissent.objects.get().basis, send(english, opened, "Anders.").status_code) == ("board", 302)
    assert Dissent.objects.get().text == "Anders."
    assert send(english, opened, "Anders.", withdraw="yes").status_code == 302
    assert Dissent.objects.count() == 0


@pytest.mark.promise(1)
def test_a_note_too_long_is_given_back(english, cast, opened):
    english.force_login(cast.bea)
    response = send(english, opened, "Zu lang. " * 140)
    page = response.content.decode()
    assert (response.status_code, "characters too long; at most 1200 are possible" in page) == (422, True)
    assert ("Zu lang. " * 140).strip() in page
    assert 'value="board" checked' in page
    assert Dissent.objects.count() == 0


@pytest.mark.promise(1)
def test_too_late_it_is_given_back_with_the_reason(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], phase="over")
    english.force_login(cast.bea)
    response = send(english, opened)
    page = response.content.decode()
    assert (response.status_code, "Dissenting notes closed on" in page, "Wir tragen das nicht mit." in page) == (
        409,
        True,
        True,
    )


def test_the_office_is_no_basis_of_a_delegate(english, cast, opened):
    english.force_login(cast.bea)
    send(english, opened, basis="office")
    assert Dissent.objects.get().basis == "delegated"


def test_for_another_organisation_it_is_refused(english, cast, opened):
    english.force_login(cast.bea)
    response = send(english, opened, acting_for="cedar")
    assert (response.status_code, "Wir tragen das nicht mit." in response.content.decode()) == (403, True)


def test_what_one_may_not_see_does_not_exist(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], visibility=Visibility.PARTICIPANTS)
    english.force_login(cast.cem)
    assert send(english, opened).status_code == 404
