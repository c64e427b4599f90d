"""A kind of notification that belongs to no app, and a real mail server to send it to."""

import pytest
from django.utils import translation

from accounts.models import User
from notifications import kinds
from tests.mail_server import MailServer


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
def _reasons_in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def mail_server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    server.start()
    yield server
    server.stop()
