"""What a refused form gives back: every field people chose or wrote in, whatever the form was about."""

from uuid import uuid4

import pytest

from consultations.actions import alternatives
from consultations.actions.alternatives import Proposed
from consultations.models import Question, Suggestion, Vote
from consultations.views.kept import said
from tests.consultations.building import parts
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch])


def plain(typed) -> list[str]:
    return [one.plain for one in said(typed)]


def test_each_section_with_its_choice_its_condition_and_its_reason(english):
    ballot = {
        "acting_for": "birch",
        "a1-about": "1 Fristen", "a1-scale": "graded", "a1-choice": "concerns", "a1-condition": "4", "a1-reason": "Zu kurz.",
        "a2-about": "2 Kosten", "a2-scale": "graded", "a2-reason": "  ",
        "a3-about": "The paper as a whole", "a3-scale": "yes_no", "a3-choice": "yes_if", "a3-reason": "",
    }  # fmt: skip
    assert plain(ballot) == ["1 Fristen\nWith concerns\nHinges on suggestion 4.\nZu kurz.", "The paper as a whole\nYes, if …"]


@pytest.mark.parametrize("field", ["text", "reason", "answer"])
def test_every_field_for_sentences(field):
    assert plain({"about": "1 Fristen", field: "Was wir dachten."}) == ["1 Fristen\nWas wir dachten."]


def test_what_a_form_does_not_name_is_given_back_all_the_same(english):
    assert plain({"a1-choice": "concerns", "a1-reason": "Zu kurz."}) == ["a section no longer in the paper\nconcerns\nZu kurz."]
    assert plain({"choice": "concerns", "scale": "unknown"}) == ["concerns"]


def test_nothing_typed_is_nothing_given_back():
    assert said({"acting_for": "birch", "digest": "f" * 64, "about": "1 Fristen", "scale": "graded", "reason": " "}) == []


def pose(opened, cast, now, scale="either_or") -> tuple[Question, str]:
    question = alternatives.pose(
        consultation=opened.consultation, wording=opened.wordings[0], title="Fristen", scale=scale,
        proposed=[Proposed("Kürzer", text="Zwei Monate.")], by=cast.ada, now=now,
    )  # fmt: skip
    return question, f"{opened.consultation.get_absolute_url()}alternativen/{question.pk}/"


@pytest.mark.promise(1)
@pytest.mark.parametrize("scale", ["either_or", "resistance"])
def test_alternatives_withdrawn_meanwhile_give_back_what_was_said(english, cast, opened, now, scale):
    question, address = pose(opened, cast, now, scale)
    english.force_login(cast.bea)
    form = english.get(address)
    sent = {f"o{one['option'].position}": one["option"].label for one in form.context["options"]}
    for name, label in sent.items():
        assert f'<input type="hidden" name="{name}" value="{label}">' in form.text
    sent |= {"choice": "o2"} if scale == "either_or" else {"r2": "7"}
    alternatives.withdraw(question=question, by=cast.ada, now=now)
    response = english.post(address, {"acting_for": "birch", "about": "Fristen", "digest": question.digest, **sent})
    assert (response.status_code, Vote.objects.count()) == (409, 0)
    assert "These alternatives are not put to the vote any more." in response.text
    answer = sent["o2"] if scale == "either_or" else f"{sent['o2']}: 7"
    assert [one.plain for one in response.context["given_back"]] == [f"Fristen\n{answer}"]


@pytest.mark.promise(1)
def test_one_vote_too_late_comes_back_with_its_section_choice_and_condition(english, cast, opened, now):
    Suggestion.objects.create(
        consultation=opened.consultation, section=opened.wordings[0].section, wording=opened.wordings[0], number=3,
        organisation=cast.birch, text="Zwei Monate.", parts=parts("Zwei Monate."), actor=uuid4(), submitted_at=now,
    )  # fmt: skip
    english.force_login(cast.bea)
    address = f"{opened.consultation.get_absolute_url()}abschnitte/{opened.keys[0]}/"
    page = english.get(address).text
    assert '<input type="hidden" name="about" value="1 Forderung 1"><input type="hidden" name="scale" value="graded">' in page
    opened.consultation.phases.filter(kind="vote").update(closes_at=now)
    sent = {"about": "1 Forderung 1", "scale": "graded", "choice": "reservations", "condition": "3", "reason": "Zu kurz."}
    response = english.post(f"{address}votum/", {"acting_for": "birch", "digest": opened.wordings[0].digest, **sent})
    said_there = [one.plain for one in response.context["given_back"]]
    assert said_there == ["1 Forderung 1\nWith reservations\nHinges on suggestion 3.\nZu kurz."]
    assert "Hinges on suggestion 3." in response.text


@pytest.mark.promise(1)
def test_a_draft_refused_in_the_room_comes_back(english, cast, opened, now):
    address = f"{opened.consultation.get_absolute_url()}abschnitte/{opened.keys[0]}/entwurf/"
    english.force_login(cast.emil)
    opened.consultation.phases.filter(kind="vote").update(closes_at=now)
    sent = {"kind": "vote", "token": uuid4(), "about": "1 Forderung 1", "scale": "graded", "choice": "reject", "reason": "Ja."}
    response = english.post(address, {"acting_for": "birch", **sent})
    assert response.status_code == 409
    assert [one.plain for one in response.context["given_back"]] == ["1 Forderung 1\nWe reject this\nJa."]
