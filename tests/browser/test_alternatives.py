"""Alternatives in a browser: one chosen, or each rated by resistance."""

import pytest
from django.utils import timezone

from accounts.models import User
from consultations.actions import alternatives
from consultations.actions.alternatives import Proposed
from consultations.models import Vote
from consultations.scales import EITHER_OR, RESISTANCE
from tests.cast import make_cast
from tests.consultations.factories import open_consultation

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = (
    Proposed("Kürzer", text="Die zuständige Stelle bestätigt binnen einer Woche in Textform, welche Unterlagen fehlen."),
    Proposed(
        "Länger",
        text="Die zuständige Stelle bestätigt den Eingang binnen vier Wochen.\n\nSonst gilt er als vollständig.",
    ),
)


@pytest.fixture
def posed():
    """`posed(scale)`: the cast, and the address of a group on this scale."""

    def pose(scale):
        now = timezone.now()
        cast = make_cast(now=now)
        User.objects.update(language="en")
        opened = open_consultation(now=now, organisations=[cast.birch])
        question = alternatives.pose(
            consultation=opened.consultation, wording=opened.wordings[0], title="Wie lange eine Behörde Zeit hat", scale=scale,
            proposed=TEXTS, by=cast.ada, now=now,
        )  # fmt: skip
        return cast, f"{opened.consultation.get_absolute_url()}alternativen/{question.pk}/"

    return pose


@pytest.mark.promise(9)
@pytest.mark.parametrize("scale", [EITHER_OR, RESISTANCE])
def test_nothing_is_wrong_with_alternatives(posed, reader, scale):
    cast, path = posed(scale)
    for person in (cast.bea, cast.bo):
        assert reader(user=person, language="en").troubles(path) == []


@pytest.mark.promise(9)
def test_one_is_chosen_on_a_phone_without_script(posed, reader):
    cast, path = posed(EITHER_OR)
    with reader(user=cast.bea, language="en", script=False).page(path, width=360) as page:
        page.get_by_label("We prefer this: Kürzer").check()
        page.get_by_role("button", name="Store for Birkenverein").click()
        assert page.get_by_role("status").inner_text() == "Your answer is stored."
        assert page.get_by_label("We prefer this: Kürzer").is_checked()
    assert Vote.objects.get().choice == "o2"


@pytest.mark.promise(9)
def test_resistance_is_rated_with_the_keyboard(posed, reader):
    cast, path = posed(RESISTANCE)
    with reader(user=cast.bea, language="en", script=False).page(path, width=360) as page:
        for rating in (3, 0, 10):
            page.keyboard.press("Tab")
            while page.locator("input:focus").count() == 0:
                page.keyboard.press("Tab")
            page.locator("input:focus").locator("xpath=ancestor::fieldset").get_by_label(str(rating), exact=True).press("Space")
        page.get_by_role("button", name="Store for Birkenverein").press("Enter")
        page.get_by_role("status").wait_for()
    assert Vote.objects.get().ratings == {"1": 3, "2": 0, "3": 10}
