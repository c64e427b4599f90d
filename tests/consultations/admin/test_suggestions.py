"""The page of a consultation's suggestions: read, and decided."""

from datetime import datetime

import pytest
from django.urls import reverse

from consultations.actions import consultations, suggestions, versions, votes
from consultations.enums import SuggestionState
from consultations.models import Consultation, RecordEntry, Suggestion
from consultations.phases import PhaseKind
from positions.enums import Change

from ...admin_site import client_of, seen_by
from .. import building, recorded


@pytest.fixture
def opened(cast, now) -> Consultation:
    timetable = [(PhaseKind.VOTE, -building.HOUR, building.DAY)]
    consultation = building.consultation(now=now, paper=building.paper(), timetable=timetable)
    return consultations.open_(consultation=consultation, by=cast.ada, now=now)


@pytest.fixture
def suggestion(cast, opened, now) -> Suggestion:
    return building.suggestion(opened, "Kosten", cast.cedar, by=cast.cem, now=now, text="Wir fordern Zuschüsse.")


def page(consultation) -> str:
    return reverse("consultations_admin:suggestions", args=[consultation.pk])


def reworded(consultation, suggestion, cast, now: datetime):
    recorded.rewrite(consultation.paper, {"Kosten": suggestion.text})
    marks = {suggestion.section.key: Change.SUBSTANTIVE}
    return versions.issue(consultation=consultation, marks=marks, by=cast.ada, now=now)


def test_who_decides(cast, opened):
    assert seen_by(cast, page(opened)) == ["ada", "dora"]


def test_without_suggestions_it_says_so(cast, opened):
    assert "Nobody has suggested another wording." in client_of(cast.ada).get(page(opened)).text


def test_each_shows_word_by_word_what_it_would_change(cast, opened, suggestion):
    said = client_of(cast.ada).get(page(opened)).text
    assert "<p>Wir fordern <del>Kosten</del><ins>Zuschüsse</ins>.</p>" in said
    assert "Zedernkreis" in said


def test_not_adopted_with_the_reason_members_read(cast, opened, suggestion):
    client = client_of(cast.ada)
    sent = {"s1-decision": "not_adopted", "s1-answer": "Das Land zahlt nicht."}
    assert client.post(page(opened), sent).url == page(opened)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.answer) == ("not_adopted", "Das Land zahlt nicht.")
    assert RecordEntry.objects.filter(kind="suggestion_decided").count() == 1
    said = client.get(page(opened)).text
    assert ("Das Land zahlt nicht." in said, "s1-decision" in said) == (True, False)


def test_without_a_reason_it_stays_open_and_gives_back_what_was_typed_elsewhere(cast, opened, suggestion, now):
    building.suggestion(opened, "Fristen", cast.birch, by=cast.bea, now=now)
    sent = {"s1-decision": "not_adopted", "s1-answer": " ", "s2-decision": "not_adopted", "s2-answer": "Zu kurz."}
    answer = client_of(cast.ada).post(page(opened), sent)
    assert (answer.status_code, "Please say why it is not adopted" in answer.text) == (409, True)
    assert "Zu kurz." in answer.text
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"open"}


def test_an_answer_without_a_decision_is_asked_about(cast, opened, suggestion):
    answer = client_of(cast.ada).post(page(opened), {"s1-decision": "", "s1-answer": "Das prüfen wir."})
    assert (answer.status_code, "An answer goes with a decision." in answer.text) == (400, True)
    assert "Das prüfen wir." in answer.text


def test_adopted_only_in_a_version_that_came_after_it(cast, opened, suggestion, now):
    client = client_of(cast.ada)
    assert "Adopted in version" not in client.get(page(opened)).text
    assert client.post(page(opened), {"s1-decision": "1"}).status_code == 400
    version = reworded(opened, suggestion, cast, now)
    assert "Adopted in version 2" in client.get(page(opened)).text
    assert client.post(page(opened), {"s1-decision": "2"}).status_code == 302
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.adopted_in) == ("adopted", version)


def test_decided_by_a_colleague_meanwhile(cast, opened, suggestion, now):
    said = {"state": SuggestionState.NOT_ADOPTED, "answer": "Nein."}
    suggestions.decide(suggestion=suggestion, by=cast.dora, now=now, **said)
    answer = client_of(cast.ada).post(page(opened), {"s1-decision": "not_adopted", "s1-answer": "Auch nein."})
    assert (answer.status_code, "This suggestion was decided already." in answer.text) == (409, True)
    assert Suggestion.objects.get().answer == "Nein."


@pytest.mark.parametrize("hidden", [True, False])
def test_hidden_results_hide_how_many_votes_hinge_on_it(cast, opened, suggestion, now, hidden):
    question = opened.questions.get(section=suggestion.section)
    digest = suggestion.wording.digest
    answer = votes.Answer(question, "concerns", digest, condition=suggestion)
    votes.cast_all(answers=[answer], organisation=cast.birch, by=cast.bea, now=now)
    Consultation.objects.update(results_hidden=hidden)
    assert ("1 vote hinges on it" in client_of(cast.ada).get(page(opened)).text) is not hidden
