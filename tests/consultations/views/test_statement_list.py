"""The list of statements."""

from datetime import timedelta

import pytest
from django.urls import reverse

from positions.enums import Audience, Topic
from tests.consultations import issued

URL = "/stellungnahmen/"


def titles(response) -> list[str]:
    return [entry.statement.title for entry in response.context["entries"]]


def test_address():
    assert reverse("consultations:statements") == URL


def test_before_the_first_statement(db, client):
    response = client.get(URL, headers={"accept-language": "en"})
    assert "No statement has been issued yet." in response.content.decode()
    assert 'class="finder"' not in response.content.decode()


@pytest.mark.promise(8)
def test_each_sees_what_was_issued_for_them(cast, client, now):
    issued.statement(now=now, serial=1, title="Offen")
    issued.statement(now=now, serial=2, title="Für Mitglieder", audience=Audience.MEMBERS)
    issued.statement(now=now, serial=3, title="Vertraulich", audience=Audience.PARTICIPANTS, participants=[cast.birch])
    seen = {}
    for name, person in cast.everyone().items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        seen[name] = sorted(titles(client.get(URL)))
    everything, members, public = ["Für Mitglieder", "Offen", "Vertraulich"], ["Für Mitglieder", "Offen"], ["Offen"]
    assert seen == {
        "ada": everything, "bea": everything, "bo": everything, "cem": members, "dora": everything, "emil": everything,
        "farid": everything, "gul": everything, "hanna": public, "nobody": public,
    }  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(db, client, now, django_assert_num_queries, number):
    for serial in range(1, number + 1):
        issued.statement(now=now, serial=serial)
    with django_assert_num_queries(3):  # statements; what lists say of them, the first time; their PDFs
        client.get(URL)
    with django_assert_num_queries(2):
        client.get(URL)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Jung", "Ärztekreis", "Alt"]),
        ("q=ÄRZTE", ["Ärztekreis"]),
        ("q=sozial alt", ["Alt"]),
        ("thema=migration", ["Jung"]),
        ("jahr=2024", ["Alt"]),
        ("jahr=2024&thema=migration", []),
        ("jahr=gestern", ["Jung", "Ärztekreis", "Alt"]),
    ],
)
def test_finding(db, client, now, query, found):
    now = now.replace(year=2026, month=6)
    issued.statement(now=now.replace(year=2024), title="Alt", serial=1)
    issued.statement(now=now - timedelta(days=1), title="Ärztekreis", serial=1)
    issued.statement(now=now, title="Jung", topic=Topic.MIGRATION, serial=2)
    assert titles(client.get(f"{URL}?{query}")) == found


def test_an_empty_result_offers_what_finds_something_and_keeps_what_was_typed(db, client, now):
    now = now.replace(year=2026, month=6)
    issued.statement(now=now, title="Wohnsitz")
    issued.statement(now=now.replace(year=2024), title="Kurse")
    response = client.get(f"{URL}?q=Wohnsitz&jahr=2024&thema=migration", headers={"accept-language": "en"})
    assert [(one.label, one.url) for one in response.context["nearest"]] == [
        ("“Wohnsitz” in all topics and years: 1 statement", f"{URL}?q=Wohnsitz"),
        ("Everything of 2024: 1 statement", f"{URL}?jahr=2024"),
        ("Reset the search", URL),
    ]
    assert 'value="Wohnsitz"' in response.content.decode()
    assert '<option value="2024" selected>' in response.content.decode()


def test_a_correction_is_named_at_what_it_corrects(db, client, now):
    first = issued.statement(now=now - timedelta(days=1), serial=1, title="Erste")
    second = issued.statement(now=now, serial=2, title="Zweite", corrects=first)
    entries = client.get(URL).context["entries"]
    assert [(entry.statement.title, entry.corrected_by) for entry in entries] == [("Zweite", []), ("Erste", [second])]
