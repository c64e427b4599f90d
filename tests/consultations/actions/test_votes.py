"""Casting a vote: one row, a line of the history, counters that a recount would find; or a sentence and nothing stored."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.actions import counters, votes
from consultations.enums import Basis
from consultations.models import Participation, Question, Remark, Tally, Vote, VoteEntry
from positions.enums import Change
from tests.consultations.factories import issue_version, open_consultation

PLUMBING = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
# The seat with its lock, the standing, and what is written: one statement, or the row, the line and the count.
STATEMENTS = {"postgresql": 3, "sqlite": 5}[connection.vendor]


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch])


@pytest.fixture
def cast_vote(cast, opened, now):
    """Vote on the first section as Bea for Birch; anything can be said otherwise."""

    def cast_vote(choice="support", **said):
        place = said.pop("place", 0)
        answer = {
            "question": opened.questions[place],
            "organisation": cast.birch,
            "choice": choice,
            "digest": opened.wordings[place].digest,
            "by": cast.bea,
            "now": now,
            **said,
        }
        votes.cast(**answer)
        return Vote.objects.get(question=answer["question"], organisation=answer["organisation"])

    return cast_vote


def stored(model) -> list:
    return list(model.objects.order_by("pk").values_list("choice", flat=True))


def tallies(question) -> dict[str, tuple[int, int]]:
    rows = Tally.objects.filter(question=question).exclude(organisations=0, votes=0)
    return {tally.choice: (tally.organisations, tally.votes) for tally in rows}


def test_a_vote_is_a_row_a_line_and_a_count(cast, opened, cast_vote, now):
    vote = cast_vote("support")
    vote.refresh_from_db()
    assert (vote.question, vote.organisation, vote.choice) == (opened.questions[0], cast.birch, "support")
    assert (vote.wording, vote.digest, vote.basis) == (opened.wordings[0], opened.wordings[0].digest, Basis.DELEGATED)
    assert (vote.actor, vote.cast_at, vote.remark) == (cast.bea.actor.token, now, None)
    entry = VoteEntry.objects.get()
    assert (entry.choice, entry.digest, entry.actor, entry.commitment) == ("support", vote.digest, vote.actor, "")
    assert tallies(opened.questions[0]) == {"support": (1, 1)}
    assert Participation.objects.get().first_voted_at == now


@pytest.mark.promise(2)
def test_a_later_vote_replaces_the_row_and_stays_in_the_history(cast, opened, cast_vote, now):
    cast_vote("support")
    cast_vote("reject", reason="Der Entwurf nimmt alles zurück.", by=cast.farid, now=now + timedelta(hours=1))
    assert stored(Vote) == ["reject"]
    assert stored(VoteEntry) == ["support", "reject"]
    assert Vote.objects.get().actor == cast.farid.actor.token
    assert tallies(opened.questions[0]) == {"reject": (1, 1)}
    assert Participation.objects.get().first_voted_at == now


def test_weights_are_those_frozen_for_the_consultation(cast, opened, cast_vote):
    Participation.objects.update(votes=3)
    cast_vote("support")
    cast_vote("abstain")
    assert tallies(opened.questions[0]) == {"abstain": (1, 3)}


def test_the_whole_paper_is_voted_on(cast, opened, now):
    votes.cast(
        question=opened.paper_question,
        organisation=cast.birch,
        choice="support",
        digest=opened.whole.digest,
        by=cast.bea,
        now=now,
    )
    assert Vote.objects.get().wording_id == opened.whole.pk


def test_a_reason_is_kept_apart_and_enters_the_history_as_a_commitment(cast_vote):
    cast_vote("concerns", reason="  Eine Stelle je Landkreis reicht nicht. ")
    remark = Remark.objects.get()
    assert remark.text == "Eine Stelle je Landkreis reicht nicht."
    assert Vote.objects.get().remark == remark
    assert VoteEntry.objects.get().commitment == remark.commitment
    assert remark.text not in remark.commitment


@pytest.mark.parametrize(("scale", "choice"), [("graded", "reservations"), ("graded", "reject"), ("consensus", "veto")])
def test_a_reason_is_required_by_what_the_choice_means(cast, now, scale, choice):
    opened = open_consultation(now=now, organisations=[cast.birch], scale=scale)
    answer = {"question": opened.questions[0], "organisation": cast.birch, "by": cast.bea, "now": now}
    digest = opened.wordings[0].digest
    with pytest.raises(votes.InvalidAnswer) as refused:
        votes.cast(**answer, choice=choice, digest=digest, reason="  ")
    assert refused.value.field == "reason"
    assert Vote.objects.count() == 0
    votes.cast(**answer, choice=choice, digest=digest, reason="Darum.")
    assert Vote.objects.get().choice == choice


def test_a_reason_ends_at_six_hundred_characters(cast_vote):
    with pytest.raises(votes.InvalidAnswer) as refused:
        cast_vote("concerns", reason="x" * 601)
    assert (refused.value.field, Vote.objects.count(), Remark.objects.count()) == ("reason", 0, 0)
    cast_vote("concerns", reason="x" * 600)


def test_a_choice_the_scale_does_not_have_is_refused(cast_vote):
    with pytest.raises(votes.InvalidAnswer) as refused:
        cast_vote("maybe")
    assert (refused.value.field, Vote.objects.count()) == ("choice", 0)


@pytest.mark.promise(2)
@pytest.mark.parametrize("phase", ["before", "internal", "comment", "revise", "confirm", "over", "closed", "unopened"])
def test_outside_the_vote_nothing_is_stored(cast, now, phase):
    opened = open_consultation(now=now, organisations=[cast.birch], phase=phase)
    with pytest.raises(votes.NotNow) as refused:
        votes.cast(
            question=opened.questions[0],
            organisation=cast.birch,
            choice="support",
            digest=opened.wordings[0].digest,
            by=cast.bea,
            now=now,
        )
    assert str(refused.value) == opened.consultation.refusal("vote", now)
    assert (Vote.objects.count(), VoteEntry.objects.count()) == (0, 0)


def test_grace_prolongs_the_vote_for_one_organisation(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar], phase="over")
    Participation.objects.filter(organisation=cast.birch).update(grace_until=now + timedelta(hours=1))
    said = {"question": opened.questions[0], "choice": "support", "digest": opened.wordings[0].digest, "now": now}
    votes.cast(**said, organisation=cast.birch, by=cast.bea)
    with pytest.raises(votes.NotNow):
        votes.cast(**said, organisation=cast.cedar, by=cast.cem)


def test_the_phase_is_read_again_in_the_transaction(cast, opened, cast_vote, now):
    list(opened.consultation.phases.all())
    opened.consultation.phases.filter(kind="vote").update(closes_at=now)
    with pytest.raises(votes.NotNow):
        cast_vote()


@pytest.mark.promise(2)
def test_an_organisation_that_does_not_take_part_has_no_vote(cast, cast_vote):
    with pytest.raises(votes.NotEntitled, match="does not take part"):
        cast_vote(organisation=cast.cedar, by=cast.cem)
    assert Vote.objects.count() == 0


@pytest.mark.promise(2)
def test_an_organisation_without_a_vote_has_none(cast, cast_vote):
    Participation.objects.update(votes=0)
    with pytest.raises(votes.NotEntitled, match="without a vote"):
        cast_vote()
    assert Vote.objects.count() == 0


@pytest.mark.promise(2)
def test_only_delegates_and_deputies_vote(cast, cast_vote):
    for name, person in cast.everyone().items():
        if name == "nobody":
            continue
        Vote.objects.all().delete()
        if name in {"bea", "farid"}:
            assert cast_vote(by=person).actor == person.actor.token
        else:
            with pytest.raises(votes.NotEntitled):
                cast_vote(by=person)
            assert Vote.objects.count() == 0


@pytest.mark.promise(2)
def test_a_mandate_that_ended_a_moment_ago_is_none(cast, cast_vote, now):
    cast.bea.memberships.update(valid_until=now)
    with pytest.raises(votes.NotEntitled):
        cast_vote()


def test_the_office_records_what_a_council_said_by_letter(cast, cast_vote):
    vote = cast_vote(by=cast.ada, basis=Basis.OFFICE)
    assert (vote.basis, vote.actor) == (Basis.OFFICE, cast.ada.actor.token)
    with pytest.raises(votes.NotEntitled):
        cast_vote(by=cast.bea, basis=Basis.OFFICE)


@pytest.mark.promise(2)
def test_the_same_answer_again_writes_nothing(cast, opened, cast_vote, now):
    first = cast_vote("concerns", reason="Zu wenig.")
    again = cast_vote("concerns", reason="Zu wenig. ", now=now + timedelta(hours=1))
    assert (again, again.cast_at) == (first, now)
    assert (VoteEntry.objects.count(), Remark.objects.count()) == (1, 1)
    assert tallies(opened.questions[0]) == {"concerns": (1, 1)}


def test_the_same_choice_by_another_delegate_or_for_another_reason_is_a_change(cast, opened, cast_vote):
    cast_vote("concerns", reason="Zu wenig.")
    cast_vote("concerns", reason="Viel zu wenig.")
    cast_vote("concerns", reason="Viel zu wenig.", by=cast.farid)
    assert (Vote.objects.count(), VoteEntry.objects.count()) == (1, 3)
    assert tallies(opened.questions[0]) == {"concerns": (1, 1)}


@pytest.mark.promise(3)
def test_a_vote_on_a_wording_that_is_no_longer_in_force_is_refused(opened, cast_vote, now):
    read = opened.wordings[0].digest
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    with pytest.raises(votes.WordingChanged) as refused:
        cast_vote("support", digest=read)
    assert refused.value.wording_id == opened.wordings[0].pk
    assert Vote.objects.count() == 0


@pytest.mark.promise(3)
def test_confirming_a_stale_vote_counts_it_again(opened, cast_vote, now):
    cast_vote("support")
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    counters.recount(consultation=opened.consultation)
    assert tallies(opened.questions[0]) == {}
    cast_vote("support")
    assert tallies(opened.questions[0]) == {"support": (1, 1)}
    assert list(VoteEntry.objects.values_list("digest", flat=True)) == [
        VoteEntry.objects.earliest("pk").digest,
        opened.wordings[0].digest,
    ]


@pytest.mark.promise(3)
def test_a_vote_carried_over_by_an_editorial_mark_is_moved_not_added(opened, cast_vote, now):
    cast_vote("support")
    issue_version(opened, now=now, changes={0: Change.EDITORIAL})
    counters.recount(consultation=opened.consultation)
    assert tallies(opened.questions[0]) == {"support": (1, 1)}
    cast_vote("abstain")
    assert tallies(opened.questions[0]) == {"abstain": (1, 1)}


def test_a_question_that_was_withdrawn_takes_no_vote(opened, cast_vote, now):
    Question.objects.filter(pk=opened.questions[0].pk).update(withdrawn_at=now)
    with pytest.raises(votes.NotNow, match="not put to the vote"):
        cast_vote()


def test_a_ballot_is_stored_whole_or_not_at_all(cast, opened, now):
    answers = [
        votes.Answer(opened.questions[0], "support", opened.wordings[0].digest),
        votes.Answer(opened.questions[1], "reject", opened.wordings[1].digest),
        votes.Answer(opened.questions[2], "abstain", "an old one"),
    ]
    with pytest.raises(votes.BallotRefused) as refused:
        votes.cast_all(answers=answers, organisation=cast.birch, by=cast.bea, now=now)
    assert {question: type(problem) for question, problem in refused.value.problems.items()} == {
        opened.questions[1].pk: votes.InvalidAnswer,
        opened.questions[2].pk: votes.WordingChanged,
    }
    assert Vote.objects.count() == 0
    votes.cast_all(answers=answers[:1], organisation=cast.birch, by=cast.bea, now=now)
    assert stored(Vote) == ["support"]


@pytest.mark.parametrize("sections", [1, 3])
def test_statements_do_not_grow_with_the_ballot(cast, now, sections):
    opened = open_consultation(now=now, organisations=[cast.birch], sections=sections)
    Participation.objects.update(first_voted_at=now)
    answers = [
        votes.Answer(question, "support", wording.digest)
        for question, wording in zip([*opened.questions, opened.paper_question], [*opened.wordings, opened.whole], strict=True)
    ]
    with CaptureQueriesContext(connection) as captured:
        votes.cast_all(answers=answers, organisation=cast.birch, by=cast.bea, now=now)
    assert len([query for query in captured if not query["sql"].startswith(PLUMBING)]) == STATEMENTS


def test_a_single_vote_takes_as_many(cast, opened, now):
    Participation.objects.update(first_voted_at=now)
    answer = {"question": opened.questions[0], "choice": "support", "digest": opened.wordings[0].digest}
    with CaptureQueriesContext(connection) as captured:
        votes.cast(organisation=cast.birch, by=cast.bea, now=now, **answer)
    assert len([query for query in captured if not query["sql"].startswith(PLUMBING)]) == STATEMENTS
