"""A long paper, forty sections: voted on with a thumb, with the keyboard only, and without JavaScript."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page

from consultations.actions import consultations, versions
from consultations.models import Consultation, Vote, VoteEntry
from consultations.phases import PhaseKind
from positions.enums import Change
from tests.consultations import building
from tests.consultations.recorded import rewrite

from .paper import vote_line, votes
from .walking import PHONE, sends

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.promise(9)]

HEADINGS = [f"Forderung {number}" for number in range(1, 41)]
# The answers in turn, and what an objection needs. The final vote on the whole paper has a scale of its own.
GRADES = ("support", "concerns", "abstain", "reservations", "reject")
SAID = [*(GRADES[place % 5] for place in range(40)), "yes"]
OBJECTIONS = ("reservations", "reject")
ON_SCREEN = """element => {
  const seen = element.matches('.grade input') ? element.closest('.grade') : element;
  const box = seen.getBoundingClientRect(), style = getComputedStyle(seen);
  const top = document.elementFromPoint(box.x + Math.min(box.width, innerWidth) / 2, box.y + Math.min(box.height / 2, 20));
  return element.matches(':focus-visible') && style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2
    && seen.contains(top);
}"""


def reason(place: int) -> str:
    return f"Abschnitt {place + 1} geht uns zu weit." if SAID[place] in OBJECTIONS else ""


@pytest.fixture
def long_one(people, now) -> Consultation:
    """Forty sections, put to the vote of Birch and Elm by the real actions."""
    paper = building.paper(headings=HEADINGS)
    during = [(PhaseKind.VOTE, -building.HOUR, building.DAY)]
    made = building.consultation(now=now, timetable=during, title="Vierzig Forderungen", paper=paper)
    for organisation in (people.birch, people.elm):
        made.participations.create(organisation=organisation)
    return consultations.open_(consultation=made, by=people.ada, now=now)


def test_with_a_thumb_on_a_phone(walker, people, long_one):
    page = walker.is_in(people.bea, "/aufgaben/", **PHONE)
    assert page.get_by_role("link", name="Vote on 41 sections").count() == 1
    page.get_by_role("link", name="Vote on everything in one form").tap()
    for place, asked in enumerate(questions(page)):
        asked.locator(f"label:has(input[value={SAID[place]}])").tap()
        if reason(place):
            asked.locator("textarea").fill(reason(place))
    page.get_by_role("button", name="Store all votes").tap()
    page.get_by_text("Your votes are stored.").wait_for()
    assert page.locator(".toc .state").all_inner_texts() == [label(choice) for choice in SAID]
    assert stored(people.birch) == [(choice, reason(place)) for place, choice in enumerate(SAID)]

    with page.expect_navigation():
        votes(page, HEADINGS[4], "abstain")
    assert vote_line(page, HEADINGS[4]).locator("b").first.inner_text() == "Abstention"
    assert stored(people.birch)[4] == ("abstain", "")
    assert (Vote.objects.count(), VoteEntry.objects.count()) == (41, 42)

    page.goto(f"{walker.stack.url}/aufgaben/")
    assert page.get_by_role("heading", level=1).inner_text() == "Nothing is to be done at present"
    assert page.locator(".agenda").count() == 0
    assert page.get_by_text("41 of 41 voted on").count() == 1


def test_with_the_keyboard_only(walker, people, long_one):
    page = walker.is_in(people.bea, "/aufgaben/", reduced_motion="reduce")
    keys = page.keyboard
    skips_to_the_content(page)
    tabs_to(page, page.get_by_role("link", name="Vote on everything in one form"))
    keys.press("Enter")
    page.wait_for_url("**/abstimmen/")
    skips_to_the_content(page)
    tabs_to(page, page.get_by_text("Read the wording").first)
    keys.press("Enter")
    assert page.locator("details.more[open]").count() == 1
    keys.press("Shift+Tab")
    for place, asked in enumerate(questions(page)):
        if place < 40:
            assert reaches(page, asked.locator("summary"))
        assert reaches(page, asked.locator("input[type=radio]").first)
        keys.press("Space")
        for _ in range(GRADES.index(SAID[place]) if place < 40 else 0):
            keys.press("ArrowDown")
        assert reaches(page, asked.locator("textarea"))
        keys.type(reason(place))
    assert reaches(page, page.get_by_role("button", name="Store all votes"))
    keys.press("Enter")
    page.get_by_text("Your votes are stored.").wait_for()
    assert stored(people.birch) == [(choice, reason(place)) for place, choice in enumerate(SAID)]

    line = vote_line(page, HEADINGS[10])
    tabs_to(page, line.locator("summary"))
    keys.press("Enter")
    tabs_to(page, line.locator("input[value=support]"))
    keys.press("ArrowDown")
    tabs_to(page, line.get_by_role("button", name="Store the vote"))
    with page.expect_navigation():
        keys.press("Enter")
    assert stored(people.birch)[10] == ("concerns", "")
    assert (Vote.objects.count(), VoteEntry.objects.count()) == (41, 42)

    page.goto(f"{walker.stack.url}/aufgaben/")
    assert page.locator(".agenda").count() == 0


@pytest.mark.promise(1)
@pytest.mark.promise(3)
def test_without_script_what_is_refused_is_given_back(walker, people, long_one):
    page = walker.is_in(people.bea, "/aufgaben/", java_script_enabled=False, **PHONE)
    page.get_by_role("link", name="Vote on everything in one form").click()
    for place, asked in enumerate(questions(page)):
        asked.locator(f"input[value={SAID[place]}]").check()
        asked.locator("textarea").fill("" if place == 23 else reason(place))
    answer = sends(page, page.get_by_role("button", name="Store all votes"))
    assert (answer.status, Vote.objects.count()) == (422, 0)
    typed = [(choice, "" if place == 23 else reason(place)) for place, choice in enumerate(SAID)]
    assert filled_in(page) == typed
    summary = page.get_by_role("alert")
    assert summary.locator("li").all_inner_texts() == [
        "24 Forderung 24: “With reservations” needs a reason; one sentence is enough."
    ]
    summary.get_by_role("link").click()
    field = questions(page)[23].locator("textarea")
    assert field.and_(page.locator(":focus")).get_attribute("aria-invalid") == "true"
    page.keyboard.type(reason(23))
    assert sends(page, page.get_by_role("button", name="Store all votes")).status == 302
    assert stored(people.birch) == [(choice, reason(place)) for place, choice in enumerate(SAID)]

    page.goto(f"{walker.stack.url}{long_one.get_absolute_url()}abstimmen/")
    asked = questions(page)[6]
    asked.locator("input[value=reject]").check()
    asked.locator("textarea").fill("So nicht.")
    issues_another_wording(long_one, people, HEADINGS[6], "Wir fordern Forderung 7 sofort.")
    answer = sends(page, page.get_by_role("button", name="Store all votes"))
    assert answer.status == 409
    assert "7 Forderung 7: The wording has changed since you opened the page." in page.get_by_role("alert").inner_text()
    asked = questions(page)[6]
    assert asked.locator("details .read").inner_text() == "Wir fordern Forderung 7 sofort."
    assert asked.locator(".then ins").all_inner_texts() == [" sofort"]
    assert filled_in(page)[6] == ("reject", "So nicht.")
    assert stored(people.birch)[6] == ("concerns", "")
    sends(page, page.get_by_role("button", name="Store all votes"))
    assert stored(people.birch)[6] == ("reject", "So nicht.")
    assert Vote.objects.get(choice="reject", remark__text="So nicht.").wording.version.number == 2
    assert Vote.objects.count() == 41


def questions(page: Page) -> list[Locator]:
    """Every question of the ballot, in order."""
    page.wait_for_url("**/abstimmen/*")
    asked = page.locator("main form section.section").all()
    assert len(asked) == 41
    return asked


def filled_in(page: Page) -> list[tuple[str, str]]:
    """What stands in the ballot: choice and reason of every question."""
    return [
        (asked.locator("input:checked").get_attribute("value"), asked.locator("textarea").input_value())
        for asked in questions(page)
    ]


def stored(organisation) -> list[tuple[str, str]]:
    found = Vote.objects.filter(organisation=organisation).select_related("remark").order_by("question__position")
    return [(vote.choice, vote.remark.text if vote.remark else "") for vote in found]


def label(choice: str) -> str:
    names = ("We support this", "With concerns", "Abstention", "With reservations", "We reject this")
    return dict(zip(GRADES, names, strict=True)).get(choice, "Yes")


def skips_to_the_content(page: Page) -> None:
    """The first Tab shows the way past the header; it is taken."""
    assert reaches(page, page.get_by_role("link", name="Skip to the content"))
    page.keyboard.press("Enter")
    assert page.locator("main:focus").count() == 1


def tabs_to(page: Page, target: Locator) -> None:
    """Press Tab until this is reached, and can be seen to be."""
    for _ in range(400):
        if reaches(page, target):
            return
    raise AssertionError(f"not reached with Tab: {target}")


def reaches(page: Page, target: Locator) -> bool:
    """Whether the next Tab leads there, with a frame around it that nothing covers."""
    page.keyboard.press("Tab")
    if not target.evaluate("element => element === document.activeElement"):
        return False
    assert target.evaluate(ON_SCREEN), f"focus is not to be seen: {target}"
    return True


def issues_another_wording(consultation: Consultation, people, heading: str, text: str) -> None:
    """The secretariat changes the substance of one section."""
    rewrite(consultation.paper, {heading: text})
    key = consultation.version.wordings.select_related("section").get(heading=heading).section.key
    versions.issue(consultation=consultation, marks={key: Change.SUBSTANTIVE}, by=people.ada, now=timezone.now())
