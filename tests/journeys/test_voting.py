"""Bea at her vote, however she works: on a phone without JavaScript, with the keyboard only; and everyone beside her."""

import pytest

from consultations.models import SectionComment, Vote, VoteEntry

from .paper import discussion, fills_ballot, section, vote_line, votes, writes
from .walking import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def choices(organisation) -> list[str]:
    return list(Vote.objects.filter(organisation=organisation).order_by("question").values_list("choice", flat=True))


@pytest.mark.promise(9)
def test_on_a_phone_without_script(walker, people, opened):
    page = walker.is_in(people.bea, "/", java_script_enabled=False, **PHONE)
    page.get_by_role("link", name="Consultations").first.click()
    page.get_by_role("link", name="Abschlüsse anerkennen").click()
    first, second = "Fristen", "Kosten"
    votes(page, first, "reject")  # without the reason this needs
    assert page.locator(".error").first.inner_text() == "“We reject this” needs a reason; one sentence is enough."
    assert page.locator("input[name=choice]:checked").get_attribute("value") == "reject"
    page.locator("textarea[name=reason]").fill("Das Verfahren dauert zu lange.")
    page.get_by_role("button", name="Store the vote").click()
    page.wait_for_url("**gespeichert=*")
    assert vote_line(page, first).locator("b").first.inner_text() == "We reject this"

    discussion(page, second).locator("summary").click()
    discussion(page, second).get_by_role("link", name="Read the discussion and take part").click()
    writes(page, "Wir stimmen zu.\n\nMit einer Bitte.")
    assert [comment.organisation for comment in SectionComment.objects.all()] == [people.birch]

    page.goto(f"{walker.stack.url}{opened.get_absolute_url()}")
    page.get_by_role("link", name="Vote on everything on one page").click()
    assert fills_ballot(page, "support") == 3
    assert choices(people.birch) == ["reject", "support", "yes"]


@pytest.mark.promise(9)
def test_with_the_keyboard_only(walker, people, opened):
    page = walker.is_in(people.bea, opened.get_absolute_url())
    heading = "Kosten"
    line, keys = vote_line(page, heading), page.keyboard
    tabs_to(page, line.locator("summary"))
    keys.press("Enter")
    tabs_to(page, line.locator("input[type=radio]").first)
    keys.press("Space")
    keys.press("ArrowDown")
    tabs_to(page, line.locator("textarea"))
    keys.type("Die Frist ist zu kurz.")
    tabs_to(page, line.locator("button[type=submit]"))
    keys.press("Enter")
    page.wait_for_url("**gespeichert=*")
    assert vote_line(page, heading).locator("b").inner_text() == "With concerns"
    assert Vote.objects.get().remark.text == "Die Frist ist zu kurz."

    talk = discussion(page, heading)
    tabs_to(page, talk.locator("summary"))
    keys.press("Space")
    talk.locator("textarea[name=text]").wait_for()
    tabs_to(page, talk.locator("textarea[name=text]"))
    keys.type("Wer prüft das?")
    tabs_to(page, talk.locator("form button[type=submit]:not([name])"))
    keys.press("Enter")
    page.locator(".said", has_text="Wer prüft das?").wait_for()
    assert SectionComment.objects.get().wording.heading == heading


def tabs_to(page, target) -> None:
    """Press Tab until this is reached."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not reached with Tab: {target}")


def test_each_does_what_their_role_allows(walker, people, opened):
    """The cast in order: who finds a vote form, and what is said to the others."""
    path, heading = opened.get_absolute_url(), "Fristen"
    sees, told = {}, {}
    for name in ("ada", "bea", "bo", "cem", "emil", "farid", "gul"):
        page = walker.is_in(getattr(people, name), path)
        sees[name] = section(page, heading).locator("input[type=radio]").count() > 0
        told[name] = page.locator("dl.three div").nth(1).inner_text()
        page.context.close()
    assert [name for name, may in sees.items() if may] == ["bea", "farid"]
    assert "Your role there: Reader." in told["bo"]
    assert "Zedernkreis does not take part in this consultation." in told["cem"]
    assert "The federation itself does not vote; its members do." in told["ada"]
    assert walker.is_in(people.hanna, path).get_by_role("heading", name="There is nothing at this address.").count() == 1


@pytest.mark.promise(2)
def test_bea_and_her_deputy_in_two_windows_make_one_vote(walker, people, opened):
    path, heading = opened.get_absolute_url(), "Fristen"
    bea, farid = walker.is_in(people.bea, path), walker.is_in(people.farid, path)
    votes(bea, heading, "support")
    bea.wait_for_url("**gespeichert=*")
    votes(farid, heading, "abstain")
    farid.wait_for_url("**gespeichert=*")
    assert vote_line(farid, heading).locator("b").inner_text() == "Abstention"
    assert choices(people.birch) == ["abstain"]
    entries = VoteEntry.objects.filter(question__section__wordings__heading=heading).order_by("pk")
    assert [(entry.choice, entry.actor) for entry in entries] == [
        ("support", people.bea.actor.token),
        ("abstain", people.farid.actor.token),
    ]
