"""Deciding about contested sections in the admin."""

from django.urls import reverse

from consultations.models import Treatment

from ...admin_site import client_of, seen_by
from ..actions.test_treatments import closed, contested  # noqa: F401  fixtures


def page(closed):  # noqa: F811
    return reverse("consultations_admin:contested", args=[closed.pk])


def test_who_decides(cast, closed):  # noqa: F811
    assert seen_by(cast, page(closed)) == ["ada", "dora"]


def test_chosen_and_stored(cast, closed, contested):  # noqa: F811
    sent = {f"o{contested.pk}-kind": "drop", f"o{contested.pk}-reason": "Zu früh."}
    response = client_of(cast.ada).post(page(closed), sent)
    assert response.url == reverse("consultations_admin:statement", args=[closed.pk])
    assert [(t.kind, t.reason, t.actor) for t in Treatment.objects.all()] == [("drop", "Zu früh.", cast.ada.actor.token)]
    assert "1 section is contested" in client_of(cast.ada).get(response.url).text


def test_without_a_reason_it_says_so_and_keeps_the_choice(cast, closed, contested):  # noqa: F811
    response = client_of(cast.ada).post(page(closed), {f"o{contested.pk}-kind": "drop", f"o{contested.pk}-reason": ""})
    assert response.status_code == 409
    assert "Please say why the section is left out" in response.text
    assert Treatment.objects.count() == 0
