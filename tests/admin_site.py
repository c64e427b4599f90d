"""Asking the admin for pages as the people of the cast."""

import pytest
from django.template import engines
from django.test import Client
from django.utils import translation

from accounts.models import User


def client_of(person) -> Client:
    """A browser in which this person is signed in; nobody's is not."""
    client = Client()
    if person.is_authenticated:
        client.force_login(person)
    return client


def statuses(cast, url: str) -> dict[str, int]:
    """Name → status of the answer, in the order of the cast. Wagtail sends whoever may not away with a redirect."""
    return {name: client_of(person).get(url).status_code for name, person in cast.everyone().items()}


def seen_by(cast, url: str) -> list[str]:
    """Who gets to see the page, in the order of the cast."""
    return [name for name, status in statuses(cast, url).items() if status == 200]


@pytest.fixture(autouse=True)
def _templates_of_wagtail(monkeypatch):
    """Wagtail's own templates ask for variables that are not always there; only ours must not (tests/settings.py)."""
    for backend in engines.all():  # as they are, so that templates stay compiled from one test to the next
        monkeypatch.setattr(backend.engine, "string_if_invalid", "")


@pytest.fixture(autouse=True)
def _read_in_english(monkeypatch):
    """People in these tests read English, as the sentences in the code are written."""
    monkeypatch.setattr(User._meta.get_field("language"), "default", "en")
    with translation.override("en"):
        yield
