"""Taking a vote back."""

import pytest

from accounts.models import Membership
from consultations.actions import counters, votes, withdrawals
from consultations.models import Tally, Vote, VoteEntry
from consultations.queries.counting import mismatches
from positions.enums import Change
from tests.consultations.factories import issue_version, open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar])


@pytest.fixture
def voted(cast, opened, now):
    question, wording = opened.questions[0], opened.wordings[0]
    votes.cast(question=question, organisation=cast.birch, choice="support", digest=wording.digest, by=cast.bea, now=now)
    return question


def standing(question) -> dict[str, int]:
    return dict(Tally.objects.filter(question=question, organisations__gt=0).values_list("choice", "organisations"))


@pytest.mark.promise(2)
def test_the_vote_is_gone_and_the_history_keeps_both(cast, opened, voted, now):
    entry = withdrawals.withdraw(question=voted, organisation=cast.birch, by=cast.farid, now=now)
    assert (Vote.objects.count(), standing(voted)) == (0, {})
    assert list(VoteEntry.objects.values_list("act", "choice", "actor")) == [
        ("cast", "support", cast.bea.actor.token),
        ("withdrawn", "", cast.farid.actor.token),
    ]
    assert entry.digest == opened.wordings[0].digest
    assert mismatches(opened.consultation) == []


def test_it_can_be_given_again(cast, opened, voted, now):
    withdrawals.withdraw(question=voted, organisation=cast.birch, by=cast.bea, now=now)
    digest = opened.wordings[0].digest
    votes.cast(question=voted, organisation=cast.birch, choice="abstain", digest=digest, by=cast.bea, now=now)
    assert standing(voted) == {"abstain": 1}
    assert mismatches(opened.consultation) == []


@pytest.mark.promise(3)
def test_a_stale_vote_was_not_counted_any_more(cast, opened, voted, now):
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    counters.recount(consultation=opened.consultation)
    withdrawals.withdraw(question=voted, organisation=cast.birch, by=cast.bea, now=now)
    assert standing(voted) == {}


def test_nothing_to_take_back(cast, opened, now):
    with pytest.raises(withdrawals.NothingToWithdraw, match="no vote to take back"):
        withdrawals.withdraw(question=opened.questions[1], organisation=cast.birch, by=cast.bea, now=now)


@pytest.mark.promise(2)
@pytest.mark.parametrize("name", ["ada", "bo", "cem", "dora", "emil", "gul", "hanna"])
def test_by_delegates_and_deputies_of_the_organisation_only(cast, voted, now, name):
    with pytest.raises(votes.NotEntitled):
        withdrawals.withdraw(question=voted, organisation=cast.birch, by=cast.everyone()[name], now=now)
    assert Vote.objects.count() == 1


@pytest.mark.promise(2)
def test_not_after_the_vote(cast, voted, opened, now):
    end = opened.consultation.phases.get(kind="vote").closes_at
    Membership.objects.filter(user=cast.farid).delete()
    with pytest.raises(votes.NotNow, match="The vote closed"):
        withdrawals.withdraw(question=voted, organisation=cast.birch, by=cast.bea, now=end)
    assert Vote.objects.count() == 1
