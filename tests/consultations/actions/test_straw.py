"""Straw votes inside an organisation."""

import pytest

from consultations.actions import drafts, straw
from consultations.models import StrawVote, Tally, Vote, VoteEntry
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar])


@pytest.fixture
def take(cast, opened, now):
    def taken(choice="support", **given):
        given = {"organisation": cast.birch, "by": cast.emil, "now": now, "digest": opened.wordings[0].digest, **given}
        return straw.take(question=opened.questions[0], choice=choice, **given)

    return taken


def test_one_for_each_person_changeable_and_counted_nowhere(cast, take):
    take()
    take("reject", reason="Doch nicht.")
    take("abstain", by=cast.bea)
    assert sorted(StrawVote.objects.values_list("choice", "reason")) == [("abstain", ""), ("reject", "Doch nicht.")]
    assert (Vote.objects.count(), VoteEntry.objects.count(), Tally.objects.filter(organisations__gt=0).count()) == (0, 0, 0)


@pytest.mark.parametrize("name", ["ada", "bo", "cem", "dora", "gul", "hanna"])
def test_by_the_organisations_own_people_only(cast, take, name):
    with pytest.raises(drafts.NotEntitled):
        take(by=cast.everyone()[name])


def test_only_choices_of_the_scale(take):
    with pytest.raises(drafts.InvalidDraft):
        take("veto")


@pytest.mark.promise(1)
def test_a_reason_too_long_is_refused_and_never_cut(take):
    with pytest.raises(drafts.InvalidDraft, match="1 character too long; at most 600"):
        take(reason="x" * 601)
    assert StrawVote.objects.count() == 0
    assert take(reason="x" * 600).reason == "x" * 600


def test_not_after_the_vote(opened, take):
    with pytest.raises(drafts.NotNow, match="Drafting ended"):
        take(now=opened.consultation.phases.get(kind="vote").closes_at)
