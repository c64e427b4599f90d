"""The record's pages and files: for whom, what of it, and in which form."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import Actor
from consultations.enums import LegalEffect, Visibility
from consultations.queries.record_eyes import label
from consultations.queries.record_sheets import SHEETS

from .. import recorded

NAMES = ("record", "record_json", "record_csv")
FOUND = {
    Visibility.PUBLIC: {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna", "nobody"},
    Visibility.MEMBERS: {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul"},
    Visibility.PARTICIPANTS: {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul"},
}


@pytest.fixture
def closed(cast, now):
    return recorded.closed_one(cast, now=now)


def at(name, consultation, query=""):
    return reverse(f"consultations:{name}", args=[consultation.slug]) + query


def content(response) -> str:
    return response.getvalue().decode() if response.streaming else response.content.decode()


def table(client, consultation, part) -> list[dict]:
    text = content(client.get(at("record_csv", consultation, f"?teil={part}")))
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))


def as_person(client, name, person):
    client.logout()
    if name != "nobody":
        client.force_login(person)
    return client


@pytest.mark.parametrize("visibility", list(Visibility))
def test_whoever_may_read_the_consultation_reads_its_record(english, cast, now, visibility):
    consultation = recorded.open_one(cast, now=now, visibility=visibility)
    for name, person in cast.everyone().items():
        as_person(english, name, person)
        expected = 200 if name in FOUND[visibility] else 302 if name == "nobody" else 404
        assert (name, *(english.get(at(address, consultation)).status_code for address in NAMES)) == (name, *[expected] * 3)


def test_cem_learns_nothing_of_a_confidential_one(english, cast, now):
    consultation = recorded.open_one(cast, now=now, visibility=Visibility.PARTICIPANTS, is_confidential=True)
    consultation.participations.filter(organisation=cast.cedar).delete()
    english.force_login(cast.cem)
    assert {english.get(at(address, consultation)).status_code for address in NAMES} == {404}


@pytest.mark.promise(8)
def test_no_person_and_no_token_anywhere(english, cast, closed):
    tokens = [str(token) for token in Actor.objects.values_list("token", flat=True)]
    question = closed.questions.first().pk
    queries = ["", f"?frage={question}", *(f"?teil={name}" for name in SHEETS)]
    for name, person in cast.everyone().items():
        as_person(english, name, person)
        for address in NAMES:
            for query in queries:
                text = content(english.get(at(address, closed, query)))
                main = text.partition("<main")[2] or text
                assert [token for token in tokens if token in main] == []
                assert [who for who in ("Ada", "Bea", "Cem", "Farid") if f">{who}<" in main or f'"{who}"' in main] == []
                assert "@example" not in main


@pytest.mark.promise(8)
def test_a_member_that_takes_no_part_reads_what_the_public_reads(english, cast, now):
    consultation = recorded.open_one(cast, now=now, visibility=Visibility.MEMBERS)
    recorded.vote_in(consultation, cast, now=now)
    consultation.participations.filter(organisation=cast.cedar).delete()
    english.force_login(cast.cem)
    assert {row["name"] for row in table(english, consultation, "wahlberechtigte")} == {
        "Birkenverein",
        label(consultation, cast.cedar.pk),
    }


@pytest.mark.promise(8)
def test_in_public_an_organisation_that_is_only_counted_has_a_label(english, cast, closed):
    cedar = label(closed, cast.cedar.pk)
    question = closed.questions.first().pk
    for address, query in (("record", f"?frage={question}"), ("record_json", ""), ("record_csv", "")):
        text = content(english.get(at(address, closed, query)))
        assert (address, "Zedernkreis" in text, cedar in text, "Birkenverein" in text) == (address, False, True, True)
    english.force_login(cast.bo)
    for address, query in (("record", f"?frage={question}"), ("record_json", ""), ("record_csv", "")):
        assert "Zedernkreis" in content(english.get(at(address, closed, query)))


@pytest.mark.promise(8)
def test_until_the_close_only_ones_own_votes(english, cast, now):
    consultation = recorded.open_one(cast, now=now)
    recorded.vote_in(consultation, cast, now=now)
    for name, person in cast.everyone().items():
        as_person(english, name, person)
        rows = table(english, consultation, "voten")
        expected = {"cem": "Zedernkreis"}.get(name, "Birkenverein" if name in {"bea", "bo", "emil", "farid"} else None)
        assert (name, {row["name"] for row in rows}) == (name, {expected} - {None})


@pytest.mark.promise(3)
def test_a_spreadsheet_counts_what_was_decided(english, cast, closed):
    """As the page for volunteers says: last, cast, fresh; weights by what they count as."""
    english.force_login(cast.bo)
    counted = {}
    for row in table(english, closed, "voten"):
        if (row["last"], row["act"], row["fresh"]) == ("1", "cast", "1"):
            place = row["question"], row["counts_as"]
            counted[place] = counted.get(place, 0) + int(row["weight"])
    facts = closed.record.get(kind="closed").facts
    for outcome in facts["outcomes"]:
        for number in ("yes", "no", "abstain"):
            assert counted.get((str(outcome["question"]), number), 0) == outcome["votes"][number]
    assert (
        sum(int(row["votes"]) for row in table(english, closed, "wahlberechtigte")) == facts["outcomes"][0]["votes"]["eligible"]
    )
    marks = [(row["heading"], row["change"]) for row in table(english, closed, "wortlaute") if row["version"] == "2"]
    assert marks == [("Fristen", "editorial"), ("Kosten", "substantive"), ("Integrationskurse", "substantive")]
    assert [row["rule"] for row in table(english, closed, "fragen")] == ["simple"] * 3
    assert len(table(english, closed, "siegel")) == closed.seals.count()


def test_no_cell_is_a_formula(english, cast, now):
    cast.cedar.name = '=HYPERLINK("http://example.org")'
    cast.cedar.save()
    closed = recorded.closed_one(cast, now=now)
    english.force_login(cast.bo)
    assert {row["name"] for row in table(english, closed, "wahlberechtigte")} == {
        "Birkenverein", "'=HYPERLINK(\"http://example.org\")",
    }  # fmt: skip


def test_an_unknown_table(english, cast, closed):
    assert english.get(at("record_csv", closed, "?teil=personen")).status_code == 404


def test_the_files_are_for_keeping_and_for_nobody_else(english, cast, closed):
    response = english.get(at("record_json", closed))
    assert response["Content-Disposition"] == 'attachment; filename="kurse-protokoll.json"'
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-cache", "nosniff")
    assert json.loads(response.getvalue())["schema"] == "mitstimme-record/1"


def test_the_course_is_told_in_order_with_reasons(english, cast, closed):
    english.force_login(cast.bo)
    page = english.get(at("record", closed))
    kinds = [step.entry.kind for step in page.context["steps"]]
    assert kinds == ["opened", "version_issued", "electorate_changed", "phase_sealed", "closed"]
    text = content(page)
    for said in (
        "2 organisations with 2 votes in all may vote.",
        "1 Fristen: Editorial change",
        "3 votes turned stale.",
        "Zedernkreis now has 3 votes.",
        "Nachgezahlt.",
    ):
        assert said in text


@pytest.mark.promise(10)
def test_it_says_what_the_vote_meant(english, cast, now):
    consultation = recorded.open_one(cast, now=now, legal_effect=LegalEffect.BOARD)
    assert "Legal effect: Board resolution." in content(english.get(at("record", consultation)))
    assert json.loads(content(english.get(at("record_json", consultation))))["consultation"]["legal_effect"] == "board"


def test_the_history_of_one_question(english, cast, closed):
    english.force_login(cast.bo)
    question = closed.questions.order_by("position")[1].pk
    lines = english.get(at("record", closed, f"?frage={question}")).context["lines"]
    assert [(line.who, line.choice, line.version) for line in lines] == [
        ("Birkenverein", "We reject this", 1), ("Zedernkreis", "We support this", 1), ("Birkenverein", "With concerns", 2),
    ]  # fmt: skip
    assert english.get(at("record", closed, "?frage=x")).status_code == 200


def test_the_help_names_every_column(english, db):
    page, docs = content(english.get(reverse("consultations:record_help"))), Path("docs/record.md").read_text()
    for sheet in SHEETS.values():
        assert f"`{sheet.name}`" in docs
        for column in sheet.columns:
            assert f'<th scope="row">{column}</th>' in page
            assert f"`{column}`" in docs


def test_its_statements_are_as_many_for_a_long_record(english, cast, closed, django_assert_num_queries):
    english.force_login(cast.bo)
    question = closed.questions.first().pk
    english.get(at("record", closed))
    with django_assert_num_queries(18):
        english.get(at("record", closed, f"?frage={question}"))
