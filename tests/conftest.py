"""What every test may rely on."""

import gc
import ipaddress
import socket

import hypothesis
import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.letterhead import LETTERHEAD_KEY, of
from accounts.models import FederationProfile
from home.footer import FOOTER_KEY

from .cast import Cast, make_cast
from .mail_server import MailServer
from .stack import Stack, launched_browser, on_servers, windows, worker

# What Django and Wagtail hold in memory stays: looking for rubbish among it as often as Python does costs a tenth of the time.
gc.set_threshold(100_000, 20, 20)

# No test fails because the machine is busy (docs/testing.md).
hypothesis.settings.register_profile(
    "unhurried", hypothesis.settings(), deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


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


@pytest.fixture(scope="session", autouse=True)
def _no_network():
    """Tests reach this machine only: whoever tries to leave it fails at once."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


def _is_local(host: str) -> bool:
    return host == "localhost" or ((host.replace(".", "").isdigit() or ":" in host) and ipaddress.ip_address(host).is_loopback)


@pytest.fixture(scope="session")
def browser():
    """A real browser, started once."""
    with launched_browser() as launched:
        yield launched


@pytest.fixture
def stack(live_server, browser, settings):
    """The whole product running: see `tests.stack`. A complaint of a browser's console fails the test."""
    mail = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail.port
    settings.BASE_URL = live_server.url
    mail.start()
    complaints: list[str] = []
    with worker(live_server.url, mail), windows(browser, complaints) as window:
        yield Stack(live_server.url, mail, window)
    mail.stop()
    assert complaints == []


@pytest.fixture(autouse=True)
def _servers(request):
    """A test marked `real_stack` runs on PostgreSQL and Redis only."""
    if request.node.get_closest_marker("real_stack") and not on_servers():
        pytest.skip("runs on PostgreSQL and Redis")
