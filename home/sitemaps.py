"""What search engines may know: front page, plain pages, public statements, papers in public consultation. Nothing else."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from consultations import rules

from .models import HomePage, PlainPage


class _OurSitemap(Sitemap):
    """Addresses begin with BASE_URL, whatever the request says."""

    protocol = urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.BASE_URL).netloc


class Pages(_OurSitemap):
    def items(self):
        return Page.objects.live().public().exact_type(HomePage, PlainPage).order_by("path")

    def location(self, page):
        return page.get_url()

    def lastmod(self, page):
        return page.last_published_at


class Lists(_OurSitemap):
    def items(self):
        return ["consultations:list", "consultations:statements"]

    def location(self, name):
        return reverse(name)


class Statements(_OurSitemap):
    def items(self):
        readable = rules.visible_statements(AnonymousUser(), timezone.now())
        return readable.only("slug", "issued_at").order_by("-issued_at", "-pk")

    def location(self, statement):
        return reverse("consultations:statement", args=[statement.slug])

    def lastmod(self, statement):
        return statement.issued_at


class Consultations(_OurSitemap):
    def items(self):
        return rules.visible_consultations(AnonymousUser(), timezone.now()).only("slug", "opened_at").order_by("-pk")

    def lastmod(self, consultation):
        return consultation.opened_at


SITEMAPS = {"pages": Pages, "lists": Lists, "statements": Statements, "consultations": Consultations}
