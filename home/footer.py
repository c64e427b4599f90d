"""Links to the plain pages, as every footer shows them: kept in the cache until a page is published, moved or deleted."""

from dataclasses import dataclass

from django.core.cache import cache

from .models import PlainPage

FOOTER_KEY = "home.footer"


@dataclass(frozen=True)
class Link:
    title: str
    url: str


def links() -> list[Link]:
    """The live plain pages directly below the front page, in the order of the page tree."""
    kept = cache.get(FOOTER_KEY)
    if kept is None:
        pages = PlainPage.objects.live().public().filter(depth=3).order_by("path")
        kept = [Link(page.title, page.url) for page in pages if page.url]
        cache.set(FOOTER_KEY, kept, timeout=None)
    return kept
