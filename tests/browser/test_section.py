"""A section's own page in a browser, where a vote waits for a word: stale, edited, its demand met, sent on an older wording."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.actions import register, suggestions, votes
from consultations.enums import SuggestionState
from consultations.models import Suggestion, Vote
from tests.accounts.looking import troubles
from tests.cast import make_cast
from tests.consultations import recorded
from tests.consultations.building import parts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene():
    """Birch has voted on both sections, the second on a condition."""
    now = timezone.now()
    cast = make_cast(now=now)
    User.objects.update(language="en")
    consultation = recorded.open_one(cast, now=now)
    section = consultation.questions.order_by("position")[1].section
    suggestion = Suggestion.objects.create(
        consultation=consultation, section=section, wording=consultation.version.wordings.get(section=section), number=1,
        organisation=cast.cedar, text="Das Land soll die Kosten als Zuschuss übernehmen.",
        parts=parts("Das Land soll die Kosten als Zuschuss übernehmen."), actor=uuid4(), submitted_at=now,
    )  # fmt: skip
    register.enter_suggestion(suggestion=suggestion, now=now)
    answers = [
        recorded.answer(consultation, 0, "support"),
        recorded.answer(consultation, 1, "reservations", "Wer zahlt?", condition=suggestion),
    ]
    votes.cast_all(answers=answers, organisation=cast.birch, by=cast.bea, now=now)
    return cast, consultation, suggestion


def address(consultation, heading) -> str:
    key = consultation.version.wordings.select_related("section").get(heading=heading).section.key
    return reverse("consultations:section", args=[consultation.slug, key])


@pytest.mark.promise(9)
@pytest.mark.promise(3)
def test_nothing_is_wrong_where_a_vote_waits(scene, reader):
    cast, consultation, _ = scene
    stale, edited = address(consultation, "Kosten"), address(consultation, "Fristen")
    with reader(user=cast.bea, language="en").page(stale) as page:
        recorded.change_version(consultation, cast, now=timezone.now())
        page.locator(".life summary", has_text="Our vote").click()
        page.locator("input[value=reject]").check()
        page.locator("textarea[name=reason]").first.fill("Als Darlehen nicht.")
        page.get_by_role("button", name="Store the vote").click()
        page.get_by_text("What has changed since you opened the page").wait_for()
        assert troubles(page) == []
    for person, path in ((cast.bea, stale), (cast.bea, edited), (cast.bo, stale)):
        assert reader(user=person, language="en").troubles(path) == []


@pytest.mark.promise(9)
def test_nothing_is_wrong_where_a_demand_was_met(scene, reader):
    cast, consultation, suggestion = scene
    adopted = {"state": SuggestionState.ADOPTED, "version": consultation.version}
    suggestions.decide(suggestion=suggestion, by=cast.ada, now=timezone.now(), **adopted)
    path = address(consultation, "Kosten")
    assert reader(user=cast.bea, language="en").troubles(path) == []
    with reader(user=cast.bea, language="en", script=False).page(path, width=360) as page:
        page.get_by_role("button", name="Confirm “We support this”").press("Enter")
        page.wait_for_url("**gespeichert=*")
    assert Vote.objects.get(question__section=suggestion.section).choice == "support"
