"""Search engines learn of public pages, and of nothing else."""

import re

import pytest
from django.conf import settings
from django.utils import timezone

from consultations.enums import Visibility
from positions.enums import Audience
from tests.consultations import factories, issued


def locations(client) -> list[str]:
    found = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert all(url.startswith(settings.BASE_URL) for url in found)
    return [url.removeprefix(settings.BASE_URL) for url in found]


@pytest.mark.promise(8)
def test_what_is_public_and_nothing_else(cast, client):
    now = timezone.now()
    public = issued.statement(now=now, serial=1)
    issued.statement(now=now, serial=2, audience=Audience.MEMBERS)
    issued.statement(now=now, serial=3, audience=Audience.PARTICIPANTS, participants=[cast.birch])
    slugs = {
        visibility: factories.open_consultation(
            now=now, organisations=[cast.birch], visibility=visibility, title=str(visibility)
        ).consultation.slug
        for visibility in Visibility
    }
    client.force_login(cast.ada)  # what she may read does not matter: this page is for everyone
    assert locations(client) == [
        "/", "/barrierefreiheit/", "/datenschutz/", "/impressum/", "/beteiligungen/", "/stellungnahmen/",
        f"/stellungnahmen/{public.slug}/", f"/beteiligungen/{slugs[Visibility.PUBLIC]}/",
    ]  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(cast, client, django_assert_num_queries, number):
    now = timezone.now()
    for serial in range(1, number + 1):
        issued.statement(now=now, serial=serial)
        factories.open_consultation(now=now, organisations=[cast.birch], visibility=Visibility.PUBLIC, title=f"P {serial}")
    client.get("/sitemap.xml")
    with django_assert_num_queries(7):  # ours, and how many each has
        client.get("/sitemap.xml")


def test_robots_are_told_where_not_to_go(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /konto/",
        "Disallow: /anmelden/",
        "Disallow: /einladung/",
        "Disallow: /documents/",
        "Disallow: /demo/",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
    ]
