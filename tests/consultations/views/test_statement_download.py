"""An issued file, byte for byte."""

from hashlib import sha256

import pytest
from django.urls import reverse

from positions.enums import Audience
from tests.consultations import issued


def url(statement) -> str:
    return reverse("consultations:statement_file", args=[statement.slug, f"{statement.slug}.pdf"])


def test_the_bytes_are_the_record(db, client, now):
    statement = issued.statement(now=now)
    response = client.get(url(statement))
    assert response.content == issued.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{statement.slug}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["ETag"] == f'"{sha256(issued.PDF).hexdigest()}"'
    assert response["Cache-Control"] == "public, max-age=300"


def test_who_has_it_already_is_sent_nothing(db, client, now, django_assert_num_queries):
    statement = issued.statement(now=now)
    with django_assert_num_queries(1):  # its bytes are not even read
        response = client.get(url(statement), headers={"if-none-match": f'"{sha256(issued.PDF).hexdigest()}"'})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PARTICIPANTS])
def test_who_may_not_read_it_learns_nothing(cast, client, now, audience):
    statement = issued.statement(now=now, audience=audience, participants=[cast.birch])
    statuses = {}
    for name, person in cast.everyone().items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        statuses[name] = client.get(url(statement)).status_code
    refused = ["hanna", "nobody"] if audience == Audience.MEMBERS else ["cem", "hanna", "nobody"]
    assert statuses == {name: 404 if name in refused else 200 for name in cast.everyone()}


def test_what_is_not_public_stays_out_of_shared_caches(cast, client, now):
    statement = issued.statement(now=now, audience=Audience.MEMBERS)
    client.force_login(cast.bea)
    assert client.get(url(statement))["Cache-Control"] == "private, no-cache"


def test_a_file_that_was_not_issued(db, client, now):
    statement = issued.statement(now=now)
    assert client.get(reverse("consultations:statement_file", args=[statement.slug, "anderes.pdf"])).status_code == 404
