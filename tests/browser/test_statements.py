"""The public pages of issued statements, read in a real browser."""

import pytest

from positions.enums import Audience
from tests.consultations import issued

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def statement(now):
    return issued.statement(now=now)


@pytest.fixture
def now():
    from django.utils import timezone

    return timezone.now()


@pytest.mark.promise(9)
def test_every_state_of_the_list_is_sound(reader, statement):
    for path in ("/stellungnahmen/", "/stellungnahmen/?q=nichts&jahr=gestern"):
        assert reader().troubles(path) == []


def test_before_the_first_statement(reader, db):
    assert reader().troubles("/stellungnahmen/", schemes=["light"]) == []


@pytest.mark.promise(9)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_statement_is_sound(reader, statement, language):
    assert reader(language=language).troubles(f"/stellungnahmen/{statement.slug}/") == []


def test_a_statement_for_members(reader, cast, now):
    statement = issued.statement(now=now, audience=Audience.MEMBERS)
    assert reader(user=cast.bea).troubles(f"/stellungnahmen/{statement.slug}/", schemes=["light"]) == []


@pytest.mark.promise(9)
def test_without_script_the_search_works_by_keyboard(reader, statement):
    with reader(script=False).page("/stellungnahmen/") as page:
        page.locator("#q").focus()
        page.keyboard.type("nirgends")
        page.keyboard.press("Enter")
        page.wait_for_url("**/stellungnahmen/?q=nirgends*")
        assert page.locator("#q").input_value() == "nirgends"
        assert page.locator(".empty").count() == 1


def test_missing_pages_are_sound(reader, db):
    assert reader().troubles("/gibt-es-nicht/", schemes=["light"]) == []
    assert reader().troubles("/impressum/", schemes=["dark"]) == []
