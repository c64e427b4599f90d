"""Every page on the member's way: sound under axe, in light and dark, and no wider than a phone of 360 px."""

import pytest

from consultations.actions import consultations

from .paper import discussion, vote_line, votes, writes
from .walking import soundness

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.promise(9)
def test_the_members_way_is_sound(walker, people, opened, now):
    heading = "Fristen"
    page = walker.is_in(people.bea, "/beteiligungen/")
    found = soundness(page)
    page.get_by_role("link", name="Abschlüsse anerkennen").click()
    page.locator(".toc").wait_for()
    discussion(page, heading).locator("summary").click()
    discussion(page, heading).locator("textarea[name=text]").wait_for()
    found += soundness(page)
    writes(page, "Wer prüft das?")
    page.get_by_role("link", name="Answer").click()
    page.locator(".replying").wait_for()
    found += soundness(page)

    page.goto(f"{walker.stack.url}{opened.get_absolute_url()}")
    votes(page, heading, "reject")
    page.locator(".error").wait_for()
    found += soundness(page)
    page.goto(f"{walker.stack.url}{opened.get_absolute_url()}abstimmen/")
    found += soundness(page)

    page.goto(f"{walker.stack.url}{opened.get_absolute_url()}")
    vote_line(page, heading).locator("summary").click()
    consultations.close(consultation=opened, by=people.ada, now=now, reason="Ende")
    vote_line(page, heading).locator("button[type=submit]").click()
    page.get_by_role("link", name="Back to the paper").wait_for()
    found += soundness(page)
    page.goto(f"{walker.stack.url}{opened.get_absolute_url()}")
    found += soundness(page)
    assert found == []
