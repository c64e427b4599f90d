"""The buttons of a consultation: each asks first, refuses with a sentence, and calls its action."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consultations.actions import consultations

from ...admin_site import client_of
from ..building import consultation, organisation

BODY = {"reason": ""}


@pytest.fixture
def prepared(cast, now):
    return consultation(now=now)


def at(name, consultation):
    return reverse(f"consultations_admin:{name}", args=[consultation.pk])


def offered(person, consultation):
    page = client_of(person).get(at("inspect", consultation))
    return [(str(act["label"]), act["refusal"]) for act in page.context["acts"]]


def test_what_is_offered_follows_the_state(cast, prepared, now):
    assert offered(cast.ada, prepared) == [("Release", None), ("Open now", None)]
    consultations.release(consultation=prepared, by=cast.ada, now=now)
    assert offered(cast.ada, prepared) == [("Take the release back", None), ("Open now", None)]
    consultations.open_(consultation=prepared, by=cast.ada, now=now)
    assert offered(cast.ada, prepared) == [("Close now", None)]
    consultations.close(consultation=prepared, by=cast.ada, now=now, reason="Gesetz zurückgezogen")
    assert offered(cast.ada, prepared) == []


def test_the_board_is_offered_nothing(cast, prepared):
    assert offered(cast.gul, prepared) == []


def test_a_get_changes_nothing(cast, prepared):
    client = client_of(cast.ada)
    assert [client.get(at(name, prepared)).status_code for name in ("release", "open")] == [200, 200]
    prepared.refresh_from_db()
    assert (prepared.released_at, prepared.opened_at) == (None, None)


def test_release_and_take_back(cast, prepared):
    client = client_of(cast.ada)
    assert client.post(at("release", prepared)).status_code == 302
    prepared.refresh_from_db()
    assert prepared.released_at is not None
    assert client.post(at("withdraw_release", prepared)).status_code == 302
    prepared.refresh_from_db()
    assert prepared.released_at is None


def test_open(cast, prepared):
    assert client_of(cast.ada).post(at("open", prepared)).status_code == 302
    prepared.refresh_from_db()
    assert prepared.opened_at is not None
    assert [entry.kind for entry in prepared.record.all()] == ["opened"]


def test_what_cannot_open_says_why_instead_of_asking(cast, prepared):
    prepared.paper.unpublish()
    sentence = "The paper “Integrationskurse” is not published yet."
    assert offered(cast.ada, prepared) == [("Release", sentence), ("Open now", sentence)]
    client = client_of(cast.ada)
    page, answer = client.get(at("open", prepared)), client.post(at("open", prepared))
    assert (page.context["refusal"], answer.status_code, answer.context["refusal"]) == (sentence, 409, sentence)
    assert '<form method="post">' not in page.content.decode()


def test_closing_before_the_end_needs_a_reason(cast, prepared, now):
    consultations.open_(consultation=prepared, by=cast.ada, now=now)
    client = client_of(cast.ada)
    answer = client.post(at("close", prepared), {"reason": "  "})
    assert answer.status_code == 400
    assert answer.context["form"].errors["reason"][0].startswith("It has not ended yet.")
    assert client.post(at("close", prepared), {"reason": "Das Ministerium zieht den Entwurf zurück."}).status_code == 302
    prepared.refresh_from_db()
    assert prepared.closed_at is not None
    assert prepared.statement_draft is not None


def test_a_second_click_is_told_that_it_has_moved_on(cast, prepared):
    client = client_of(cast.ada)
    assert [client.post(at("open", prepared)).status_code for _ in range(2)] == [302, 409]


def test_a_phase_is_moved_with_a_reason_that_the_record_keeps(cast, prepared, now):
    organisation("Ahorn")
    consultations.open_(consultation=prepared, by=cast.ada, now=now)
    phase = prepared.phases.get(kind="vote")
    url = reverse("consultations_admin:move_phase", args=[prepared.pk, phase.pk])
    later = {
        "opens_at": f"{phase.opens_at:%Y-%m-%d %H:%M}",
        "closes_at": f"{phase.closes_at + timedelta(days=2):%Y-%m-%d %H:%M}",
    }
    client = client_of(cast.ada)
    missing = client.post(url, {**later, "reason": ""})
    assert (missing.status_code, list(missing.context["form"].errors)) == (400, ["reason"])
    assert client.post(url, {**later, "reason": "Ferien"}).status_code == 302
    assert [entry.kind for entry in prepared.record.order_by("pk")] == ["opened", "phase_moved"]


def test_a_phase_of_another_consultation_is_not_found_here(cast, prepared, now):
    other = consultation(now=now)
    url = reverse("consultations_admin:move_phase", args=[prepared.pk, other.phases.first().pk])
    assert client_of(cast.ada).get(url).status_code == 404
