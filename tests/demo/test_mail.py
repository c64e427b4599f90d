"""The mails of the demo are caught and can be read."""

import re

import pytest
from django.conf import settings as shipped
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from accounts.actions import sign_in
from demo import mail

LIST = "/demo/mail/"


@pytest.fixture
def box(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.LANGUAGE_CODE = "en"
    settings.EMAIL_BACKEND = "demo.mail.CaughtMailBackend"
    return tmp_path / "mail"


@pytest.fixture
def code_mail(box, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sign_in.send_code(email="bea@example.org", code="418207", now=timezone.now())
    (caught,) = mail.caught()
    return caught


def test_a_mail_keeps_everything_it_had(code_mail):
    assert (code_mail.to, "418207" in code_mail.subject, "418207" in code_mail.text, "418207" in code_mail.html) == (
        "Bea <bea@example.org>",
        True,
        True,
        True,
    )
    assert abs(timezone.now() - code_mail.caught_at).total_seconds() < 60


def test_the_newest_comes_first_and_addresses_can_be_looked_for(box):
    for number in range(3):
        get_connection().send_messages([EmailMessage(f"Mail {number}", "Text", to=[f"person{number}@example.org"])])
    assert [m.subject for m in mail.caught()] == ["Mail 2", "Mail 1", "Mail 0"]
    assert [m.subject for m in mail.caught(to="PERSON1@")] == ["Mail 1"]


def test_pages_show_list_text_and_html(code_mail, client):
    listed = client.get(LIST).content.decode()
    assert code_mail.subject in listed
    link = re.search(r'href="(/demo/mail/[^"/]+/)"', listed)[1]
    shown = client.get(link)
    assert "418207" in shown.content.decode()
    assert "frame-src 'self'" in shown.headers["Content-Security-Policy"]
    body = client.get(f"{link}html/")
    assert set(body.headers["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
        "base-uri 'self'",
    }
    assert '<base target="_top">' in body.content.decode()


@pytest.mark.django_db
def test_an_empty_box_says_what_to_do(box, client):
    assert "the code appears here" in client.get(LIST, headers={"accept-language": "en"}).content.decode()
    assert "Nothing was sent to “x”." in client.get(f"{LIST}?an=x", headers={"accept-language": "en"}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["no-such", "..%2Fsecret", "20260101T000000000000-" + "0" * 32])
def test_what_is_not_there(box, client, name):
    assert [client.get(f"{LIST}{name}/{part}").status_code for part in ("", "html/")] == [404, 404]


def test_half_written_mails_are_not_shown(box, code_mail):
    (box / "20991231T235959000000-0.part").write_text("half")
    assert [m.name for m in mail.caught()] == [code_mail.name]


def test_only_the_demo_catches_mails():
    assert shipped.MODE != "demo"
    assert "demo" not in shipped.EMAIL_BACKEND
