"""The admin speaks the person's language, whatever Wagtail's profile said."""

from django.urls import reverse
from wagtail.users.models import UserProfile

from ...admin_site import client_of


def test_wagtails_profile_follows_the_person(cast):
    cast.ada.language = "en"
    cast.ada.save()
    profile = UserProfile.get_for_user(cast.ada)
    assert (profile.preferred_language, 'lang="en"' in _home(cast.ada)) == ("en", True)
    cast.ada.language = "de"
    cast.ada.save()
    profile.refresh_from_db()
    assert (profile.preferred_language, 'lang="de"' in _home(cast.ada)) == ("de", True)


def test_another_language_cannot_be_set_beside_it(cast):
    profile = UserProfile.get_for_user(cast.gul)
    profile.preferred_language = "fr"
    profile.save()
    profile.refresh_from_db()
    assert profile.preferred_language == cast.gul.language


def test_the_account_page_asks_for_no_name_and_no_language(cast):
    content = client_of(cast.ada).get(reverse("wagtailadmin_account")).content.decode()
    assert [name for name in ("first_name", "last_name", "preferred_language") if name in content] == []


def _home(person):
    return client_of(person).get(reverse("wagtailadmin_home")).content.decode()
