"""A kind of notification that belongs to no app, and a real mail server to send it to."""

import socket
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.utils import translation

from accounts.models import User
from notifications import kinds, rendering


@kinds.register
class Letter(kinds.Kind):
    """To the people of `to`, and the addresses of `addresses`; no longer due once `over` stands in its facts."""

    name = "test-letter"

    def recipients(self, event):
        for pk, language in User.objects.filter(pk__in=event.facts.get("to", [])).values_list("pk", "language"):
            yield kinds.Recipient(user_id=pk, language=language)
        for address in event.facts.get("addresses", []):
            yield kinds.Recipient(address=address, language="en")

    def content(self, message):
        greeting = {"de": "Guten Tag", "en": "Good day"}[translation.get_language()]
        return kinds.Content("letter/letter", {"greeting": greeting, **message.event.facts["context"]})

    def still_due(self, message, now):
        return not message.event.facts.get("over", False)


@kinds.register
class Secret(Letter):
    """A letter whose facts nobody may find afterwards."""

    name = "test-secret"
    forgets_facts = True


@pytest.fixture(autouse=True)
def _letter_templates(settings):
    ours = {**settings.TEMPLATES[0]}
    ours["DIRS"] = [*ours["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = [ours, *settings.TEMPLATES[1:]]
    rendering._engine.cache_clear()
    yield
    rendering._engine.cache_clear()


class MailServer:
    """Accepts mail, unless `answers` holds something else to say to the next recipients."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.mails = []  # (recipient, bytes)
        self.answers = []
        self.connections = 0
        self._controller = None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.extend((recipient, envelope.content) for recipient in envelope.rcpt_tos)
        return "250 Accepted"

    def start(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self):
        if self._controller:
            self._controller.stop()
            self._controller = None


@pytest.fixture
def mail_server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    server.start()
    yield server
    server.stop()
