"""The pages a new installation begins with: a fresh database serves a front page, and papers have a shelf to stand on."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site

from .models import HomePage, PaperShelf, PlainPage
from .starter_texts import HEADLINE, LEDE, PLAIN_PAGES


@transaction.atomic
def plant() -> HomePage:
    """The front page; makes it, the shelf of papers and the plain pages where there is no front page yet. Safe to repeat.

    What an editor deleted later stays deleted, but for the shelf, without which no paper can be created.
    """
    home = HomePage.objects.first() or _new_home()
    if not PaperShelf.objects.child_of(home).exists():
        home.add_child(instance=PaperShelf(title="Positionspapiere", slug="papiere"))
    return home


def _new_home() -> HomePage:
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home = root.add_child(instance=HomePage(title="Startseite", slug="start", headline=HEADLINE, lede=LEDE))
    for slug, title, body in PLAIN_PAGES:
        home.add_child(instance=PlainPage(title=title, slug=slug, body=body))
    _serve(home)
    return home


def _serve(home: HomePage) -> None:
    """Make it the site's root, in the place of the page Wagtail brings along."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port, site.root_page = address.hostname, port, home
    site.save()
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page", numchild=0).first()
    if welcome:
        welcome.delete()
