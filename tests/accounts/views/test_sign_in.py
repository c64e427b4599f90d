"""Signing in by a mailed code or a password, as a visitor does it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from notifications.models import Event

LOGIN, CODE, PASSWORD = "/anmelden/", "/anmelden/code/", "/anmelden/passwort/"


def code_in(mail):
    return re.search(r"^    (\d{6})$", mail.body, re.MULTILINE)[1]


def is_signed_in(client):
    return "_auth_user_id" in client.session


def html(response):
    return response.content.decode()


@pytest.fixture
def ask(client, post):
    return lambda address="bea@example.org", **more: post(client, LOGIN, {"email": address, **more})


def test_a_code_comes_by_mail_in_the_persons_language_and_opens_the_site(people, client, ask, mailoutbox):
    response = ask("Bea@Example.org")
    assert (response.status_code, response.url) == (302, CODE)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["Bea <bea@example.org>"], f"Your code to sign in: {code_in(mail)}")
    response = client.post(CODE, {"code": code_in(mail)})
    assert (response.status_code, response.url, is_signed_in(client)) == (302, "/aufgaben/", True)


@pytest.mark.parametrize("typed", ["{0} {1}", " {0}{1} ", "{0}-{1}"])
def test_spaces_and_dashes_do_no_harm(people, client, ask, mailoutbox, typed):
    ask()
    code = code_in(mailoutbox[0])
    client.post(CODE, {"code": typed.format(code[:3], code[3:])})
    assert is_signed_in(client)


def test_the_code_is_nowhere_in_the_outbox_afterwards(people, ask, mailoutbox):
    ask()
    assert code_in(mailoutbox[0])
    assert list(Event.objects.values_list("kind", "facts")) == [("sign-in-code", {})]


def test_the_answer_does_not_tell_whether_an_address_is_known(people, client, ask, mailoutbox, django_assert_num_queries):
    pages = []
    for address in ("bea@example.org", "hanna@example.org", "nobody@example.org"):
        response = ask(address)
        page = client.get(response.url)
        events = Event.objects.count()
        pages.append((response.status_code, response.url, page.status_code, _without_particulars(html(page), address), events))
        client.post("/abmelden/")
    assert [page[:4] for page in pages] == [pages[0][:4]] * 3
    assert [page[4] for page in pages] == [1, 2, 3]  # the same rows are written for each
    assert [mail.to for mail in mailoutbox] == [["Bea <bea@example.org>"], ["Hanna <hanna@example.org>"]]
    assert list(Event.objects.values_list("facts", flat=True)) == [{}] * 3


def _without_particulars(page, address):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(address, "ADDRESS"))


def test_a_locked_person_gets_no_mail_and_the_same_answer(people, ask, mailoutbox):
    people.bea.is_active = False
    people.bea.save()
    response = ask()
    assert (response.status_code, response.url, mailoutbox) == (302, CODE, [])


def test_no_mail_is_sent_inside_the_request(people, client, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        client.post(LOGIN, {"email": "bea@example.org"})
    assert (mailoutbox, Event.objects.get().facts["user"]) == ([], people.bea.pk)


def test_a_wrong_code_is_told_beside_the_field_and_given_back(people, client, ask):
    ask()
    response = client.post(CODE, {"code": "418 207", "remember": "on"})
    page = html(response)
    assert (response.status_code, is_signed_in(client)) == (200, False)
    assert 'value="418 207"' in page
    assert "4 attempts are left" in page
    assert "This code is not valid." in page
    assert page.count('aria-invalid="true"') == 1
    assert re.search(r'name="remember" checked', page)


def test_after_five_wrong_codes_a_new_one_is_needed(people, client, ask, mailoutbox):
    ask()
    wrong = str((int(code_in(mailoutbox[0])) + 1) % 1_000_000).zfill(6)
    responses = [client.post(CODE, {"code": wrong}) for _ in range(5)]
    assert [r.status_code for r in responses] == [200, 200, 200, 200, 302]
    client.post(CODE, {"code": code_in(mailoutbox[0])})
    assert not is_signed_in(client)


def test_a_code_is_valid_for_ten_minutes(people, client, ask, mailoutbox):
    ask()
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=True):
        response = client.post(CODE, {"code": code_in(mailoutbox[0])})
    assert (response.status_code, response.url, is_signed_in(client)) == (302, LOGIN, False)


def test_a_new_code_replaces_the_old_one(people, client, ask, post, mailoutbox):
    ask()
    response = post(client, CODE, {"action": "resend"})
    assert (response.status_code, response.url, len(mailoutbox)) == (302, CODE, 2)
    client.post(CODE, {"code": code_in(mailoutbox[1])})
    assert is_signed_in(client)


def test_another_address_can_be_given(people, client, ask):
    ask()
    assert client.get(LOGIN).url == CODE  # the pending code is asked for first
    response = client.post("/abmelden/", {"next": LOGIN})
    assert (response.url, client.get(LOGIN).status_code) == (LOGIN, 200)


@pytest.mark.parametrize(("remember", "age"), [({}, True), ({"remember": "on"}, False)])
def test_staying_signed_in_is_a_choice(people, client, ask, mailoutbox, remember, age):
    ask()
    client.post(CODE, {"code": code_in(mailoutbox[0]), **remember})
    assert client.session.get_expire_at_browser_close() is age


def test_it_goes_on_where_one_wanted_to_go(people, client, ask, mailoutbox):
    response = ask(next="/konto/")
    assert response.url == f"{CODE}?next=%2Fkonto%2F"
    assert client.post(CODE, {"code": code_in(mailoutbox[0]), "next": "/konto/"}).url == "/konto/"


def test_it_goes_nowhere_else(people, client, ask, mailoutbox):
    ask(next="https://evil.example/")
    assert client.post(CODE, {"code": code_in(mailoutbox[0]), "next": "https://evil.example/"}).url == "/aufgaben/"


@pytest.mark.parametrize("address", ["", "not an address"])
def test_what_is_no_address_is_given_back(people, client, ask, address):
    response = ask(address)
    assert response.status_code == 200
    assert "Not signed in yet" in html(response)
    assert not address or f'value="{address}"' in html(response)


def test_a_password_works_too(people, client):
    people.bea.set_password("ein ganzer Satz als Wort")
    people.bea.save()
    response = client.post(PASSWORD, {"login": "bea@example.org", "password": "ein ganzer Satz als Wort"})
    assert (response.status_code, response.url, is_signed_in(client)) == (302, "/aufgaben/", True)


@pytest.mark.parametrize("address", ["bea@example.org", "nobody@example.org"])
def test_a_wrong_password_opens_the_closed_line_and_tells_nothing(people, client, address):
    page = html(client.post(PASSWORD, {"login": address, "password": "wrong wrong wrong"}))
    assert "Address and password do not belong together." in page
    assert '<details class="more" open>' in page
    assert f'value="{address}"' in page
    assert "wrong wrong wrong" not in page


def test_too_many_codes_are_refused_with_a_sentence(people, client, settings, ask):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,10/h/key"}
    cache.clear()
    for _ in range(3):
        ask()
        client.post("/abmelden/")
    response = ask()
    assert response.status_code == 200
    assert "Too many attempts." in html(response)


def test_too_many_requests_have_a_page_of_ours(people, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    cache.clear()
    responses = [client.post(PASSWORD, {"login": "bea@example.org", "password": "x"}) for _ in range(2)]
    assert [r.status_code for r in responses] == [200, 429]
    assert "That was too often in a short time." in html(responses[1])


def test_the_admin_turns_a_member_away_with_a_sentence(people, client):
    client.force_login(people.bea)
    turned_away = client.get("/admin/pages/", follow=True)
    assert (turned_away.status_code, len(turned_away.redirect_chain)) == (403, 1)
    assert "These pages are for the federation’s office and board." in html(turned_away)
    assert client.get("/anmelden/?next=/konto/").url == "/konto/"


def test_the_admin_has_no_door_of_its_own(people, client):
    assert client.get("/admin/").url == "/anmelden/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/pages/").url == "/anmelden/?next=/admin/pages/"
    assert client.get("/admin/password_reset/").status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_change_password", "account_reauthenticate"])
def test_what_we_do_not_offer_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_signing_out_asks_first(people, client):
    client.force_login(people.bea)
    assert (client.get("/abmelden/").status_code, is_signed_in(client)) == (200, True)
    assert (client.post("/abmelden/").url, is_signed_in(client)) == ("/", False)


def test_whoever_is_signed_in_need_not_sign_in(people, client):
    client.force_login(people.bea)
    assert client.get(LOGIN).url == "/aufgaben/"
