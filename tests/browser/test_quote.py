"""Words of a section become what a comment is about: by mouse, by keyboard, by touch, and without script."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.actions import consultations
from consultations.models import Anchor
from consultations.phases import PhaseKind
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
