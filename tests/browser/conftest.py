"""A real browser on a running site. `make test` finds or fetches one and names it in TEST_BROWSER."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from .reading import Reader


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("TEST_BROWSER") or shutil.which("chromium")
    if not path:
        pytest.skip("a browser: none was found (TEST_BROWSER)")
    with sync_playwright() as playwright:
        # Playwright keeps an event loop running in this thread; the tests beside it use the database as always.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium, live_server):
    """`reader(user=…, language=…, script=…)`: a person with a browser on the running site."""
    return lambda **who: Reader(chromium, live_server.url, **who)
