"""Objecting to an editorial mark."""

from datetime import timedelta

import pytest

from consultations.actions import consultations, counters, objections, votes
from consultations.models import Objection, Tally, Vote, VoteEntry
from consultations.queries.counting import mismatches, recount
from notifications.models import Event
from positions.enums import Change
from tests.consultations.factories import issue_version, open_consultation

DAY = timedelta(days=1)


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar])


@pytest.fixture
def question(cast, opened, now):
    """Birch and Cedar support the first section; then it is changed, marked editorial."""
    asked, digest = opened.questions[0], opened.wordings[0].digest
    for organisation, person in ((cast.birch, cast.bea), (cast.cedar, cast.cem)):
        votes.cast(question=asked, organisation=organisation, choice="support", digest=digest, by=person, now=now)
    issue_version(opened, now=now, changes={0: Change.EDITORIAL})
    counters.recount(consultation=opened.consultation)
    return asked


def standing(question) -> dict[str, int]:
    return dict(Tally.objects.filter(question=question, organisations__gt=0).values_list("choice", "organisations"))


@pytest.mark.promise(2)
@pytest.mark.promise(3)
def test_the_objectors_own_vote_turns_stale_and_nobody_elses(cast, opened, question, now):
    objection = objections.object_(question=question, organisation=cast.birch, reason="Das ist neu.", by=cast.bea, now=now)
    assert (objection.wording, objection.remark.text) == (opened.wordings[0], "Das ist neu.")
    assert standing(question) == {"support": 1}
    counts = {count.question.pk: count for count in recount(opened.consultation)}
    assert (counts[question.pk].heads.yes, counts[question.pk].heads.stale) == (1, 1)
    assert VoteEntry.objects.latest("pk").act == "objected"
    assert mismatches(opened.consultation) == []
    assert Event.objects.get().kind == "editorial-objection"


@pytest.mark.promise(3)
def test_given_again_the_vote_counts_again(cast, opened, question, now):
    objections.object_(question=question, organisation=cast.birch, by=cast.bea, now=now)
    digest = opened.wordings[0].digest
    votes.cast(question=question, organisation=cast.birch, choice="support", digest=digest, by=cast.bea, now=now)
    assert standing(question) == {"support": 2}
    assert Vote.objects.get(organisation=cast.birch).objected_at is None
    assert mismatches(opened.consultation) == []


@pytest.mark.promise(1)
def test_a_reason_too_long_is_refused_and_never_cut(cast, question, now):
    with pytest.raises(votes.InvalidAnswer, match="1 character too long; at most 600"):
        objections.object_(question=question, organisation=cast.birch, reason="x" * 601, by=cast.bea, now=now)
    assert (Objection.objects.count(), standing(question)) == (0, {"support": 2})


def test_an_objection_is_made_once(cast, question, now):
    objections.object_(question=question, organisation=cast.birch, by=cast.bea, now=now)
    with pytest.raises(objections.NothingCarriedOver):
        objections.object_(question=question, organisation=cast.birch, by=cast.farid, now=now)
    assert (Objection.objects.count(), standing(question)) == (1, {"support": 1})


@pytest.mark.promise(3)
def test_only_a_vote_that_was_carried_over(cast, opened, question, now):
    with pytest.raises(objections.NothingCarriedOver, match="no vote here that was carried over"):
        objections.object_(question=opened.questions[1], organisation=cast.birch, by=cast.bea, now=now)


@pytest.mark.promise(3)
def test_after_the_days_are_over(cast, opened, question, now):
    until = now + opened.consultation.objection_days * DAY
    opened.consultation.phases.filter(kind="vote").update(closes_at=until + DAY)
    with pytest.raises(votes.NotNow, match="were possible until"):
        objections.object_(question=question, organisation=cast.birch, by=cast.bea, now=until)
    last = until - timedelta(microseconds=1)
    assert objections.object_(question=question, organisation=cast.birch, by=cast.bea, now=last)


def test_the_window_ends_with_the_vote(cast, opened, question, now):
    opened.consultation.phases.filter(kind="vote").update(closes_at=now + DAY)
    with pytest.raises(votes.NotNow, match="Objections to editorial changes closed"):
        objections.object_(question=question, organisation=cast.birch, by=cast.bea, now=now + DAY)


@pytest.mark.promise(2)
@pytest.mark.parametrize("name", ["ada", "bo", "cem", "dora", "emil", "gul", "hanna"])
def test_by_delegates_and_deputies_of_the_organisation_only(cast, question, now, name):
    with pytest.raises(votes.NotEntitled):
        objections.object_(question=question, organisation=cast.birch, by=cast.everyone()[name], now=now)


@pytest.mark.promise(3)
def test_stale_at_the_close_it_is_not_cast(cast, now):
    from tests.consultations import building
    from tests.consultations.actions.test_closing import VOTING
    from tests.consultations.actions.test_closing import question as asked

    consultation = building.consultation(now=now, timetable=VOTING)
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    fristen = asked(consultation, "Fristen")
    building.vote(fristen, cast.birch, "support", by=cast.bea, now=now)
    changed = {"Fristen": "Drei Monate!", "Kosten": "Als Zuschuss."}
    consultation.version = building.version(consultation.paper, changed, now=now, changes={"Fristen": Change.EDITORIAL})
    consultation.save()
    counters.recount(consultation=consultation)
    objections.object_(question=fristen, organisation=cast.birch, by=cast.bea, now=now)
    consultations.close(consultation=consultation, by=cast.ada, now=now, reason="Fertig.")
    outcome = fristen.outcome
    assert (outcome.yes, outcome.no, outcome.abstain, outcome.stale, outcome.eligible) == (0, 0, 0, 1, 2)
