"""The federation's name on every page costs no query, and changes as soon as it is saved."""

import pytest
from django.core.cache import cache

from accounts.letterhead import LETTERHEAD_KEY, Letterhead, letterhead
from accounts.models import FederationProfile


def test_kept_in_the_cache(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert letterhead().name == "Mitstimme"
    cache.delete(LETTERHEAD_KEY)
    with django_assert_num_queries(1):
        letterhead()
    with django_assert_num_queries(0):
        letterhead()


@pytest.mark.django_db(transaction=True)
def test_saving_the_profile_shows_at_once(client):
    FederationProfile.objects.create(name="Netzwerk", claim="Wir", address="Webergasse 12,\n\n 00412 Lindenstadt ")
    assert letterhead() == Letterhead("Netzwerk", "Wir", "Webergasse 12, 00412 Lindenstadt")
    profile = FederationProfile.objects.get()
    profile.name = "Netzwerk Mittelland"
    profile.save()
    assert "<span>Netzwerk Mittelland</span>" in client.get("/stellungnahmen/").content.decode()
