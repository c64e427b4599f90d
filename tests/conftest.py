"""What every test may rely on."""

import pytest
from django.utils import timezone

from .cast import Cast, make_cast


@pytest.fixture
def cast(db) -> Cast:
    """The people of STYLE's cast, with their organisations."""
    return make_cast(now=timezone.now())
