"""The front page in a real browser, filled and empty, for everyone and for a delegate."""

import pytest
from django.utils import timezone

from accounts.models import Organisation
from consultations.enums import Visibility
from tests.consultations import factories, issued

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filled(cast):
    now = timezone.now()
    for place in ("Altstein", "Bergau", ""):
        Organisation.objects.create(name=f"Verein {place}", slug=f"verein-{place.lower()}", region=place)
    everyone = list(Organisation.objects.electorate())
    for visibility in Visibility:
        factories.open_consultation(now=now, organisations=everyone, visibility=visibility, title=str(visibility.label))
    issued.statement(now=now)
    return cast


@pytest.mark.promise(9)
def test_for_everyone(reader, filled):
    assert reader().troubles("/") == []


@pytest.mark.promise(9)
def test_for_a_delegate(reader, filled):
    assert reader(user=filled.bea, language="en").troubles("/") == []


def test_a_fresh_installation(reader, db):
    assert reader().troubles("/", schemes=["light"]) == []


@pytest.mark.promise(9)
def test_the_skip_link_comes_first_and_leads_to_the_content(reader, filled):
    with reader(script=False).page("/", width=360) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhalt"


@pytest.mark.promise(9)
def test_every_target_of_a_finger_is_large_enough(reader, filled):
    """At least 24 px, the minimum of WCAG 2.2; links inside running text excepted, as there."""
    small = """() => [...document.querySelectorAll('a, button, summary, input')].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && (box.height < 24 || box.width < 24) && !element.closest('p, figcaption, h3');
    }).map(element => element.outerHTML.slice(0, 80))"""
    with reader(user=filled.bea).page("/", width=360) as page:
        assert page.evaluate(small) == []


def test_changing_the_language_keeps_the_page_and_needs_no_script(reader, filled):
    with reader(script=False).page("/stellungnahmen/") as page:
        page.get_by_role("button", name="English").click()
        page.wait_for_url("**/stellungnahmen/")
        assert page.locator("html").get_attribute("lang") == "en"
