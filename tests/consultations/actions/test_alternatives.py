"""Groups of alternatives: posed, answered, withdrawn, decided."""

from uuid import uuid4

import pytest

from consultations.actions import alternatives, consultations, suggestions, votes
from consultations.actions.alternatives import Proposed
from consultations.models import Outcome, RecordEntry, Tally, Vote, VoteEntry
from consultations.queries.counting import mismatches
from positions.enums import Change
from tests.consultations import building
from tests.consultations.actions.test_closing import VOTING
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar])


@pytest.fixture
def pose(cast, opened, now):
    def posed(scale="either_or", proposed=None, **given):
        proposed = [Proposed("Kürzer", text="Zwei Monate."), Proposed("Länger", text="Vier.")] if proposed is None else proposed
        given = {"wording": opened.wordings[0], "title": "Fristen", "by": cast.ada, "now": now, **given}
        return alternatives.pose(consultation=opened.consultation, scale=scale, proposed=proposed, **given)

    return posed


@pytest.fixture
def answer(cast, now):
    def answered(question, **given):
        given = {"organisation": cast.birch, "by": cast.bea, "now": now, "digest": question.digest, **given}
        return alternatives.answer(question=question, **given)

    return answered


def test_what_is_asked_is_frozen_and_recorded(opened, pose):
    question = pose()
    options = list(question.options.values_list("position", "label", "text", "is_passive"))
    assert options[1:] == [(2, "Kürzer", "Zwei Monate.", False), (3, "Länger", "Vier.", False)]
    assert options[0][1] == "As it stands"
    entry = RecordEntry.objects.get(kind="question_posed")
    assert (entry.facts["digest"], len(entry.facts["options"])) == (question.digest, 3)
    assert len(question.digest) == 64


def test_from_a_suggestion_of_the_section(cast, opened, now):
    commented = open_consultation(now=now, organisations=[cast.birch], phase="comment")
    suggestion = suggestions.submit(
        consultation=commented.consultation, section=commented.wordings[0].section, organisation=cast.birch, text="Zwei.",
        token=uuid4(), by=cast.bea, now=now,
    )  # fmt: skip
    question = alternatives.pose(
        consultation=commented.consultation, wording=commented.wordings[0], title="", scale="resistance",
        proposed=[Proposed("Vorschlag 1", suggestion=suggestion)], by=cast.ada, now=now,
    )  # fmt: skip
    assert question.title == commented.wordings[0].heading
    assert list(question.options.values_list("text", "is_passive"))[1] == ("Zwei.", False)
    assert question.options.get(position=1).is_passive


def test_nothing_to_choose_from_is_refused(pose):
    with pytest.raises(alternatives.CannotPose):
        pose(proposed=[])


def test_either_or_is_counted_as_it_changes(cast, opened, pose, answer):
    question = pose()
    answer(question, choice="o2")
    answer(question, choice="o2", organisation=cast.cedar, by=cast.cem)
    answer(question, choice="o1")
    assert dict(Tally.objects.filter(question=question).values_list("choice", "organisations")) == {"o1": 1, "o2": 1, "o3": 0}
    assert (Vote.objects.count(), VoteEntry.objects.count(), mismatches(opened.consultation)) == (2, 3, [])


def test_the_same_answer_again_writes_nothing(pose, answer):
    question = pose()
    answer(question, choice="o2")
    answer(question, choice="o2")
    assert VoteEntry.objects.count() == 1


def test_ratings_are_kept_as_given_and_what_is_left_out_is_not_a_zero(pose, answer):
    question = pose("resistance")
    vote = answer(question, ratings={1: 0, 3: 10})
    assert (vote.choice, vote.ratings) == ("rated", {"1": 0, "3": 10})
    assert VoteEntry.objects.get().ratings == {"1": 0, "3": 10}


