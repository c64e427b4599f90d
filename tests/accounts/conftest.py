"""Everybody reads English here, so that sentences can be compared."""

import re

import pytest

from accounts.models import User


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def people(cast):
    """The cast, reading English."""
    User.objects.update(language="en")
    for person in cast.everyone().values():
        if person.pk:
            person.language = "en"
    return cast


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Post a form and let the worker do what it was woken for."""

    def send(client, url, data=None, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, data or {}, **options)

    return send


@pytest.fixture
def link_in():
    """The path behind the first link of ours in a mail."""
    return lambda mail: re.search(r"http://localhost:8000(\S+)", mail.body)[1]
