"""How people come in and move about: by the mailed code, or already signed in where coming in is not the story."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Response

from tests.accounts.looking import troubles
from tests.stack import Stack

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
CODE = re.compile(r"^    (\d{6})\s*$", re.MULTILINE)


class Walker:
    """Opens windows on the running site for people."""

    def __init__(self, stack: Stack):
        self.stack = stack

    def comes_in(self, person, path: str = "/", **window) -> Page:
        """Ask for this page, be asked to sign in, do so with the code from the mail, arrive."""
        before = len(self.mails(person))
        page = self.stack.window(path, **window)
        assert path_of(page) == "/anmelden/"
        page.fill("#id_email", person.email)
        page.press("#id_email", "Enter")
        [mail] = self.stack.wait_for(lambda: self.mails(person)[before:])
        page.fill("#id_code", CODE.search(text_of(mail))[1])
        page.press("#id_code", "Enter")
        assert path_of(page) == path
        return page

    def is_in(self, person, path: str, **window) -> Page:
        """A window in which the person has been signed in before."""
        client = Client()
        client.force_login(person)
        cookie = {
            "name": settings.SESSION_COOKIE_NAME,
            "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
            "domain": urlsplit(self.stack.url).hostname,
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Lax",
        }
        return self.stack.window(path, storage_state={"cookies": [cookie], "origins": []}, **window)

    def is_out(self, path: str, **window) -> Page:
        """A window in which nobody is signed in."""
        return self.stack.window(path, locale="en", **window)

    def mails(self, person) -> list:
        return self.stack.mail.to(person.email)

    def mails_about(self, person, words: str) -> list:
        """The mails to this person with these words in their subject."""
        return [mail for mail in self.mails(person) if words in mail["Subject"]]


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def sends(page: Page, button) -> Response:
    """Press the button that sends a form; the answer to the form itself, before it leads elsewhere."""
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.request.is_navigation_request()) as got:
        button.click()
    page.wait_for_load_state()
    return got.value


def soundness(page: Page) -> list[str]:
    """Everything wrong with the page where one stands, wide and narrow, light and dark; the window keeps its size."""
    size = page.viewport_size
    found = troubles(page)
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=None)
    return found
