"""The whole product running, for journeys: a server, a browser in front of it, a worker and a mail server behind it.

On PostgreSQL and Redis the worker is a Celery process of its own, with production settings; else it is the embedded one,
a thread of this process over a queue in memory. Either way nothing is called at once: what a page only asks for, happens later.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from config import embedded
from config.celery import app
from tests.mail_server import MailServer

ROOT = Path(__file__).resolve().parents[1]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@dataclass
class Stack:
    """The address of the running site, its mail server, and browser windows on it."""

    url: str
    mail: MailServer
    _window: Callable[..., Page]

    def window(self, path: str = "/", **options) -> Page:
        """A new browser window, with nobody signed in, on this path. Options are Playwright's for a context."""
        page = self._window(**options)
        page.goto(self.url + path)
        return page

    def tick(self, task: str) -> None:
        """What beat does twice a minute: wake the worker for a periodic task."""
        app.send_task(task)

    def wait_for(self, condition: Callable, *, seconds: float = 60):
        """What `condition` returns once that is true; the worker needs a moment. Fails when it takes longer."""
        end = time.monotonic() + seconds
        while not (answer := condition()):
            assert time.monotonic() < end, f"still waiting after {seconds} s"
            time.sleep(0.1)
        return answer


def lacking(name: str) -> None:
    """Skip the test because the machine has no such thing; with CI=true, fail."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is needed and was not found")


def on_servers() -> bool:
    """Whether this run is on PostgreSQL and Redis."""
    return connection.vendor == "postgresql" and settings.CELERY_BROKER_URL.startswith("redis")


@contextmanager
def launched_browser() -> Iterator[Browser]:
    path = os.environ.get("TEST_BROWSER") or ""
    if not path:
        from tests.environment import look_around

        path = look_around().browser or lacking("a browser")
    # Playwright keeps an event loop in this thread, which makes Django think that we are asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def windows(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens windows and closes them; what their consoles complain of (CSP, scripts, missing files) goes into `complaints`.

    A page that is itself an error page (a refusal, with its status) is none.
    """
    with ExitStack() as opened:

        def window(**options) -> Page:
            given = {"viewport": {"width": 1280, "height": 800}, "locale": "de-DE", "timezone_id": "Europe/Berlin", **options}
            context = browser.new_context(**given)
            opened.callback(context.close)
            page = context.new_page()
            pages: set[str] = set()
            page.on("response", lambda answer: pages.add(answer.url) if answer.request.is_navigation_request() else None)
            page.on(
                "console",
                lambda message: (
                    complaints.append(f"{message.text} {message.location.get('url')}")
                    if message.type == "error" and message.location.get("url") not in pages
                    else None
                ),
            )
            page.on("pageerror", lambda error: complaints.append(str(error)))
            return page

        yield window


@contextmanager
def worker(url: str, mail: MailServer) -> Iterator[None]:
    """A worker that takes what the site asks for while the block runs."""
    eager = app.conf.task_always_eager
    app.conf.task_always_eager = False
    try:
        with _worker_process(url, mail) if on_servers() else _worker_in_here():
            yield
    finally:
        app.conf.task_always_eager = eager


@contextmanager
def _worker_in_here() -> Iterator[None]:
    """The embedded worker. Its last resort against a task that does not end would end the tests with it: not within seconds."""
    with patch.object(embedded, "SECONDS_TO_STOP", 120), embedded.worker_and_beat():
        yield


@contextmanager
def _worker_process(url: str, mail: MailServer) -> Iterator[None]:
    """`celery worker`, started as in production, on the test database."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "MITSTIMME_"))}
    environment |= {
        "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
        "MITSTIMME_MODE": "production",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "BASE_URL": url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
        "DEFAULT_FROM_EMAIL": settings.DEFAULT_FROM_EMAIL,
    }
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "WARNING"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            _wait_until_it_answers(process, log)
            yield
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait_until_it_answers(process: subprocess.Popen, log) -> None:
    for _ in range(120):
        if app.control.ping(timeout=1, limit=1):
            return
        if process.poll() is not None:
            break
    log.seek(0)
    pytest.fail(f"the worker process does not answer:\n{log.read().decode(errors='replace')}")


def database_url() -> str:
    """The address of the test database, for processes other than this one."""
    parts = connection.settings_dict
    host = quote(parts["HOST"] or "127.0.0.1", safe="")
    password = f":{quote(parts['PASSWORD'], safe='')}" if parts["PASSWORD"] else ""
    return f"postgres://{quote(parts['USER'])}{password}@{host}:{parts['PORT'] or 5432}/{parts['NAME']}"
