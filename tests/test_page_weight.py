"""What a first visit loads, compressed (TARGETS P9): computed from the page and the files it names, so the same everywhere."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from consultations.enums import Visibility
from shared.fonts import FACES
from tests.consultations import factories, issued

LINKED = re.compile(r'<(?:link rel="stylesheet" href|script src)="/static/([^"]+)"')
INLINE = re.compile(r"<style|<script(?! src=)| style=| on[a-z]+=")
USUAL_FONTS = 4  # serif, sans, display, and the italic where a text has it


def weigh(client, path: str) -> dict[str, int]:
    response = client.get(path)
    assert response.status_code == 200, path
    page = response.content.decode()
    assert INLINE.findall(page) == []
    files = LINKED.findall(page)
    sizes = {name: len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in files}
    scripts = sum(size for name, size in sizes.items() if name.endswith(".js"))
    return {
        "bytes": len(gzip.compress(response.content)) + sum(sizes.values()),
        "script": scripts,
        "requests": 1 + len(files) + USUAL_FONTS + 1,  # the sign in the tab
    }


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def filled(cast, now):
    """A site in use: seventy members, statements, and a public paper of 40 sections, of the length of the yardstick's."""
    statement = issued.statement(now=now)
    opened = factories.open_consultation(
        now=now, organisations=[cast.birch], sections=40, paragraphs=20, visibility=Visibility.PUBLIC, phase="vote"
    )
    return {"statement": f"/stellungnahmen/{statement.slug}/", "paper": f"/beteiligungen/{opened.consultation.slug}/"}


@pytest.mark.parametrize("who", ["nobody", "bea"])
@pytest.mark.parametrize("address", ["/", "/stellungnahmen/", "/beteiligungen/", "statement", "/datenschutz/"])
def test_ordinary_pages(cast, client, filled, who, address):
    if who == "bea":
        client.force_login(cast.bea)
    weight = weigh(client, filled.get(address, address))
    assert weight["bytes"] <= 40_000
    assert weight["script"] <= 25_000
    assert weight["requests"] <= 10


@pytest.mark.parametrize("who", ["nobody", "bea"])
def test_a_paper_of_forty_sections(cast, client, filled, who):
    if who == "bea":
        client.force_login(cast.bea)
    weight = weigh(client, filled["paper"])
    assert weight["bytes"] <= 80_000
    assert weight["script"] <= 25_000
    assert weight["requests"] <= 10


def test_at_most_two_fonts_are_asked_for_ahead_of_time(client, db):
    preloaded = re.findall(r'<link rel="preload" href="/static/fonts/([^"]+)"', client.get("/").content.decode())
    assert len(preloaded) == 2
    assert set(preloaded) <= {face.file_name for face in FACES}
