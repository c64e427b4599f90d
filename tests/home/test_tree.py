"""A fresh database serves a front page."""

import pytest
from wagtail.models import Page, Site

from home.models import HomePage, PaperShelf, PlainPage
from home.tree import plant


def test_migrating_leaves_a_front_page_a_shelf_and_the_plain_pages(db):
    home = HomePage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert [page.title for page in home.get_children()] == ["Barrierefreiheit", "Datenschutz", "Impressum", "Positionspapiere"]
    assert list(Page.objects.filter(depth=2).values_list("slug", flat=True)) == ["start"]


def test_planting_twice_changes_nothing_and_brings_nothing_back_but_the_shelf(db):
    PlainPage.objects.get(slug="impressum").delete()
    PaperShelf.objects.get().delete()
    plant()
    plant()
    assert HomePage.objects.count() == 1
    assert sorted(PlainPage.objects.values_list("slug", flat=True)) == ["barrierefreiheit", "datenschutz"]
    assert PaperShelf.objects.count() == 1


@pytest.mark.parametrize("slug", ["barrierefreiheit", "datenschutz", "impressum"])
def test_plain_pages_are_served_and_linked(db, client, slug):
    assert client.get(f"/{slug}/").status_code == 200


def test_the_shelf_has_no_page(db, client):
    assert client.get("/papiere/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_gets_its_pages_again():
    """First half of a pair: what this leaves behind is emptied, and the next test finds the pages."""
    assert HomePage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_after_a_test_that_emptied_the_database():
    assert HomePage.objects.count() == 1
