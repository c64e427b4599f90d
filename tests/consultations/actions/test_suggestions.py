"""Suggestions: submitted, taken back, decided."""

from uuid import uuid4

import pytest

from consultations.actions import suggestions, votes
from consultations.enums import SuggestionState
from consultations.models import RecordEntry, Suggestion
from notifications.models import Event
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar], phase="comment")


@pytest.fixture
def submit(cast, opened, now):
    def submitted(text="Zwei Monate.", **given):
        given = {"organisation": cast.birch, "by": cast.bea, "now": now, "token": uuid4(), **given}
        section = opened.wordings[0].section
        return suggestions.submit(consultation=opened.consultation, section=section, text=text, **given)

    return submitted


def test_numbered_on_the_wording_in_force(cast, opened, submit):
    first, second = submit(reason=" Kürzer. "), submit("Drei Monate.", organisation=cast.cedar, by=cast.cem)
    assert [(s.number, s.text, s.reason, s.organisation) for s in (first, second)] == [
        (1, "Zwei Monate.", "Kürzer.", cast.birch),
        (2, "Drei Monate.", "", cast.cedar),
    ]
    assert (first.wording, first.state, first.actor) == (opened.wordings[0], SuggestionState.OPEN, cast.bea.actor.token)


def test_sent_twice_it_is_one(submit):
    token = uuid4()
    assert submit(token=token) == submit(token=token)
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  ", "Please write the wording"),
        ("x" * 20_001, "20001 characters; at most 20000"),
    ],
)
def test_what_is_no_suggestion(submit, text, sentence):
    with pytest.raises(suggestions.InvalidSuggestion, match=sentence):
        submit(text)
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize("name", ["ada", "bo", "cem", "dora", "emil", "gul", "hanna"])
def test_by_those_who_submit_for_the_organisation_only(cast, submit, name):
    with pytest.raises(suggestions.NotEntitled):
        submit(by=cast.everyone()[name])


def test_on_the_short_way_a_contributor_submits(cast, submit):
    cast.birch.submits_directly = True
    cast.birch.save()
    assert submit(by=cast.emil).actor == cast.emil.actor.token


def test_not_in_another_phase(opened, submit):
    with pytest.raises(suggestions.NotNow, match="Suggestions closed"):
        submit(now=opened.consultation.phases.get(kind="comment").closes_at)


def test_taken_back_it_stays_readable(cast, opened, submit, now):
    suggestion = submit()
    with pytest.raises(suggestions.NotEntitled):
        suggestions.withdraw(suggestion=suggestion, organisation=cast.cedar, by=cast.cem, now=now)
    assert suggestions.withdraw(suggestion=suggestion, organisation=cast.birch, by=cast.farid, now=now).state == "withdrawn"
    with pytest.raises(suggestions.Decided):
        suggestions.decide(suggestion=suggestion, state=SuggestionState.ADOPTED, version=opened.version, by=cast.ada, now=now)


def test_who_is_turned_down_reads_why(cast, submit, now):
    suggestion = submit()
    with pytest.raises(suggestions.AnswerMissing):
        suggestions.decide(suggestion=suggestion, state=SuggestionState.NOT_ADOPTED, answer=" ", by=cast.ada, now=now)
    assert Suggestion.objects.get().state == "open"


def test_a_decision_is_recorded_and_those_whose_vote_hinges_on_it_are_told(cast, opened, submit, now):
    suggestion, version = submit(), opened.version
    later = opened.consultation.phases.get(kind="vote").opens_at if opened.questions else now
    if opened.questions:
        votes.cast(
            question=opened.questions[0],
            organisation=cast.cedar,
            choice="concerns",
            condition=suggestion,
            digest=opened.wordings[0].digest,
            by=cast.cem,
            now=later,
        )
    done = suggestions.decide(
        suggestion=suggestion, state=SuggestionState.ADOPTED, answer="Gern.", version=version, by=cast.ada, now=later
    )
    assert (done.state, done.adopted_in, done.answer) == ("adopted", version, "Gern.")
    assert RecordEntry.objects.get(kind="suggestion_decided").facts == {
        "suggestion": 1,
        "state": "adopted",
        "version": 1,
        "organisation": cast.birch.pk,
    }
    (event,) = Event.objects.filter(kind="demand-decided")
    assert event.facts["organisations"] == [cast.cedar.pk]
