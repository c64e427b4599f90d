"""The secretariat hides with a reason, puts back, pins, closes and marks as answered."""

import pytest

from consultations.actions import authorship, comments, moderation
from consultations.enums import CommentVisibility, ThreadMark
from consultations.models import SectionComment
from notifications.models import Event
from tests.consultations.discussing import talk


@pytest.fixture
def said(cast, now):
    return talk(cast=cast, now=now)


def hide(said, **other):
    doing = {"comment": said.comment, "reason": "Nennt eine Person.", "by": said.cast.ada, "now": said.now}
    return moderation.hide(**{**doing, **other})


def mark(said, as_=ThreadMark.PINNED, *, on=True, **other):
    return moderation.mark(**{"comment": said.comment, "as_": as_, "on": on, "by": said.cast.ada, "now": said.now, **other})


@pytest.mark.promise(1)
def test_hidden_it_is_kept_with_the_reason(said):
    hide(said, reason=" Nennt eine\nPerson. ")
    comment = said.again()
    assert (comment.hidden_at, comment.hidden_reason, comment.is_removed) == (said.now, "Nennt eine Person.", True)
    assert comment.comment == "Ab acht ist gut."


def test_its_organisation_is_told_once(said, cast):
    hide(said)
    with pytest.raises(authorship.Gone):
        hide(said)
    event = Event.objects.get(kind="comment-hidden")
    facts = {"consultation": said.opened.consultation.pk, "organisation": cast.birch.pk, "comment": said.comment.pk}
    assert event.facts == facts


def test_put_back_it_stands_as_before(said):
    hide(said)
    moderation.show(comment=said.comment, by=said.cast.ada, now=said.now)
    comment = said.again()
    assert (comment.hidden_at, comment.hidden_reason, comment.is_removed) == (None, "", False)
    moderation.show(comment=said.comment, by=said.cast.ada, now=said.now)


@pytest.mark.parametrize(("reason", "refusal"), [(" ", moderation.ReasonMissing), ("x" * 601, moderation.ReasonTooLong)])
def test_a_reason_is_a_sentence(said, reason, refusal):
    with pytest.raises(refusal):
        hide(said, reason=reason)
    assert said.again().is_removed is False


@pytest.mark.parametrize("act", [hide, mark])
def test_only_editors_look_after_discussions(said, cast, act):
    for name in ("bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna"):
        with pytest.raises(comments.NotEntitled):
            act(said, by=getattr(cast, name))
    assert (said.again().is_removed, said.again().pinned_at) == (False, None)


@pytest.mark.parametrize("act", [hide, mark])
def test_an_organisations_own_room_is_left_alone(said, act):
    inner = said.post("Unter uns.", visibility=CommentVisibility.ORGANISATION)
    with pytest.raises(moderation.NotAThread):
        act(said, comment=inner)


@pytest.mark.parametrize(
    ("as_", "name"),
    [(ThreadMark.PINNED, "pinned_at"), (ThreadMark.CLOSED, "thread_closed_at"), (ThreadMark.ANSWERED, "answered_at")],
)
def test_a_mark_is_set_and_taken_away(said, as_, name):
    mark(said, as_)
    mark(said, as_)
    assert getattr(said.again(), name) == said.now
    mark(said, as_, on=False)
    assert getattr(said.again(), name) is None


def test_an_answer_is_no_thread(said):
    answer = said.post("Warum?", parent=said.comment)
    with pytest.raises(moderation.NotAThread):
        mark(said, comment=answer)


def test_three_threads_are_pinned_and_no_more(said):
    for text in "123":
        mark(said, comment=said.post(text))
    with pytest.raises(moderation.TooManyPins):
        mark(said)
    mark(said, comment=SectionComment.objects.get(comment="1"), on=False)
    assert mark(said).pinned_at == said.now


def test_a_closed_thread_takes_no_answer_until_it_is_opened(said):
    answer = said.post("Warum?", parent=said.comment)
    mark(said, ThreadMark.CLOSED)
    for parent in (said.comment, answer):
        with pytest.raises(comments.ReplyRefused, match="closed"):
            said.post("Noch etwas.", parent=parent)
    mark(said, ThreadMark.CLOSED, on=False)
    assert said.post("Noch etwas.", parent=answer).level == 2
