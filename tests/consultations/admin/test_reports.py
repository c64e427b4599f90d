"""Settling reports in the admin."""

import pytest
from django.urls import reverse

from consultations.actions import authorship, reports
from consultations.models import Report

from ...admin_site import client_of, seen_by
from ..discussing import talk


@pytest.fixture
def said(cast, now):
    said = talk(cast=cast, now=now)
    reports.report(comment=said.comment, organisation=cast.cedar, reason="Nennt Frau K.", by=cast.cem, now=now)
    return said


@pytest.fixture
def page(said):
    return reverse("consultations_admin:reports", args=[said.opened.consultation.pk])


def settle(page, person, outcome="leave", settlement="Wir sehen nichts Falsches.", report=None):
    pk = report or Report.objects.get().pk
    return client_of(person).post(page, {"report": pk, f"r{pk}-outcome": outcome, f"r{pk}-settlement": settlement})


def test_who_reads_them(cast, page):
    assert seen_by(cast, page) == ["ada", "dora"]


@pytest.mark.promise(8)
def test_what_was_reported_by_which_organisation(cast, page, said):
    client = client_of(cast.ada)
    inspect = reverse("consultations_admin:inspect", args=[said.opened.consultation.pk])
    assert "Reported comments (1)" in client.get(inspect).text
    text = client.get(page).text
    assert ("Ab acht ist gut." in text, "Reported by Zedernkreis" in text, "Nennt Frau K." in text) == (True, True, True)
    assert "Cem" not in text


def test_settled_and_left(cast, page, said):
    assert settle(page, cast.ada).url == page
    text = client_of(cast.ada).get(page).text
    assert ("No report is open." in text, "Wir sehen nichts Falsches." in text) == (True, True)
    assert said.again().is_removed is False


def test_settled_and_hidden(cast, page, said):
    settle(page, cast.ada, outcome="hide", settlement="Nennt eine Ratsuchende.")
    assert said.again().hidden_reason == "Nennt eine Ratsuchende."


@pytest.mark.parametrize("sent", [{"settlement": ""}, {"outcome": "loud"}, {"settlement": "x" * 601}])
def test_a_form_that_is_not_filled_in_comes_back(cast, page, sent):
    response = settle(page, cast.ada, **sent)
    assert (response.status_code, Report.objects.get().settled_at) == (400, None)
    assert sent.get("settlement", "Wir sehen nichts Falsches.") in response.text


def test_it_is_the_editors(cast, page):
    assert (settle(page, cast.dora).status_code, Report.objects.get().settled_at) == (403, None)


def test_a_report_settled_or_a_comment_gone_meanwhile(cast, page, said, now):
    authorship.withdraw(comment=said.comment, organisation=cast.birch, by=cast.bea, now=now)
    text = client_of(cast.ada).get(page).text
    assert ("Ab acht ist gut." in text, "was taken back or hidden meanwhile" in text) == (False, True)
    assert settle(page, cast.ada, outcome="hide").status_code == 409
    settle(page, cast.ada)
    assert settle(page, cast.ada).status_code == 409


@pytest.mark.parametrize("report", ["0", "x", "99999999"])
def test_a_report_that_is_not_there(cast, page, report):
    assert settle(page, cast.ada, report=report).status_code == 404
