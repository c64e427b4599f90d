"""What the tests of consultations rely on."""

import pytest
from django.utils import timezone, translation


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def _english():
    """Sentences are compared in their original."""
    with translation.override("en"):
        yield
