"""Recording votes, changing the electorate, hiding results: the desk while a vote runs."""

import pytest
from django.urls import reverse

from consultations.actions import consultations
from consultations.models import Consultation, Vote
from tests.consultations import building
from tests.consultations.actions.test_closing import VOTING

from ...admin_site import client_of, seen_by


@pytest.fixture
def open_one(cast, now):
    made = building.consultation(now=now, timetable=VOTING, results_hidden=False)
    return consultations.open_(consultation=made, by=cast.ada, now=now)


def page(consultation, name):
    return reverse(f"consultations_admin:{name}", args=[consultation.pk])


@pytest.mark.parametrize("name", ["office", "electorate", "hide_results", "alternatives"])
def test_who_comes_in(cast, open_one, name):
    assert seen_by(cast, page(open_one, name)) == ["ada", "dora"]


def filled(open_one, cast, **more):
    question = open_one.questions.filter(kind="section").first()
    return {"organisation": cast.birch.pk, "caller": "Bea, 14 Uhr", f"q{question.pk}": "support", **more}


def test_votes_are_recorded(cast, open_one):
    response = client_of(cast.ada).post(page(open_one, "office"), filled(open_one, cast))
    assert (response.status_code, Vote.objects.get().basis) == (302, "office")


def test_what_is_missing_is_said_and_nothing_is_lost(cast, open_one):
    question = open_one.questions.filter(kind="section").first()
    sent = filled(open_one, cast, **{f"q{question.pk}": "reject", f"r{question.pk}": ""})
    response = client_of(cast.ada).post(page(open_one, "office"), sent)
    assert (response.status_code, Vote.objects.count()) == (409, 0)
    assert "needs a reason" in response.text
    assert "Bea, 14 Uhr" in response.text


def test_nothing_chosen(cast, open_one):
    response = client_of(cast.ada).post(page(open_one, "office"), {"organisation": cast.birch.pk, "caller": "Bea"})
    assert "Please choose at least one answer." in response.text


@pytest.mark.promise(4)
def test_the_electorate_changes_with_a_reason_only(cast, open_one):
    client = client_of(cast.ada)
    refused = client.post(page(open_one, "electorate"), {"organisation": cast.birch.pk, "votes": "3", "reason": ""})
    assert (refused.status_code, open_one.participations.get(organisation=cast.birch).votes) == (409, 1)
    client.post(page(open_one, "electorate"), {"organisation": cast.birch.pk, "votes": "3", "reason": "Beschluss."})
    assert open_one.participations.get(organisation=cast.birch).votes == 3
    assert open_one.record.latest("pk").kind == "electorate_changed"


@pytest.mark.promise(4)
def test_results_are_hidden_with_a_reason_and_not_shown_again(cast, open_one):
    client = client_of(cast.ada)
    assert client.post(page(open_one, "hide_results"), {"reason": ""}).status_code == 400
    client.post(page(open_one, "hide_results"), {"reason": "Streit."})
    assert Consultation.objects.get().results_hidden
    assert open_one.record.latest("pk").kind == "results_hidden"
    assert client.post(page(open_one, "hide_results"), {"reason": "Noch mal."}).status_code == 409


def test_who_has_not_answered_with_phone_numbers(cast, open_one):
    said = client_of(cast.ada).get(reverse("consultations_admin:inspect", args=[open_one.pk])).text
    assert "Who has not answered yet" in said
    assert 'href="tel:0361 1"' in said
    assert "Bea, Farid" in said
    client_of(cast.ada).post(page(open_one, "office"), filled(open_one, cast))
    rows = client_of(cast.ada).get(reverse("consultations_admin:inspect", args=[open_one.pk])).context["owing"]
    assert [(row.organisation.name, row.missing, row.stale) for row in rows] == [("Zedernkreis", 3, 0), ("Birkenverein", 2, 0)]
