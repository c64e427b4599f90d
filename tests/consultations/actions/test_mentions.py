"""Who is named with @ is told: once, if they take part and read it."""

from datetime import timedelta

import pytest

from consultations.actions import authorship, mentions
from consultations.enums import CommentVisibility
from consultations.models import Mention
from notifications.models import Event
from tests.consultations.discussing import talk

NAMES = {"Zedernkreis": 1, "Zedernkreis Süd": 2, "Frauen e. V. (Ost)": 3}


@pytest.fixture
def said(cast, now):
    return talk(cast=cast, now=now)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Das meint @Zedernkreis auch.", {1}),
        ("Das meint @zedernkreis süd, und @Frauen e. V. (Ost)!", {2, 3}),
        ("@Zedernkreis, @Zedernkreis", {1}),
        ("Zedernkreis ohne Zeichen", set()),
        ("post@Zedernkreis", set()),
        ("@Zedernkreisel", set()),
        ("@Niemand", set()),
    ],
)
def test_names_in_a_text(text, found):
    assert mentions.named(text, NAMES) == found
    assert mentions.named(text, {}) == set()


def test_one_event_tells_all_who_are_named(said, cast):
    comment = said.post("Was sagt @Zedernkreis? @Birkenverein sagt ja, @Netzwerk Probe e. V. auch.")
    assert [mention.organisation for mention in Mention.objects.all()] == [cast.cedar]
    event = Event.objects.get(kind="mentioned")
    consultation = said.opened.consultation.pk
    assert event.facts == {"consultation": consultation, "comment": comment.pk, "organisations": [cast.cedar.pk]}


def test_who_does_not_take_part_or_read_it_is_not_told(said, cast):
    said.post("Unter uns: @Zedernkreis.", visibility=CommentVisibility.ORGANISATION)
    said.opened.consultation.participations.filter(organisation=cast.cedar).delete()
    said.post("Was sagt @Zedernkreis?")
    assert (Mention.objects.count(), Event.objects.filter(kind="mentioned").count()) == (0, 0)


def test_an_edit_tells_only_who_was_not_named_before(said, cast):
    def edit(text, minutes):
        then = said.now + timedelta(minutes=minutes)
        authorship.edit(comment=said.comment, organisation=cast.birch, text=text, by=cast.bea, now=then)

    edit("Was sagt @Zedernkreis?", 1)
    edit("Was sagt @Zedernkreis dazu?", 2)
    assert (Mention.objects.count(), Event.objects.filter(kind="mentioned").count()) == (1, 1)
