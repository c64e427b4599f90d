"""What every test may rely on."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.letterhead import LETTERHEAD_KEY, of
from accounts.models import FederationProfile
from home.footer import FOOTER_KEY

from .cast import Cast, make_cast


@pytest.fixture
def cast(db) -> Cast:
    """The people of STYLE's cast, with their organisations."""
    return make_cast(now=timezone.now())


@pytest.fixture(autouse=True)
def _cache_of_a_running_site():
    """Every test begins with the cache of a site that has been running: the letterhead and an empty footer."""
    cache.clear()
    cache.set(LETTERHEAD_KEY, of(FederationProfile()))
    cache.set(FOOTER_KEY, [])
