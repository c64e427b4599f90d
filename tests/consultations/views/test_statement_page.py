"""One statement."""

import pytest
from django.urls import reverse

from accounts.models import User
from positions.enums import Audience
from tests.consultations import issued
from tests.positions.exports.sample import sample


def url(statement) -> str:
    return reverse("consultations:statement", args=[statement.slug])


@pytest.mark.promise(8)
@pytest.mark.parametrize("audience", Audience)
def test_who_reads_it_and_for_whom_it_does_not_exist(cast, client, now, audience):
    statement = issued.statement(now=now, audience=audience, participants=[cast.birch])
    refused = {
        Audience.PUBLIC: [],
        Audience.MEMBERS: ["hanna", "nobody"],
        Audience.PARTICIPANTS: ["cem", "hanna", "nobody"],
    }[audience]
    statuses = {}
    for name, person in cast.everyone().items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        statuses[name] = client.get(url(statement)).status_code
    assert statuses == {name: 404 if name in refused else 200 for name in cast.everyone()}


def test_it_says_everything_that_was_frozen(db, client, now):
    content = sample()
    page = client.get(url(issued.statement(now=now))).content.decode()
    for section in content.sections:
        assert section.heading.replace("&", "&amp;") in page
    assert "60 von 65" in page or "60 of 65" in page
    for name in content.electorate.named:
        assert name in page
    for section in content.sections:
        for note in section.dissents:
            assert all(name in page for name in note.by)


@pytest.mark.promise(10)
def test_it_says_what_the_vote_means(db, client, now):
    meant = sample().legal_effect
    assert meant
    assert f'<dd lang="{sample().language}">{meant}</dd>' in client.get(url(issued.statement(now=now))).text


@pytest.mark.promise(8)
def test_no_person_in_public(cast, client, now):
    """Neither those who acted, nor those who signed: the page names organisations and totals."""
    statement = issued.statement(now=now, participants=[cast.birch])
    page = client.get(url(statement)).content.decode()
    signed = [line for line in sample().signature if line]
    assert signed
    hidden = [*signed, str(statement.actor), *User.objects.values_list("email", flat=True)]
    assert [text for text in hidden if text in page] == []


def test_queries(db, client, now, django_assert_num_queries):
    statement = issued.statement(now=now)
    with django_assert_num_queries(3):  # the statement; its files; what corrects it
        client.get(url(statement))


def test_what_is_not_public_is_kept_out_of_search_engines(cast, client, now):
    statement = issued.statement(now=now, audience=Audience.MEMBERS)
    client.force_login(cast.bea)
    assert '<meta name="robots" content="noindex">' in client.get(url(statement)).content.decode()
