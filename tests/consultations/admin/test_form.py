"""The form of a consultation."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.actions import consultations, preparation
from consultations.models import Consultation

from ...admin_site import client_of
from ..building import consultation, paper, version

ADD = "consultations_admin:add"


def moment(when):
    return f"{when:%Y-%m-%d %H:%M}"


@pytest.fixture
def filled(cast, now):
    """A form as a careful editor fills it in."""
    return {
        "paper": paper(title="Kurse").pk,
        "title": "Kurse für alle: Ämter & Träger",
        "slug": "",
        "what": "Was wir fordern.",
        "visibility": "members",
        "legal_effect": "straw_poll",
        "scale": "graded",
        "rule": "simple",
        "numerator": "1",
        "denominator": "2",
        "final_scale": "yes_no",
        "final_rule": "simple",
        "final_numerator": "1",
        "final_denominator": "2",
        "objection_days": "3",
        "smallest_group": "5",
        "quorum_by": "votes",
        "quorum_numerator": "0",
        "quorum_denominator": "1",
        "results_hidden": "on",
        "invited": "everybody",
        "level": "state",
        "body": "Ministerium",
        "deadline_at": moment(now + timedelta(days=20)),
        "comment_opens_at": moment(now + timedelta(days=1)),
        "comment_closes_at": moment(now + timedelta(days=5)),
        "vote_opens_at": moment(now + timedelta(days=6)),
        "vote_closes_at": moment(now + timedelta(days=9)),
    }


def errors(cast, sent):
    answer = client_of(cast.ada).post(reverse(ADD), sent)
    assert (answer.status_code, Consultation.objects.count()) == (200, 0)
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_it_is_stored_with_its_phases_and_an_address_made_from_the_title(cast, filled):
    answer = client_of(cast.ada).post(reverse(ADD), filled)
    made = Consultation.objects.get()
    assert answer.url == reverse("consultations_admin:inspect", args=[made.pk])
    assert (made.slug, made.opened_at, made.participations.count()) == ("kurse-fuer-alle-aemter-traeger", None, 0)
    assert [(phase.kind, moment(timezone.localtime(phase.opens_at))) for phase in made.phases.all()] == [
        ("comment", filled["comment_opens_at"]),
        ("vote", filled["vote_opens_at"]),
    ]


def test_a_selection_takes_part(cast, filled):
    client_of(cast.ada).post(reverse(ADD), {**filled, "invited": "selection", "organisations": [cast.birch.pk]})
    made = Consultation.objects.get()
    assert [(p.organisation, p.votes) for p in made.participations.all()] == [(cast.birch, 1)]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"invited": "selection"}, {"organisations": ["Choose at least one organisation."]}),
        ({"visibility": "participants"}, {"invited": ["For participants only: choose the organisations."]}),
        ({"is_confidential": "on"}, {"visibility": ["What is confidential can be readable by participants only."]}),
        ({"numerator": "3"}, {"numerator": ["A majority cannot be more than the whole."]}),
        ({"vote_closes_at": ""}, {"vote_closes_at": ["A phase needs a beginning and an end, or neither."]}),
    ],
)
def test_what_is_wrong_stands_at_its_field(cast, filled, change, found):
    assert errors(cast, {**filled, **change}) == found


def test_a_phase_cannot_end_before_it_begins(cast, filled):
    swapped = {"vote_opens_at": filled["vote_closes_at"], "vote_closes_at": filled["vote_opens_at"]}
    assert errors(cast, {**filled, **swapped}) == {"vote_closes_at": ["A phase cannot end before it begins."]}


def test_phases_out_of_order_are_told_apart(cast, filled):
    early = {"vote_opens_at": filled["comment_opens_at"]}
    assert list(errors(cast, {**filled, **early})) == ["vote_opens_at"]


def test_a_paper_has_one_unclosed_consultation(cast, filled, now):
    other = consultation(now=now, title="Läuft schon")
    answer = client_of(cast.ada).post(reverse(ADD), {**filled, "paper": other.paper_id})
    assert answer.context["form"].errors == {"paper": ["“Läuft schon” on this paper is not closed yet."]}


@pytest.mark.promise(4)
def test_once_open_only_the_texts_change(cast, filled, now):
    client_of(cast.ada).post(reverse(ADD), {**filled, "comment_opens_at": moment(now - timedelta(hours=3))})
    made = Consultation.objects.get()
    consultations.open_(consultation=made, by=cast.ada, now=now)
    url = reverse("consultations_admin:edit", args=[made.pk])
    tampered = {**filled, "title": "Neuer Titel", "visibility": "public", "rule": "unanimous", "invited": "selection"}
    assert client_of(cast.ada).post(url, tampered).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.visibility, made.rule) == ("Neuer Titel", "members", "simple")
    assert made.participations.count() == 2
    assert made.phases.count() == 2


@pytest.mark.promise(4)
def test_opened_while_the_form_was_filled_in_nothing_is_stored(cast, filled, now, monkeypatch):
    client_of(cast.ada).post(reverse(ADD), filled)
    made = Consultation.objects.get()
    frozen = version(made.paper, {"Fristen": "Drei Monate."}, now=now)

    def opened_by_the_clock(consultation):
        Consultation.objects.filter(pk=made.pk).update(opened_at=now, version=frozen)

    monkeypatch.setattr(preparation, "_hold", opened_by_the_clock)
    answer = client_of(cast.ada).post(reverse("consultations_admin:edit", args=[made.pk]), {**filled, "title": "Anders"})
    assert answer.context["form"].non_field_errors()[0].startswith("The consultation was opened in the meantime.")
    made.refresh_from_db()
    assert made.title == filled["title"]


def test_a_closed_one_is_only_looked_at(cast, now):
    made = consultation(now=now)
    consultations.open_(consultation=made, by=cast.ada, now=now)
    consultations.close(consultation=made, by=cast.ada, now=now, reason="Ende")
    answer = client_of(cast.ada).get(reverse("consultations_admin:edit", args=[made.pk]))
    assert answer.url == reverse("consultations_admin:inspect", args=[made.pk])


def test_one_that_was_never_opened_can_be_taken_back(cast, now):
    made = consultation(now=now)
    assert client_of(cast.ada).post(reverse("consultations_admin:delete", args=[made.pk])).status_code == 302
    assert Consultation.objects.count() == 0


@pytest.mark.promise(4)
def test_one_that_was_opened_stays(cast, now):
    made = consultation(now=now)
    consultations.open_(consultation=made, by=cast.ada, now=now)
    client_of(cast.ada).post(reverse("consultations_admin:delete", args=[made.pk]))
    assert Consultation.objects.count() == 1
