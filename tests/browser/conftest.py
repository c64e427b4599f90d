"""A real browser on a running site."""

import pytest

from .reading import Reader


@pytest.fixture
def reader(browser, live_server):
    """`reader(user=…, language=…, script=…)`: a person with a browser on the running site."""
    return lambda **who: Reader(browser, live_server.url, **who)
