"""What the tests of consultations rely on."""

import pytest
from django.utils import timezone, translation

from accounts.models import User


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture(autouse=True)
def _english():
    """Sentences are compared as they stand in the code, whatever the German catalogue says."""
    with translation.override("en"):
        yield


@pytest.fixture
def english(client, cast):
    """A browser in which everyone reads English."""
    User.objects.update(language="en")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
