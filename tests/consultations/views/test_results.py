"""The results page, its table and its file."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.html import strip_tags

from accounts.models import Organisation
from consultations.actions import alternatives, consultations, votes
from consultations.actions.alternatives import Proposed
from consultations.enums import LegalEffect, Visibility
from consultations.models import Consultation, Participation
from consultations.views.results import harmless
from tests.consultations import building
from tests.consultations.actions.test_closing import VOTING
from tests.consultations.factories import fill_votes, open_consultation


@pytest.fixture
def shown(cast, now):
    """Birch and Cedar have voted; results are shown while the vote runs."""
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar], results_hidden=False, title="Kurse")
    fill_votes(opened, [cast.birch], now=now, choices=["support"])
    fill_votes(opened, [cast.cedar], now=now, choices=["reject"])
    return opened


def address(opened, page="ergebnis/") -> str:
    return f"{opened.consultation.get_absolute_url()}{page}"


def answers(client, cast, url) -> dict[str, int]:
    found = {}
    for name, person in cast.everyone().items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        found[name] = client.get(url).status_code
    return found


def test_who_sees_them(client, cast, shown):
    """Like the paper itself: members, secretariat and board."""
    everyone = dict.fromkeys(cast.everyone(), 200)
    assert answers(client, cast, address(shown)) == {**everyone, "hanna": 404, "nobody": 302}


@pytest.mark.promise(8)
def test_who_voted_how_is_for_those_who_take_part(client, cast, now):
    opened = open_consultation(
        now=now, organisations=[cast.birch], results_hidden=False, visibility=Visibility.PUBLIC, title="Öffentlich"
    )
    fill_votes(opened, [cast.birch], now=now, choices=["support"])
    everyone = dict.fromkeys(cast.everyone(), 200)
    outside = {"cem": 404, "hanna": 404, "nobody": 404}
    assert answers(client, cast, address(opened, "ergebnis/tabelle/")) == {**everyone, **outside}
    client.logout()
    page = client.get(address(opened)).text
    assert ("Birkenverein" in page, "Bea" in page, "1</b>" in page) == (False, False, True)
    assert "Birkenverein" not in client.get(address(opened, "ergebnis.csv")).text


@pytest.mark.promise(8)
def test_no_person_stands_in_table_or_file(client, cast, shown):
    client.force_login(cast.bea)
    for page in ("ergebnis/", "ergebnis/tabelle/", "ergebnis.csv"):
        text = client.get(address(shown, page)).text
        assert [name for name in ("Cem", "Emil", "Farid", str(cast.cem.actor.token)) if name in text] == []


@pytest.mark.promise(8)
def test_hidden_means_hidden_from_everyone_until_the_close(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar], title="Kurse")
    fill_votes(opened, [cast.birch], now=now, choices=["support"])
    for person in (cast.bea, cast.ada, cast.dora, cast.gul):
        english.force_login(person)
        for page in ("ergebnis/", "ergebnis/tabelle/", "ergebnis.csv"):
            said = english.get(address(opened, page)).text
            assert "1 of 2 organisations has taken part so far." in said
            assert ("carry it" in said, "We support this" in said) == (False, False)


def test_the_pictures_and_what_they_say(english, cast, shown):
    english.force_login(cast.bea)
    page = english.get(address(shown)).text
    assert "2 organisations have voted so far" in page
    assert "<b>1</b> carry it, <b>1</b> do not" in page
    assert 'role="img" aria-labelledby="m1 o1"' in page
    assert 'class="us" x="0"' in page
    table = english.get(address(shown, "ergebnis/tabelle/")).text
    assert "Birkenverein" in table
    assert "We reject this" in table


@pytest.mark.promise(10)
def test_they_say_what_they_mean_in_law(english, cast, shown):
    note = "Am 27. November beschließt der Vorstand."
    Consultation.objects.update(legal_effect=LegalEffect.BOARD, decision_note=note)
    english.force_login(cast.bea)
    assert f"The vote prepares a resolution of the board; the board decides. {note}" in english.get(address(shown)).text


def test_after_the_close_the_outcome_is_said(english, cast, now):
    made = building.consultation(now=now, timetable=VOTING)
    consultations.open_(consultation=made, by=cast.ada, now=now)
    for question in made.questions.select_related("consultation__version", "section"):
        wording = made.version.wordings.get(section=question.section)
        choice = "yes" if question.kind == "paper" else "support"
        votes.cast(question=question, organisation=cast.birch, choice=choice, digest=wording.digest, by=cast.bea, now=now)
    consultations.close(consultation=made, by=cast.ada, now=now, reason="Fertig.")
    english.force_login(cast.bea)
    page = english.get(f"{made.get_absolute_url()}ergebnis/").text
    assert "All 2 sections are adopted" in page
    assert "Adopted: 1 of 1 votes cast, 1 needed (simple majority)." in page


def test_very_many_are_grouped_by_region(client, cast, now):
    many = Organisation.objects.bulk_create(
        Organisation(name=f"Verein {n}", slug=f"v{n}", region="Nord" if n % 2 else "Süd") for n in range(160)
    )
    opened = open_consultation(now=now, organisations=[cast.birch, *many], results_hidden=False)
    fill_votes(opened, list(many), now=now)
    client.force_login(cast.bea)
    page = client.get(address(opened)).text
    assert page.count('<ul class="regions">') == 4
    assert "Nord <span" in page


def test_the_file_is_for_a_spreadsheet_and_no_formula(english, cast, shown):
    english.force_login(cast.bea)
    response = english.get(address(shown, "ergebnis.csv"))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = response.text.lstrip("\ufeff").splitlines()
    assert lines[0] == "Number;Section;Choice;Organisations;Votes;Result"
    assert [harmless(cell) for cell in ("=HYPERLINK(1)", "+1", "-1", "@a", "a=1")] == [
        "'=HYPERLINK(1)",
        "'+1",
        "'-1",
        "'@a",
        "a=1",
    ]
    assert lines[1].split(";")[2:5] == ["We support this", "1", "1"]


def pose(opened, cast, now, scale, title):
    return alternatives.pose(
        consultation=opened.consultation, wording=opened.wordings[0], title=title, scale=scale,
        proposed=[Proposed("Kürzer", text="Zwei."), Proposed("Länger", text="Vier.")], by=cast.ada, now=now,
    )  # fmt: skip


def tell(question, cast, now, birch, cedar):
    for said, organisation, person in ((birch, cast.birch, cast.bea), (cedar, cast.cedar, cast.cem)):
        alternatives.answer(
            question=question, organisation=organisation, digest=question.digest, by=person, now=now, **said
        )  # fmt: skip


def words_of(page: str) -> str:
    return " ".join(strip_tags(page[page.index('id="alternativen"') :]).split())


def test_alternatives_show_which_wording_is_ahead_and_are_counted_in_the_file(english, cast, shown, now):
    tell(pose(shown, cast, now, "either_or", "Wie lange?"), cast, now, {"choice": "o2"}, {"choice": "o2"})
    english.force_login(cast.bea)
    said = words_of(english.get(address(shown)).text)
    assert "Wie lange?" in said
    assert "As it stands 0 organisations Kürzer ahead so far 2 organisations Länger 0 organisations" in said
    assert ";Wie lange?;Kürzer;2;2;chosen" in english.get(address(shown, "ergebnis.csv")).text


def test_a_tie_between_alternatives_is_said(english, cast, shown, now):
    tell(pose(shown, cast, now, "either_or", "Wie lange?"), cast, now, {"choice": "o2"}, {"choice": "o3"})
    english.force_login(cast.bea)
    said = words_of(english.get(address(shown)).text)
    assert "Kürzer tied 1 organisation Länger tied 1 organisation" in said
    assert "A run-off between them is needed." in said


def test_resistance_is_shown_as_acceptance(english, cast, shown, now):
    ratings = {"ratings": {1: 8, 2: 2}}, {"ratings": {1: 6, 2: 1}}
    tell(pose(shown, cast, now, "resistance", "Wie lange?"), cast, now, *ratings)
    english.force_login(cast.bea)
    said = words_of(english.get(address(shown)).text)
    assert "Kürzer ahead so far Acceptance 85 %: resistance 3, rated by 2 organisations." in said
    assert "Länger Nobody has rated it." in said


@pytest.mark.promise(8)
def test_hidden_results_hide_alternatives_too(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar], title="Kurse")
    tell(pose(opened, cast, now, "either_or", "Wie lange?"), cast, now, {"choice": "o2"}, {"choice": "o2"})
    english.force_login(cast.ada)
    for page in ("ergebnis/", "ergebnis.csv"):
        assert "Wie lange?" not in english.get(address(opened, page)).text


@pytest.mark.parametrize(
    ("minutes", "steps", "sentence"),
    [
        ((0, 10), [], "2 organisations have voted, all of them on"),
        ((0, 130), [("10:00", 1), ("11:00", 1), ("12:00", 2)], "2 organisations have voted, all of them on"),
        ((13 * 60, 14 * 60), [("23:00", 1), ("midnight", 2)], "2 organisations have voted, all of them on"),
        ((0, 24 * 60), [("4 May", 1), ("5 May", 2)], "The first organisation voted on 4 May; 2 have voted in all."),
    ],
)
def test_how_the_votes_came_in(english, cast, shown, minutes, steps, sentence):
    morning = datetime(2026, 5, 4, 9, 20, tzinfo=ZoneInfo("Europe/Berlin"))
    for place, minute in zip(shown.consultation.participations.order_by("pk"), minutes, strict=True):
        Participation.objects.filter(pk=place.pk).update(first_voted_at=morning + timedelta(minutes=minute))
    english.force_login(cast.bea)
    response = english.get(address(shown))
    assert [(step.label, step.voted) for step in response.context["steps"]] == steps
    assert sentence in response.text
    assert response.text.count('<svg class="growth"') == (1 if steps else 0)
