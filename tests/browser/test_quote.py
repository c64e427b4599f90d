"""Words of a section become what a comment is about: by mouse, by keyboard, by touch, and without script."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.actions import comments, consultations, versions
from consultations.anchors import Quotation
from consultations.models import Anchor, AnchorPlace
from consultations.phases import PhaseKind
from positions.enums import Change
from tests.cast import make_cast
from tests.consultations import building
from tests.consultations.actions.test_versions import rewrite

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise(9)]
THEN = "Die Frist beträgt drei Monate.</p><p>Ein Widerspruch ist binnen drei Monaten möglich."
SELECT = """words => {
  const node = [...document.querySelectorAll('[data-wording] p')].map(p => p.firstChild).findLast(n => n.data.includes(words));
  const start = node.data.indexOf(words);
  document.getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""


@pytest.fixture
def scene():
    """A vote with a section of two paragraphs; the address of its page."""
    now = timezone.now()
    cast = make_cast(now=now)
    User.objects.update(language="en")
    paper = rewrite(building.paper(), {"Fristen": THEN})
    made = building.consultation(now=now, paper=paper, timetable=[(PhaseKind.VOTE, -building.HOUR, building.DAY)])
    made.participations.create(organisation=cast.birch)
    consultation = consultations.open_(consultation=made, by=cast.ada, now=now)
    section = consultation.version.wordings.select_related("section").get(heading="Fristen").section
    return cast, consultation, section, reverse("consultations:section", args=[consultation.slug, section.key])


def send(page):
    page.get_by_label("Your comment").fill("Zu kurz.")
    page.get_by_role("button", name="Send the comment").press("Enter")
    page.locator(".place .here").wait_for()


def test_by_mouse(scene, reader):
    cast, _, _, path = scene
    with reader(user=cast.bea, language="en").page(path) as page:
        assert page.get_by_role("button", name="Comment on the selected words").is_hidden()
        page.locator("[data-wording] p", has_text="beträgt").dblclick(position={"x": 20, "y": 12})
        page.get_by_role("button", name="Comment on the selected words").click()
        assert page.locator("textarea[name=quote]").input_value() in {"Die", "Frist"}
        assert page.evaluate("document.activeElement.name") == "text"
        send(page)
        page.locator(".place a").click()
        assert page.evaluate("document.querySelector('.spot:target').textContent") == Anchor.objects.get().quote


def test_by_keyboard_the_words_that_occur_twice(scene, reader):
    """Selected as with caret browsing. What stands beside the words tells which are meant."""
    cast, _, _, path = scene
    with reader(user=cast.bea, language="en").page(path, width=360) as page:
        page.evaluate(SELECT, "drei")
        page.get_by_role("button", name="Comment on the selected words").press("Enter")
        send(page)
    assert Anchor.objects.get().before.endswith("Widerspruch ist binnen ")


def test_typed_without_script_on_a_phone(scene, reader):
    cast, _, _, path = scene
    with reader(user=cast.bea, language="en", script=False).page(path, width=360) as page:
        assert page.get_by_role("button", name="Comment on the selected words").is_hidden()
        page.get_by_label("Which words is it about?").fill("drei")
        page.get_by_label("Your comment").fill("Zu kurz.")
        page.get_by_role("button", name="Send the comment").press("Enter")
        page.get_by_text("The words you quote stand in this section 2 times.").wait_for()
        assert page.get_by_label("Your comment").input_value() == "Zu kurz."
        page.get_by_label("Which words is it about?").fill("drei Monate")
        send(page)
    assert Anchor.objects.get().quote == "drei Monate"


@pytest.mark.promise(1)
def test_nothing_is_wrong_where_words_have_their_place_or_lost_it(scene, reader):
    cast, consultation, section, path = scene
    now = timezone.now()
    for words in ("drei Monate", "beträgt drei", "Ein Widerspruch", "binnen drei Monaten"):
        said = {"section": section, "organisation": cast.birch, "by": cast.bea, "now": now, "token": uuid4()}
        comments.post(consultation=consultation, text="Zu kurz.", quotation=Quotation(words), **said)
    assert reader(user=cast.bea, language="en").troubles(path) == []
    rewrite(
        consultation.paper,
        {"Fristen": "Vorab.</p><p>Die Frist entfällt.</p><p>Ein Widerspruch ist binnen drei Monaten möglich."},
    )
    consultation.refresh_from_db()
    versions.issue(consultation=consultation, marks={section.key: Change.EDITORIAL}, by=cast.ada, now=now)
    assert sorted(AnchorPlace.objects.values_list("landing", flat=True)) == ["orphaned", "orphaned", "placed", "placed"]
    assert reader(user=cast.bea, language="en").troubles(path) == []
    with reader(user=cast.bea, language="en", script=False).page(path, width=360) as page:
        page.locator("summary", has_text="Point it at other words").first.press("Enter")
        page.get_by_label("Which words is it about now?").first.fill("Die Frist")
        page.get_by_role("button", name="Point the comment there").first.press("Enter")
        page.get_by_text("The comment points at these words now.").wait_for()
