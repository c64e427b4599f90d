"""Answering a group of alternatives on its page."""

import pytest

from consultations.actions import alternatives
from consultations.actions.alternatives import Proposed
from consultations.models import Vote
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch])


def posed(opened, cast, now, scale="either_or"):
    proposed = [Proposed("Kürzer", text="Zwei Monate.")]
    return alternatives.pose(
        consultation=opened.consultation, wording=opened.wordings[0], title="Fristen", scale=scale, proposed=proposed,
        by=cast.ada, now=now,
    )  # fmt: skip


def address(opened, question) -> str:
    return f"{opened.consultation.get_absolute_url()}alternativen/{question.pk}/"


def test_who_reads_and_who_answers(client, cast, opened, now):
    question = posed(opened, cast, now)
    read, answered = {}, {}
    for name, person in cast.everyone().items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        read[name] = client.get(address(opened, question)).status_code
        sent = {"acting_for": "birch", "digest": question.digest, "choice": "o2"}
        answered[name] = client.post(address(opened, question), sent).status_code
    everyone = dict.fromkeys(cast.everyone(), 200)
    assert read == {**everyone, "hanna": 404, "nobody": 302}
    refused = dict.fromkeys(cast.everyone(), 403)
    assert answered == {**refused, "bea": 302, "farid": 302, "hanna": 404}


def test_it_is_linked_from_the_paper_and_the_tasks(english, cast, opened, now):
    question = posed(opened, cast, now)
    english.force_login(cast.bea)
    for page in (opened.consultation.get_absolute_url(), "/aufgaben/"):
        assert address(opened, question) in english.get(page).text


def test_resistance_is_rated_and_read_again(english, cast, opened, now):
    question = posed(opened, cast, now, "resistance")
    english.force_login(cast.bea)
    sent = {"acting_for": "birch", "digest": question.digest, "r1": "9", "r2": ""}
    page = english.post(address(opened, question), sent, follow=True).text
    assert Vote.objects.get().ratings == {"1": 9}
    assert "Your answer is stored." in page
    assert 'name="r1" value="9" checked' in page


@pytest.mark.parametrize("wrong", ["11", "-1", "viel", "1.5"])
def test_what_is_no_number_from_0_to_10_is_said_and_the_rest_stays(english, cast, opened, now, wrong):
    question = posed(opened, cast, now, "resistance")
    english.force_login(cast.bea)
    sent = {"acting_for": "birch", "digest": question.digest, "r1": wrong, "r2": "4"}
    response = english.post(address(opened, question), sent)
    assert (response.status_code, Vote.objects.count()) == (422, 0)
    assert "A resistance is a number from 0 to 10." in response.text
    assert 'name="r2" value="4" checked' in response.text


def test_another_consultations_group_is_not_there(client, cast, opened, now):
    other = open_consultation(now=now, organisations=[cast.birch], title="Anderes")
    question = posed(other, cast, now)
    client.force_login(cast.bea)
    assert client.get(address(opened, question)).status_code == 404
