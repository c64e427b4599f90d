"""Coming in by the front door, in a real browser: invited, signed out, back with a code."""

import re

import pytest
from django.utils import timezone

from accounts.actions import invitations
from accounts.models import Role, User

from .looking import troubles

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def text_of(stack, address, number):
    """The text of this mail to the address, the first being 0; the worker needs a moment."""
    mails = stack.wait_for(lambda: stack.mail.to(address)[number:])
    return mails[0].get_body(("plain",)).get_content()


@pytest.mark.promise(9)
@pytest.mark.parametrize("script", [True, False])
def test_from_an_invitation_to_ones_account_and_back_with_a_code(stack, cast, script):
    invitations.send(organisation=cast.birch, email="nina@example.org", role=Role.CONTRIBUTOR, by=cast.bea, now=timezone.now())
    link = re.search(r"/einladung/\S+", text_of(stack, "nina@example.org", 0))[0]
    page = stack.window(link, java_script_enabled=script)
    page.fill("#id_name", "Nina Neu")
    page.check("#id_consent")
    page.press("#id_name", "Enter")
    assert page.url == f"{stack.url}/konto/?fuer=birch"

    page.click("main form[action='/abmelden/'] button")
    page.goto(f"{stack.url}/anmelden/")
    page.fill("#id_email", "Nina@Example.org")
    page.press("#id_email", "Enter")
    assert page.url == f"{stack.url}/anmelden/code/"
    code = re.search(r"^    (\d{6})\s*$", text_of(stack, "nina@example.org", 1), re.MULTILINE)[1]
    page.fill("#id_code", f"{code[:3]} {code[3:]}")
    page.press("#id_code", "Enter")

    page.goto(f"{stack.url}/konto/")
    assert page.locator("main .lede").inner_text() == "nina@example.org"
    assert User.objects.get(email="nina@example.org").consents.count() == 1
    assert len(stack.mail.to("nina@example.org")) == 2


@pytest.mark.promise(9)
def test_every_page_on_the_way_is_sound(stack, cast):
    invitations.send(organisation=cast.birch, email="nina@example.org", role=Role.DELEGATE, by=cast.bea, now=timezone.now())
    link = re.search(r"/einladung/\S+", text_of(stack, "nina@example.org", 0))[0]
    page = stack.window("/anmelden/")
    found = troubles(page)
    page.fill("#id_login", "nobody@example.org")
    page.fill("#id_password", "wrong wrong wrong")
    page.press("#id_password", "Enter")
    found += troubles(page)
    page.goto(f"{stack.url}/anmelden/")
    page.fill("#id_email", "bea@example.org")
    page.press("#id_email", "Enter")
    found += troubles(page)
    page.fill("#id_code", "418 207")
    page.press("#id_code", "Enter")
    assert page.locator("[aria-invalid]").input_value() == "418 207"
    found += troubles(page)
    for path in (link, "/anmelden/passwort/vergessen/", "/anmelden/passwort/unterwegs/", "/anmelden/passwort/gesetzt/"):
        page.goto(f"{stack.url}{path}")
        found += troubles(page)
    for path in ("/anmelden/passwort/neu/1-made-up/", "/anmelden/gesperrt/", "/demo/mail/"):
        page.goto(f"{stack.url}{path}")
        found += troubles(page)
    assert found == []


@pytest.mark.promise(9)
def test_the_account_is_sound(stack, cast):
    page = stack.window("/anmelden/?next=/konto/")
    page.fill("#id_email", "bea@example.org")
    page.press("#id_email", "Enter")
    page.fill("#id_code", re.search(r"^    (\d{6})\s*$", text_of(stack, "bea@example.org", 0), re.MULTILINE)[1])
    page.press("#id_code", "Enter")
    assert page.url == f"{stack.url}/konto/"
    found = troubles(page)
    page.goto(f"{stack.url}/abmelden/")
    assert found + troubles(page) == []
