"""The plain pages in every footer."""

from django.core.cache import cache

from home.footer import FOOTER_KEY, Link, links
from home.models import HomePage, PlainPage

FIRST = [Link("Barrierefreiheit", "/barrierefreiheit/"), Link("Datenschutz", "/datenschutz/"), Link("Impressum", "/impressum/")]


def test_kept_in_the_cache(db, django_assert_num_queries):
    cache.delete(FOOTER_KEY)
    assert links() == FIRST
    with django_assert_num_queries(0):
        assert links() == FIRST


def test_a_page_that_is_published_renamed_or_deleted_shows_at_once(db):
    cache.delete(FOOTER_KEY)
    assert links() == FIRST
    page = HomePage.objects.get().add_child(instance=PlainPage(title="Kontakt", slug="kontakt", body="<p>Hier</p>", live=False))
    page.save_revision().publish()
    assert links() == [*FIRST, Link("Kontakt", "/kontakt/")]
    page.title = "Erreichbarkeit"
    page.save_revision().publish()
    assert links()[-1].title == "Erreichbarkeit"
    PlainPage.objects.get(slug="kontakt").delete()
    assert links() == FIRST


def test_one_that_is_taken_down_or_private_is_not_linked(db):
    cache.delete(FOOTER_KEY)
    PlainPage.objects.get(slug="impressum").unpublish()
    assert links() == FIRST[:2]
