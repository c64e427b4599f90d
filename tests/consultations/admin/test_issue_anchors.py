"""The form that issues a version says where each comment's words will be, and asks about those in doubt."""

from uuid import uuid4

import pytest

from consultations.actions import comments, consultations
from consultations.anchors import Quotation
from consultations.enums import CommentVisibility
from consultations.models import AnchorPlace
from consultations.phases import PhaseKind
from positions.models import Paper, Version

from ...admin_site import client_of
from .. import building, recorded
from .test_issue import form_of, url

THEN = "Die Frist beträgt drei Monate."
DOUBTFUL = "Die Frist beträgt etwa drei Monate."
pytestmark = pytest.mark.promise(1)


@pytest.fixture
def commented(cast, now):
    """`commented(words, …)`: a consultation in its vote with a comment on each of these words of "Fristen", which says THEN."""

    def commented(*quotes, by="bea", **said):
        paper = building.paper()
        recorded.rewrite(paper, {"Fristen": THEN})
        timetable = [(PhaseKind.VOTE, -building.HOUR, building.DAY)]
        made = building.consultation(now=now, paper=Paper.objects.get(pk=paper.pk), timetable=timetable)
        made.participations.create(organisation=cast.birch)
        consultation = consultations.open_(consultation=made, by=cast.ada, now=now)
        section = consultation.version.wordings.select_related("section").get(heading="Fristen").section
        for words in quotes:
            comments.post(
                consultation=consultation, section=section, organisation=cast.birch, text=f"Zu „{words}“: zu kurz.",
                quotation=Quotation(words), token=uuid4(), by=getattr(cast, by), now=now, **said,
            )  # fmt: skip
        return consultation

    return commented


def test_what_is_placed_lost_or_in_doubt_is_shown(cast, commented):
    consultation = commented("drei Monate", "Die Frist", "beträgt drei")
    recorded.rewrite(consultation.paper, {"Fristen": DOUBTFUL})
    page = client_of(cast.ada).get(url(consultation.paper))
    anchors = page.context["anchors"]
    assert (anchors["placed"], len(anchors["lost"]), len(anchors["doubtful"])) == (0, 1, 2)
    assert "The new version orphans 1 comment: the words it is about go. It stays readable." in page.text
    assert "Die Frist beträgt <mark>drei Monate</mark>." in page.text
    assert "Die Frist beträgt etwa <mark>drei Monate</mark>." in page.text
    assert page.text.count("Yes, the comment stands here now") == 2
    assert 'value="orphan" checked' not in page.text


def test_what_keeps_its_place_is_counted_and_not_asked(cast, commented):
    consultation = commented("drei Monate")
    recorded.rewrite(consultation.paper, {"Fristen": f"Vorab.</p><p>{THEN}"})
    client = client_of(cast.ada)
    page = client.get(url(consultation.paper))
    assert "1 comment keeps its words: they stand in the same surroundings." in page.text
    assert ("Yes, the comment stands here now" in page.text, "orphans" in page.text) == (False, False)
    assert client.post(url(consultation.paper), form_of(client, consultation.paper, Fristen="editorial")).status_code == 302
    assert AnchorPlace.objects.get().landing == "placed"


def test_a_look_alike_orphans_and_says_so(cast, commented):
    consultation = commented("drei Monate")
    recorded.rewrite(consultation.paper, {"Fristen": "Die Frist entfällt.</p><p>Der Kurs dauert drei Monate."})
    page = client_of(cast.ada).get(url(consultation.paper))
    assert "The new version orphans 1 comment" in page.text
    assert "The same words occur elsewhere in the section, in other surroundings." in page.text


@pytest.mark.parametrize(("says", "landing"), [("here", "moved"), ("orphan", "orphaned")])
def test_each_place_in_doubt_is_answered_and_stored_with_who_did(cast, commented, says, landing):
    consultation = commented("drei Monate")
    recorded.rewrite(consultation.paper, {"Fristen": DOUBTFUL})
    client = client_of(cast.ada)
    form = form_of(client, consultation.paper, Fristen="editorial")
    field = f"anchor-{client.get(url(consultation.paper)).context['form'].doubtful[0].anchor.pk}"
    unanswered = client.post(url(consultation.paper), form)
    assert (unanswered.status_code, Version.objects.count()) == (400, 1)
    assert "Say whether the comment stands here now." in unanswered.text
    elsewhere = client.post(url(consultation.paper), {**form, field: "3"})
    assert (elsewhere.status_code, Version.objects.count()) == (400, 1)
    answer = str(DOUBTFUL.index("drei")) if says == "here" else "orphan"
    assert client.post(url(consultation.paper), {**form, field: answer}).status_code == 302
    place = AnchorPlace.objects.get()
    assert (place.landing, place.confirmed_by) == (landing, cast.ada.actor.token)


@pytest.mark.promise(8)
def test_what_an_organisation_writes_for_itself_is_not_shown_to_the_secretariat(cast, commented):
    consultation = commented("drei Monate", by="emil", visibility=CommentVisibility.ORGANISATION)
    recorded.rewrite(consultation.paper, {"Fristen": DOUBTFUL})
    client = client_of(cast.ada)
    page = client.get(url(consultation.paper))
    assert ("zu kurz" in page.text, page.context["form"].doubtful) == (False, [])
    assert client.post(url(consultation.paper), form_of(client, consultation.paper, Fristen="editorial")).status_code == 302
    assert AnchorPlace.objects.get().landing == "orphaned"


def test_without_quotations_nothing_is_said_of_them(cast, commented):
    consultation = commented("")
    recorded.rewrite(consultation.paper, {"Fristen": DOUBTFUL})
    assert "What comments are about" not in client_of(cast.ada).get(url(consultation.paper)).text
