"""Drafts: written in the room, submitted, merged, rejected, withdrawn."""

from uuid import uuid4

import pytest

from consultations.actions import drafts, votes
from consultations.enums import Basis, DraftKind, DraftState
from consultations.models import Draft, SectionComment, Suggestion, Vote
from notifications.models import Event
from tests.consultations.factories import open_consultation

EVERYONE_ELSE = ["ada", "bo", "cem", "dora", "gul", "hanna"]


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar])


@pytest.fixture
def write(cast, opened, now):
    def written(kind=DraftKind.COMMENT, **given):
        given = {"organisation": cast.birch, "by": cast.emil, "now": now, "token": uuid4(), **given}
        given.setdefault("text", "Ab acht ist gut." if kind != DraftKind.VOTE else "")
        section = opened.wordings[0].section
        return drafts.write(consultation=opened.consultation, section=section, kind=kind, **given)

    return written


def test_it_waits_and_the_delegates_are_told_once(cast, write):
    first, second = write(), write(text="Oder ab neun.")
    assert [(d.state, d.actor) for d in (first, second)] == [("open", cast.emil.actor.token)] * 2
    assert [event.kind for event in Event.objects.all()] == ["drafts-waiting"]


def test_sent_twice_it_is_one(write):
    token = uuid4()
    assert write(token=token) == write(token=token)


@pytest.mark.parametrize("name", EVERYONE_ELSE)
def test_only_the_organisations_own_people_write(cast, write, name):
    with pytest.raises(drafts.NotEntitled):
        write(by=cast.everyone()[name])
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (DraftKind.COMMENT, {"text": " "}),
        (DraftKind.SUGGESTION, {"text": ""}),
        (DraftKind.VOTE, {"choice": "yes"}),
        (DraftKind.VOTE, {"choice": ""}),
    ],
)
def test_what_is_no_draft(write, kind, given):
    with pytest.raises(drafts.InvalidDraft):
        write(kind, **given)


@pytest.mark.promise(1)
def test_a_reason_too_long_is_refused_and_never_cut(write):
    with pytest.raises(drafts.InvalidDraft, match="1 character too long; at most 600"):
        write(DraftKind.VOTE, choice="support", reason="x" * 601)
    assert Draft.objects.count() == 0
    assert write(DraftKind.VOTE, choice="support", reason="x" * 600).reason == "x" * 600


def test_a_comment_submitted_as_it_stands_or_changed(cast, opened, write, now):
    first = drafts.submit(draft=write(), basis=Basis.BOARD, by=cast.bea, now=now)
    assert (first.state, first.answered_by, first.comment.comment) == ("submitted", cast.bea.actor.token, "Ab acht ist gut.")
    assert (first.comment.basis, first.comment.actor, first.comment.organisation) == ("board", cast.bea.actor.token, cast.birch)
    second = drafts.submit(draft=write(text="ab 9"), basis=Basis.MEETING, text="Ab neun Uhr.", by=cast.farid, now=now)
    assert second.comment.comment == "Ab neun Uhr."
    assert SectionComment.objects.count() == 2
    assert Event.objects.filter(kind="draft-answered").count() == 2


@pytest.mark.promise(2)
def test_a_vote_is_the_organisations_and_cast_by_the_delegate(cast, opened, write, now):
    draft = write(DraftKind.VOTE, choice="reject", reason="Zu teuer.")
    drafts.submit(draft=draft, basis=Basis.MEETING, digest=opened.wordings[0].digest, by=cast.bea, now=now)
    vote = Vote.objects.get()
    assert (vote.choice, vote.organisation, vote.basis, vote.actor) == ("reject", cast.birch, "meeting", cast.bea.actor.token)
    assert vote.remark.text == "Zu teuer."


def test_a_vote_on_another_wording_is_not_submitted_and_the_draft_stays(cast, write, now):
    draft = write(DraftKind.VOTE, choice="support")
    with pytest.raises(votes.WordingChanged):
        drafts.submit(draft=draft, basis=Basis.DELEGATED, digest="another", by=cast.bea, now=now)
    draft.refresh_from_db()
    assert (draft.state, Vote.objects.count()) == ("open", 0)


def test_a_suggestion(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], phase="comment")
    draft = drafts.write(
        consultation=opened.consultation, section=opened.wordings[0].section, organisation=cast.birch,
        kind=DraftKind.SUGGESTION, text="Zwei Monate.", reason="Kürzer.", token=uuid4(), by=cast.emil, now=now,
    )  # fmt: skip
    drafts.submit(draft=draft, basis=Basis.DELEGATED, by=cast.bea, now=now)
    assert list(Suggestion.objects.values_list("text", "reason", "number")) == [("Zwei Monate.", "Kürzer.", 1)]


def test_rejected_with_a_reason(cast, write, now):
    draft = write()
    with pytest.raises(drafts.ReasonMissing):
        drafts.reject(draft=draft, answer=" ", by=cast.bea, now=now)
    done = drafts.reject(draft=draft, answer="Das hatten wir schon.", by=cast.bea, now=now)
    assert (done.state, done.answer, SectionComment.objects.count()) == ("rejected", "Das hatten wir schon.", 0)
    with pytest.raises(drafts.Answered):
        drafts.submit(draft=draft, basis=Basis.DELEGATED, by=cast.bea, now=now)


def test_merged_into_another(cast, opened, write, now):
    first, second = write(), write(text="Ab acht, bitte.")
    done = drafts.merge(draft=second, into=first, by=cast.bea, now=now)
    assert (done.state, done.merged_into) == (DraftState.MERGED, first)
    for other in (second, write(DraftKind.VOTE, choice="support")):
        with pytest.raises(drafts.InvalidDraft):
            drafts.merge(draft=write(text=f"{uuid4()}"), into=other, by=cast.bea, now=now)


def test_taken_back_by_its_author_only(cast, write, now):
    draft = write()
    with pytest.raises(drafts.NotEntitled):
        drafts.withdraw(draft=draft, by=cast.bea, now=now)
    assert drafts.withdraw(draft=draft, by=cast.emil, now=now).state == "withdrawn"


@pytest.mark.parametrize("name", [*EVERYONE_ELSE, "emil"])
def test_only_who_submits_answers(cast, write, now, name):
    draft, person = write(), cast.everyone()[name]
    for deed in (
        lambda: drafts.submit(draft=draft, basis=Basis.DELEGATED, by=person, now=now),
        lambda: drafts.reject(draft=draft, answer="Nein.", by=person, now=now),
        lambda: drafts.merge(draft=draft, into=draft, by=person, now=now),
    ):
        with pytest.raises(drafts.NotEntitled):
            deed()
    assert SectionComment.objects.count() == 0


def test_on_the_short_way_the_author_submits(cast, write, now):
    cast.birch.submits_directly = True
    cast.birch.save()
    assert drafts.submit(draft=write(), basis=Basis.DELEGATED, by=cast.emil, now=now).comment is not None
    assert not Event.objects.filter(kind="draft-answered").exists()