@pytest.mark.parametrize(
    ("scale", "given"),
    [
        ("either_or", {"choice": "o9"}),
        ("either_or", {"choice": ""}),
        ("resistance", {"ratings": {1: 11}}),
        ("resistance", {"ratings": {9: 1}}),
        ("resistance", {"ratings": {}}),
        ("resistance", {"choice": "o1"}),
    ],
)
def test_what_is_no_answer(pose, answer, scale, given):
    with pytest.raises(votes.InvalidAnswer):
        answer(pose(scale), **given)
    assert Vote.objects.count() == 0


def test_other_options_than_were_read(pose, answer):
    with pytest.raises(votes.WordingChanged):
        answer(pose(), choice="o1", digest="another")


@pytest.mark.promise(2)
@pytest.mark.parametrize("name", ["ada", "bo", "cem", "dora", "emil", "gul", "hanna"])
def test_by_those_who_vote_for_the_organisation_only(cast, pose, answer, name):
    with pytest.raises(votes.NotEntitled):
        answer(pose(), choice="o1", by=cast.everyone()[name])


def test_withdrawn_it_takes_no_answer(cast, pose, answer, now):
    question = alternatives.withdraw(question=pose(), by=cast.ada, now=now)
    with pytest.raises(votes.NotNow, match="not put to the vote any more"):
        answer(question, choice="o1")
    assert RecordEntry.objects.filter(kind="question_withdrawn").count() == 1


@pytest.fixture
def real(cast, now):
    """A consultation opened by its own action, with a group of alternatives on its first section."""
    made = building.consultation(now=now, timetable=VOTING)
    consultations.open_(consultation=made, by=cast.ada, now=now)
    return made


def group(made, cast, now, scale="either_or"):
    wording = made.version.wordings.get(heading="Fristen")
    return alternatives.pose(
        consultation=made,
        wording=wording,
        title="",
        scale=scale,
        proposed=[Proposed("Kürzer", text="Zwei.")],
        by=cast.ada,
        now=now,
    )


def test_the_most_votes_are_chosen_at_the_close(cast, real, answer, now):
    question = group(real, cast, now)
    answer(question, choice="o2")
    consultations.close(consultation=real, by=cast.ada, now=now, reason="Fertig.")
    outcome = Outcome.objects.get(question=question)
    assert (outcome.result, outcome.chosen.label, outcome.yes, outcome.eligible) == ("adopted", "Kürzer", 1, 2)


def test_a_tie_needs_a_run_off(cast, real, answer, now):
    question = group(real, cast, now)
    answer(question, choice="o2")
    answer(question, choice="o1", organisation=cast.cedar, by=cast.cem)
    consultations.close(consultation=real, by=cast.ada, now=now, reason="Fertig.")
    outcome = Outcome.objects.get(question=question)
    assert (outcome.result, outcome.chosen, outcome.plain["tied"]) == ("contested", None, [1, 2])


def test_least_resistance_is_chosen_if_it_beats_leaving_it(cast, real, answer, now):
    question = group(real, cast, now, "resistance")
    answer(question, ratings={1: 7, 2: 3})
    answer(question, ratings={1: 8, 2: 6}, organisation=cast.cedar, by=cast.cem)
    consultations.close(consultation=real, by=cast.ada, now=now, reason="Fertig.")
    assert Outcome.objects.get(question=question).chosen.label == "Kürzer"


@pytest.mark.promise(3)
def test_with_a_change_of_substance_the_group_goes(cast, real, now):
    from consultations.actions import versions
    from positions.queries import changes

    question = group(real, cast, now)
    paper = real.paper
    paper.sections = [
        ("section", {"heading": h, "level": 2, "kind": "text", "body": [("text", f"<p>{h} ganz anders.</p>")]})
        for h in ("Fristen", "Kosten")
    ]
    for block, old in zip(paper.sections, real.version.wordings.filter(kind="text").order_by("position"), strict=True):
        block.id = str(old.section.key)
    paper.save_revision().publish()
    marks = {change.key: Change.SUBSTANTIVE for change in changes(paper) if change.needs_mark}
    versions.issue(consultation=real, marks=marks, by=cast.ada, now=now)
    question.refresh_from_db()
    assert question.withdrawn_at == now
