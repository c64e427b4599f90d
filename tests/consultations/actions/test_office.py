"""Votes recorded by the office."""

import pytest

from consultations.actions import office, votes
from consultations.enums import Basis
from consultations.models import RecordEntry, Remark, Vote, VoteEntry
from notifications.models import Event
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar])


def said(opened, place=0, choice="support", reason=""):
    return votes.Answer(opened.questions[place], choice, opened.wordings[place].digest, reason)


@pytest.fixture
def recorded(cast, opened, now):
    def record(*answers, caller="Bea am Telefon", **given):
        given = {"organisation": cast.birch, "by": cast.ada, "now": now, **given}
        return office.record_votes(answers=list(answers) or [said(opened)], caller=caller, **given)

    return record


def test_stored_marked_recorded_and_told(cast, opened, recorded, now):
    recorded(said(opened), said(opened, 1, "reject", "Zu teuer."))
    assert [(v.choice, v.basis, v.actor) for v in Vote.objects.order_by("question__position")] == [
        ("support", Basis.OFFICE, cast.ada.actor.token),
        ("reject", Basis.OFFICE, cast.ada.actor.token),
    ]
    entry = RecordEntry.objects.get(kind="votes_recorded")
    assert entry.facts["organisation"] == cast.birch.pk
    assert Remark.objects.get(commitment=entry.commitment).text == "Bea am Telefon"
    event = Event.objects.get()
    assert (event.kind, event.facts["organisation"], len(event.facts["questions"])) == ("vote-recorded", cast.birch.pk, 2)


def test_the_organisation_confirms_by_casting_the_same(cast, opened, recorded, now):
    recorded()
    digest = opened.wordings[0].digest
    votes.cast(question=opened.questions[0], organisation=cast.birch, choice="support", digest=digest, by=cast.bea, now=now)
    vote = Vote.objects.get(question=opened.questions[0])
    assert (vote.basis, vote.actor, Vote.objects.count()) == (Basis.DELEGATED, cast.bea.actor.token, 1)
    assert list(VoteEntry.objects.values_list("basis", flat=True)) == ["office", "delegated"]


def test_an_organisations_own_vote_stands_unless_it_asked(cast, opened, recorded, now):
    digest = opened.wordings[0].digest
    votes.cast(question=opened.questions[0], organisation=cast.birch, choice="abstain", digest=digest, by=cast.bea, now=now)
    with pytest.raises(office.OwnVoteStands, match="has voted itself"):
        recorded()
    assert Vote.objects.get().choice == "abstain"
    recorded(replaces_own=True)
    assert Vote.objects.get().choice == "support"


def test_who_gave_it_must_be_said(recorded):
    with pytest.raises(office.CallerMissing):
        recorded(caller="  ")
    assert Vote.objects.count() == 0


@pytest.mark.parametrize("name", ["bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna"])
def test_by_editors_only(cast, recorded, name):
    with pytest.raises(votes.NotEntitled):
        recorded(by=cast.everyone()[name])
    assert (Vote.objects.count(), RecordEntry.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_not_after_the_vote(opened, recorded):
    with pytest.raises(votes.NotNow):
        recorded(now=opened.consultation.phases.get(kind="vote").closes_at)
