"""What the people of the demo find about mandates and votes, on the pages they would look at."""

import re

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from consultations.models import Consultation
from demo import federation

from .test_loading import NOW, load

VOTE = "/beteiligungen/erreichbare-behoerden/"
CLOSED = "/beteiligungen/entwicklungspolitische-leitlinien/"


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for all of these tests, each of which undoes what it does itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reads(demo, db):
    def reads(key: str, path: str) -> str:
        """The words of this page, as this person sees them at the moment the demo was loaded."""
        client = Client(headers={"accept-language": "de"})
        with time_machine.travel(NOW, tick=False):
            client.force_login(User.objects.get(email=f"{key}@{federation.MAIL_DOMAIN}"))
            response = client.get(path)
        assert response.status_code == 200, path
        return " ".join(strip_tags(re.sub(r"<[^>]+>", " ", response.text)).split())

    return reads


def section(heading: str, slug="erreichbare-behoerden") -> str:
    consultation = Consultation.objects.get(slug=slug)
    wording = consultation.version.wordings.select_related("section").get(heading=heading, kind="text")
    return f"/beteiligungen/{slug}/abschnitte/{wording.section.key}/"


def test_beas_demand_was_met_and_waits_for_her_word(reads):
    said = reads("bea", section("Einbürgerung ist ein Ziel, kein Störfall"))
    assert "Ihre Bedingung ist erfüllt" in said
    suggestion = Consultation.objects.get(slug="erreichbare-behoerden").suggestions.get(state="adopted")
    assert f"Vorschlag {suggestion.number}" in said


def test_a_declined_suggestion_has_its_answer(reads):
    assert "Deshalb bleibt es beim Tag davor." in reads("luka", section("Entscheiden in drei Monaten"))


def test_an_editorial_change_can_be_objected_to(reads):
    assert "Ihr Votum gilt weiter" in reads("samira", section("Eingangsbestätigung und Liste der Unterlagen"))


def test_the_room_of_the_frauenkreis_has_drafts_and_straw_votes(reads):
    said = reads("bea", f"{VOTE}raum/")
    assert "Bei uns übersetzen Kinder für ihre Eltern." in said
    assert "Welche acht es sind, entscheidet das Land nach Bedarf." in said
    assert "Probeabstimmung" in said


def test_two_groups_of_alternatives_are_put_to_the_vote(reads):
    questions = Consultation.objects.get(slug="erreichbare-behoerden").questions.filter(kind="alternatives").order_by("pk")
    first, second = (reads("olena", f"{VOTE}alternativen/{question.pk}/") for question in questions)
    assert "Drei Stunden in der Woche" in first
    assert "Ohne die Umfrage" in second


def test_what_the_office_recorded_waits_for_selam(reads):
    assert "Die Kurzfassung braucht auch ein Bild vom Weg ins Amt." in reads("selam", f"{VOTE}vermerke/")
    assert "2 Voten bestätigen" in reads("selam", "/aufgaben/")


def test_notes_are_printed_with_the_statement(reads):
    statement = Consultation.objects.get(slug="entwicklungspolitische-leitlinien").statement_draft.statements.get()
    said = reads("samira", reverse("consultations:statement", args=[statement.slug]))
    assert "Ein Verzicht auf Anwerbung schützt Länder auf Kosten der Menschen" in said
    assert "Ohne diese Antwort trifft die Forderung die kleinen Betriebe." in said
