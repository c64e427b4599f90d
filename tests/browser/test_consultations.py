"""The pages of a consultation in a browser: as they look, with script and without, by keyboard."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.actions import comments, counters, votes
from consultations.enums import CommentKind, CommentVisibility, Visibility
from consultations.models import SectionComment, Vote
from consultations.queries.paper import anchor
from positions.enums import Change
from tests.cast import make_cast
from tests.consultations.factories import fill_votes, issue_version, open_consultation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene():
    """A paper in the vote: one vote fresh, one stale, a discussion with everything in it."""
    now = timezone.now()
    cast = make_cast(now=now)
    User.objects.update(language="en")
    opened = open_consultation(
        now=now, organisations=[cast.birch, cast.cedar], parts=True, visibility=Visibility.PUBLIC, results_hidden=False
    )

    def post(text, **said):
        said = {"organisation": cast.birch, "by": cast.bea, "section": opened.wordings[0].section, "now": now, **said}
        return comments.post(consultation=opened.consultation, text=text, token=uuid4(), **said)

    root = post("Ab acht ist gut.\n\nBei uns kommen fünf.", kind=CommentKind.OBJECTION)
    post("Haben Sie Zahlen?", organisation=cast.federation, by=cast.ada, parent=root)
    post("Bitte am Dienstag besprechen.", visibility=CommentVisibility.ORGANISATION)
    for place, choice in ((0, "concerns"), (1, "support")):
        votes.cast(
            question=opened.questions[place],
            organisation=cast.birch,
            choice=choice,
            reason="Zu wenig Stellen.",
            digest=opened.wordings[place].digest,
            by=cast.bea,
            now=now,
        )
    issue_version(opened, now=now, changes={1: Change.SUBSTANTIVE})
    counters.recount(consultation=opened.consultation)
    return cast, opened, now


def addresses(opened) -> dict[str, str]:
    slug = opened.consultation.slug
    return {
        "list": reverse("consultations:list"),
        "paper": opened.consultation.get_absolute_url(),
        "section": reverse("consultations:section", args=[slug, opened.keys[0]]),
        "answer": reverse("consultations:section", args=[slug, opened.keys[0]])
        + f"?antwort={SectionComment.objects.earliest('pk').pk}",
        "ballot": reverse("consultations:ballot", args=[slug]),
    }


@pytest.mark.promise(9)
@pytest.mark.parametrize("name", ["bea", "bo", "ada", "nobody"])
def test_nothing_is_wrong_with_any_page(scene, reader, name):
    cast, opened, _ = scene
    person = None if name == "nobody" else getattr(cast, name)
    pages = addresses(opened)
    shown = pages.values() if name == "bea" else [pages["paper"], pages["section"]]
    for page in shown:
        assert reader(user=person, language="en").troubles(page) == []


@pytest.mark.parametrize("phase", ["comment", "closed"])
def test_nothing_is_wrong_in_other_phases(reader, phase):
    now = timezone.now()
    cast = make_cast(now=now)
    opened = open_consultation(now=now, organisations=[cast.birch], phase=phase)
    fill_votes(opened, [cast.birch], now=now - timedelta(days=2))
    assert reader(user=cast.bea).troubles(opened.consultation.get_absolute_url()) == []


@pytest.mark.promise(9)
def test_a_vote_by_keyboard_without_script(scene, reader):
    cast, opened, _ = scene
    place = anchor(opened.keys[2])
    with reader(user=cast.bea, language="en", script=False).page(addresses(opened)["paper"], width=360) as page:
        page.locator(f"#{place} summary").first.focus()
        page.keyboard.press("Enter")
        page.locator(f"#v{place} input[type=radio]").first.focus()
        page.keyboard.press("Space")
        page.locator(f"#v{place} button").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**gespeichert={place}*")
        assert page.locator(f"#{place} summary").first.inner_text().split() == [
            "Our",
            "vote",
            "We",
            "support",
            "this",
            "stored",
        ]
    assert Vote.objects.get(question=opened.questions[2]).choice == "support"


@pytest.mark.promise(3)
def test_one_click_confirms_a_stale_vote(scene, reader):
    cast, opened, _ = scene
    place = anchor(opened.keys[1])
    with reader(user=cast.bea, language="en").page(addresses(opened)["paper"]) as page:
        page.get_by_role("button", name="Confirm “We support this”").click()
        page.wait_for_url(f"**gespeichert={place}*")
        assert page.locator("#w" + place).count() == 0
    assert Vote.objects.get(question=opened.questions[1]).digest == opened.wordings[1].digest


def test_the_discussion_opens_in_place(scene, reader):
    cast, opened, _ = scene
    place = anchor(opened.keys[0])
    with reader(user=cast.cem, language="en").page(addresses(opened)["paper"]) as page:
        page.locator(f"#{place} summary", has_text="Discussion").click()
        page.locator(f"#d{place} .thread").first.wait_for()
        said = page.locator(f"#d{place}").inner_text()
        assert "Bei uns kommen fünf." in said
        assert "Bitte am Dienstag besprechen." not in said
        page.locator(f"#d{place} textarea[name=text]").fill("Bei uns auch.")
        page.get_by_role("button", name="Send the comment").click()
        page.wait_for_url("**#c*")
    assert SectionComment.objects.latest("pk").comment == "Bei uns auch."


@pytest.mark.promise(9)
def test_an_answer_without_script(scene, reader):
    cast, opened, _ = scene
    with reader(user=cast.cem, language="en", script=False).page(addresses(opened)["section"]) as page:
        page.get_by_role("link", name="Answer to Secretariat").click()
        page.locator("#antwort textarea").fill("4.380 Euro für 100 Stunden.")
        page.get_by_role("button", name="Answer for Zedernkreis").click()
        page.wait_for_url("**#c*")
    answer = SectionComment.objects.latest("pk")
    assert (answer.comment, answer.level) == ("4.380 Euro für 100 Stunden.", 2)
