"""Placing dissenting notes in the admin."""

import pytest
from django.urls import reverse

from consultations.actions import consultations, dissents
from consultations.models import Dissent
from consultations.phases import PhaseKind

from ...admin_site import client_of, seen_by
from .. import building


@pytest.fixture
def opened(cast, now):
    consultation = building.consultation(now=now, timetable=[(PhaseKind.VOTE, -building.HOUR, building.DAY)])
    consultation.participations.create(organisation=cast.birch)
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    section = consultation.questions.first().section
    dissents.submit(consultation=consultation, section=section, organisation=cast.birch, text="Nein!", by=cast.bea, now=now)
    return consultation


@pytest.fixture
def closed(opened, now):
    return consultations.close(consultation=opened, by=None, now=now + building.DAY)


def page(consultation):
    return reverse("consultations_admin:dissents", args=[consultation.pk])


def test_who_places(cast, closed):
    assert seen_by(cast, page(closed)) == ["ada", "dora"]


def test_nobody_reads_them_before_the_close(cast, opened):
    text = client_of(cast.ada).get(page(opened)).text
    assert ("Nein!" in text, "placed once the consultation is closed" in text) == (False, True)


def test_placed_in_the_annex(cast, closed):
    client, note = client_of(cast.ada), Dissent.objects.get()
    assert "Nein!" in client.get(page(closed)).text
    response = client.post(page(closed), {f"n{note.pk}-placement": "annex"})
    assert response.url == reverse("consultations_admin:statement", args=[closed.pk])
    assert Dissent.objects.get().placement == "annex"
    assert "1 dissenting note was submitted." in client.get(response.url).text


def test_an_unknown_place(cast, closed):
    note = Dissent.objects.get()
    assert client_of(cast.ada).post(page(closed), {f"n{note.pk}-placement": "titelseite"}).status_code == 400
