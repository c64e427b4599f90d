"""`make screenshots`: pictures of the demo federation's pages in screenshots/, narrow and wide, light and dark.

A demo of its own is loaded and served for it, on a free port, in a folder that is deleted afterwards.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "screenshots"
WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")
SECONDS = 240


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="mitstimme-screenshots-") as data:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        os.environ |= {"MITSTIMME_MODE": "demo", "MITSTIMME_DATA": data, "PORT": str(port), "SECRET_KEY": "screenshots only"}
        with served(f"http://localhost:{port}"):
            taken = take(f"http://localhost:{port}")
    print(f"{taken} pictures in {TARGET.relative_to(ROOT)}/")
    return 0


@contextmanager
def served(site: str) -> Iterator[None]:
    """The demo, answering at this address."""
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + SECONDS
        while not _answers(site):
            if server.poll() is not None or time.monotonic() > end:
                raise SystemExit("The demo does not start; try `make demo`.")
            time.sleep(1)
        yield
    finally:
        server.terminate()
        server.wait(timeout=60)


def _answers(site: str) -> bool:
    try:
        with urllib.request.urlopen(site, timeout=30) as response:
            return response.status == 200
    except (URLError, OSError):
        return False


def take(site: str) -> int:
    sys.path.insert(1, str(ROOT / "platform"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from tests.browser.reading import Reader
    from tests.stack import launched_browser

    TARGET.mkdir(exist_ok=True)
    taken = 0
    with launched_browser() as browser:
        for who, user, pages in visits():
            reader = Reader(browser, site, user=user)
            for name, path in pages:
                for width in WIDTHS:
                    for scheme in SCHEMES:
                        with reader.page(path, width=width, scheme=scheme) as page:
                            page.evaluate("document.fonts.ready")
                            page.screenshot(path=TARGET / f"{name}-{who}-{width}-{scheme}.png", full_page=True)
                        taken += 1
    return taken


def visits() -> Iterator[tuple[str, object, list[tuple[str, str]]]]:
    """Who looks at which pages: everyone at what is public, a delegate at what is asked of them, an editor at the desk."""
    from accounts.models import Role, User
    from consultations.models import Consultation
    from positions.models import Statement

    def person(role: Role) -> User:
        return User.objects.filter(memberships__role=role, is_active=True).order_by("pk").first()

    statements = [(f"statement-{s.serial}", f"/stellungnahmen/{s.slug}/") for s in Statement.objects.filter(audience="public")]
    yield (
        "everyone",
        None,
        [
            ("front", "/"),
            ("statements", "/stellungnahmen/"),
            ("nothing-found", "/stellungnahmen/?q=Wohnsitzauflage"),
            *statements,
            ("sign-in", "/anmelden/"),
            ("imprint", "/impressum/"),
            ("missing", "/gibt-es-nicht/"),
        ],
    )
    papers = []
    for consultation in Consultation.objects.exclude(opened_at=None).order_by("pk"):
        address = consultation.get_absolute_url()
        papers.append((f"paper-{consultation.slug}", address))
        if consultation.closed_at is None:
            papers.append((f"ballot-{consultation.slug}", f"{address}abstimmen/"))
            section = consultation.version.wordings.filter(kind="text").select_related("section").first().section
            papers.append((f"section-{consultation.slug}", f"{address}abschnitte/{section.key}/"))
    pages = [("front", "/"), ("consultations", "/beteiligungen/"), *papers, ("account", "/konto/")]
    yield "delegate", person(Role.DELEGATE), pages
    yield "editor", person(Role.EDITOR), [("desk", "/admin/"), ("front", "/")]


if __name__ == "__main__":
    sys.exit(main())
