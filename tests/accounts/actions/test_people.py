"""What people say about themselves."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.actions import people as actions
from accounts.models import Consent

NOW = timezone.now()


def test_name_and_language(people):
    actions.update(user=people.bea, name="Bea B.", language="de", now=NOW)
    people.bea.refresh_from_db()
    assert (people.bea.name, people.bea.language) == ("Bea B.", "de")


@pytest.mark.parametrize("language", ["", "xx", "de-CH"])
def test_a_language_we_do_not_speak(people, language):
    with pytest.raises(actions.UnknownLanguage, match="not available"):
        actions.set_language(user=people.bea, language=language, now=NOW)


def test_consent_given_twice_is_one_and_the_database_says_so(people):
    assert actions.give_consent(user=people.bea, now=NOW) == actions.give_consent(user=people.bea, now=timezone.now())
    with pytest.raises(IntegrityError):
        Consent.objects.create(user=people.bea, version=actions.CONSENT_VERSION, given_at=NOW)
