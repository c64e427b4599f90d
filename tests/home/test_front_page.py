"""The front page: what is there for whom, what is only counted, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Organisation, User
from consultations.enums import Visibility
from positions.enums import Audience, Topic
from tests.admin_site import _read_in_english  # noqa: F401  (these compare sentences)
from tests.consultations import factories, issued

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def now():
    return timezone.now()


def read(client, person=None) -> str:
    client.logout()
    if person is not None and person.is_authenticated:
        client.force_login(person)
    client.cookies["django_language"] = "en"
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_fresh_installation_says_what_will_stand_here(db, client):
    page = read(client)
    for sentence in (
        "Nothing is open at present.",
        "No statement has been issued yet.",
        "The members are still to be entered.",
        "In five steps.",
    ):
        assert sentence in page


@pytest.mark.promise(8)
def test_who_sees_which_consultation_named(cast, client, now):
    for visibility, title in (("public", "Offen"), ("members", "Intern"), ("participants", "Vertraulich")):
        factories.open_consultation(
            now=now, organisations=[cast.birch], visibility=Visibility(visibility), title=title, phase="comment"
        )
    named = {
        name: [title for title in ("Offen", "Intern", "Vertraulich") if f">{title}</a>" in read(client, person)]
        for name, person in cast.everyone().items()
    }
    everything = ["Offen", "Intern", "Vertraulich"]
    assert named == {
        "ada": everything, "bea": everything, "bo": everything, "cem": everything[:2], "dora": everything, "emil": everything,
        "farid": everything, "gul": everything, "hanna": everything[:1], "nobody": everything[:1],
    }  # fmt: skip


@pytest.mark.promise(8)
def test_confidential_ones_are_counted_and_nothing_more(cast, client, now):
    opened = factories.open_consultation(
        now=now, organisations=[cast.birch], visibility=Visibility.PARTICIPANTS, title="Geheimes Papier", phase="vote"
    )
    page = read(client)
    assert "One more paper is discussed in confidence" in page
    assert [text for text in ("Geheimes", opened.consultation.slug, opened.consultation.what) if text in page] == []


def test_one_that_is_not_open_yet_is_not_even_counted(cast, client, now):
    factories.open_consultation(
        now=now, organisations=[cast.birch], visibility=Visibility.PARTICIPANTS, title="Später", phase="unopened"
    )
    assert "Nothing is open at present." in read(client)


def test_a_delegate_sees_first_what_waits_for_the_organisation(cast, client, now):
    opened = factories.open_consultation(now=now, organisations=[cast.birch], title="Haushalt", phase="vote")
    page = read(client, cast.bea)
    assert "Open for Birkenverein" in page
    assert "0 of 4 voted" in page
    assert f'href="/beteiligungen/{opened.consultation.slug}/abstimmen/"' in page
    factories.fill_votes(opened, [cast.birch], now=now)
    assert "You have voted on everything." in read(client, cast.bea)
    assert "Open for" not in read(client, cast.cem)


def test_statements_by_topic_for_those_who_may_read_them(cast, client, now):
    issued.statement(now=now, serial=1, title="Erste", topic=Topic.MIGRATION)
    issued.statement(now=now, serial=2, title="Zweite", topic=Topic.MIGRATION, audience=Audience.MEMBERS)
    client.cookies["django_language"] = "en"
    shelves = client.get("/").context["topics"]
    assert [(shelf.topic, shelf.total, [s.title for s in shelf.latest]) for shelf in shelves] == [
        (Topic.MIGRATION, 1, ["Erste"])
    ]
    assert "Zweite" not in read(client)
    assert "Zweite" in read(client, cast.cem)


def test_the_last_vote_is_that_of_the_last_public_statement(db, client, now):
    issued.statement(now=now - timedelta(days=1), serial=1)
    issued.statement(now=now, serial=2, audience=Audience.MEMBERS)
    client.get("/")
    story = client.get("/").context["story"]
    assert story.number == f"1/{now.year}"
    assert (story.vote.number, story.vote.outcome.plain.taking_part, story.vote.silent) == ("3", 65, 5)


def test_a_confidential_consultation_lends_no_dates_to_the_example(cast, client, now):
    statement = issued.statement(now=now, participants=[cast.birch])
    consultation = statement.draft.consultation
    consultation.visibility, consultation.is_confidential, consultation.invited_on = "participants", True, now.date()
    consultation.save()
    story = client.get("/").context["story"]
    assert (story.invited_on, story.version, story.comments) == (None, 0, 0)


@pytest.mark.promise(8)
def test_no_person_on_the_front_page(cast, client, now):
    opened = factories.open_consultation(
        now=now, organisations=[cast.birch, cast.cedar], visibility=Visibility.PUBLIC, phase="vote"
    )
    factories.fill_comments(opened, [cast.birch], count=3, now=now)
    page = read(client)
    people = User.objects.exclude(name="").values_list("name", "email")
    assert [person for person in people if f">{person[0]}<" in page or person[1] in page] == []
    assert "Bei uns im Verein" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(cast, client, now, django_assert_num_queries, number):
    for serial in range(1, number + 1):
        issued.statement(now=now, serial=serial)
        factories.open_consultation(now=now, organisations=[cast.birch], visibility=Visibility.PUBLIC, title=f"P {serial}")
        Organisation.objects.create(name=f"Verein {serial}", slug=f"v-{serial}", region=f"Ort {serial}")
    client.get("/")
    with django_assert_num_queries(9):  # four of Wagtail's, then one for each list
        client.get("/")
    client.force_login(cast.bea)
    client.get("/")
    with django_assert_num_queries(13):  # and session, person with memberships, own part, own votes
        client.get("/")
