"""Putting alternatives to the vote in the admin."""

import pytest
from django.urls import reverse

from consultations.models import Question

from ...admin_site import client_of, seen_by
from ..factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch])


def page(opened, wording=None):
    address = reverse("consultations_admin:alternatives", args=[opened.consultation.pk])
    return f"{address}?section={wording.pk}" if wording else address


def test_who_poses_them(cast, opened):
    assert seen_by(cast, page(opened)) == ["ada", "dora"]


def test_posed_and_taken_back(cast, opened):
    client = client_of(cast.ada)
    sent = {"title": "Fristen", "scale": "resistance", "own": "Zwei Monate."}
    assert client.post(page(opened, opened.wordings[0]), sent).status_code == 302
    question = Question.objects.get(kind="alternatives")
    assert (question.title, question.options.count()) == ("Fristen", 2)
    client.post(page(opened), {"withdraw": question.pk})
    question.refresh_from_db()
    assert question.withdrawn_at is not None


def test_without_an_alternative_it_says_so(cast, opened):
    response = client_of(cast.ada).post(page(opened, opened.wordings[0]), {"title": "F", "scale": "either_or", "own": " "})
    assert response.status_code == 409
    assert "Choose at least one alternative" in response.text
