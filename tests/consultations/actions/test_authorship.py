"""An organisation changes its comment for a quarter of an hour, or takes it back; nothing else disappears with it."""

from datetime import timedelta

import pytest

from consultations.actions import authorship, comments
from consultations.enums import CommentVisibility
from consultations.models import CommentRevision, Consultation, SectionActivity, SectionComment
from tests.consultations.discussing import talk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def said(cast, now):
    return talk(cast=cast, now=now)


def edit(said, text="Ab zehn ist besser.", **other):
    doing = {"organisation": said.cast.birch, "by": said.cast.bea, "now": said.now + MINUTE, **other}
    return authorship.edit(**{"comment": said.comment, "text": text, **doing})


def withdraw(said, **other):
    doing = {"organisation": said.cast.birch, "by": said.cast.bea, "now": said.now + MINUTE, **other}
    return authorship.withdraw(**{"comment": said.comment, **doing})


@pytest.mark.promise(1)
def test_every_earlier_text_is_kept(said):
    edit(said, " Ab neun.\r\n")
    edit(said, "Ab zehn.", by=said.cast.farid)
    comment = said.again()
    assert (comment.comment, comment.edited_at) == ("Ab zehn.", said.now + MINUTE)
    texts = list(CommentRevision.objects.values_list("text", "actor"))
    assert texts == [("Ab acht ist gut.", said.cast.bea.actor.token), ("Ab neun.", said.cast.farid.actor.token)]


def test_the_same_text_is_no_change(said):
    edit(said, "Ab acht ist gut. ")
    assert (said.again().edited_at, CommentRevision.objects.count()) == (None, 0)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 5_001])
def test_an_unsound_text_changes_nothing(said, text):
    with pytest.raises(comments.InvalidComment):
        edit(said, text)
    assert said.again().comment == "Ab acht ist gut."


@pytest.mark.parametrize(("minutes", "is_changed"), [(14.99, True), (15, False)])
def test_the_time_to_change_is_a_quarter_of_an_hour(said, minutes, is_changed):
    if is_changed:
        edit(said, now=said.now + minutes * MINUTE)
    else:
        with pytest.raises(comments.NotNow, match="15 minutes"):
            edit(said, now=said.now + minutes * MINUTE)
    assert CommentRevision.objects.exists() is is_changed


def test_the_time_to_change_is_a_setting(said, settings):
    settings.COMMENT_EDIT_MINUTES = 60
    assert edit(said, now=said.now + 59 * MINUTE).edited_at


@pytest.mark.promise(2)
@pytest.mark.parametrize("act", [edit, withdraw])
def test_only_who_writes_for_the_organisation_touches_its_comment(said, cast, act):
    for name in ("ada", "bo", "cem", "dora", "emil", "gul", "hanna"):
        for organisation in (cast.birch, cast.cedar, cast.federation):
            with pytest.raises(comments.NotEntitled):
                act(said, by=getattr(cast, name), organisation=organisation)
    with pytest.raises(comments.NotEntitled):
        act(said, organisation=cast.cedar)
    assert (said.again().comment, said.again().is_removed) == ("Ab acht ist gut.", False)
    act(said, by=cast.farid)


def test_inside_the_organisation_contributors_touch_it_as_well(said, cast):
    inner = said.post("Unter uns.", visibility=CommentVisibility.ORGANISATION)
    assert edit(said, comment=inner, by=cast.emil).comment == "Ab zehn ist besser."
    assert withdraw(said, comment=inner, by=cast.emil).is_removed is True


@pytest.mark.promise(1)
def test_taken_back_its_text_its_answers_and_its_place_stay(said):
    answer = said.post("Warum?", parent=said.comment)
    withdraw(said)
    comment = said.again()
    assert (comment.withdrawn_at, comment.is_removed, comment.comment) == (said.now + MINUTE, True, "Ab acht ist gut.")
    assert list(SectionComment.objects.in_order()) == [comment, answer]
    assert SectionActivity.objects.get(section=comment.section).comments == 2


def test_what_was_taken_back_is_neither_changed_nor_taken_back_nor_answered(said):
    withdraw(said)
    for act in (edit, withdraw):
        with pytest.raises(authorship.Gone):
            act(said)
    with pytest.raises(comments.ReplyRefused, match="taken back"):
        said.post("Zu spät.", parent=said.comment)


@pytest.mark.parametrize("phase", ["vote", "revise", "over"])
def test_when_it_can_be_taken_back(said, phase):
    days = {"vote": 1, "revise": -2, "over": 20}[phase]
    then = said.now + timedelta(days=days)
    if phase == "over":
        with pytest.raises(comments.NotNow, match="could be taken back until"):
            withdraw(said, now=then)
    else:
        assert withdraw(said, now=then).withdrawn_at == then


def test_after_the_close_nothing_is_taken_back(said):
    Consultation.objects.update(closed_at=said.now)
    with pytest.raises(comments.NotNow, match="closed since"):
        withdraw(said)


def test_the_page_notices_each_change(said):
    before = SectionActivity.objects.get(section=said.comment.section)
    edit(said)
    withdraw(said)
    after = SectionActivity.objects.get(section=said.comment.section)
    assert (after.revision - before.revision, after.comments) == (2, before.comments)
