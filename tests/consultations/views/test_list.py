"""The list of consultations."""

import pytest
from django.urls import reverse

from consultations.actions import objections, votes
from consultations.enums import Visibility
from positions.enums import Change
from tests.consultations.factories import fill_votes, issue_version, open_consultation

ADDRESS = reverse("consultations:list")


def titles(response) -> dict[str, list[str]]:
    shelf = response.context["shelf"]
    return {name: [line.consultation.title for line in getattr(shelf, name)] for name in ("running", "coming", "over")}


@pytest.mark.promise(8)
def test_everyone_reads_theirs(english, cast, now):
    for visibility in Visibility:
        open_consultation(now=now, organisations=[cast.birch], visibility=visibility, title=str(visibility.value))
    member = {"public", "members"}
    invited = {"public", "members", "participants"}
    reads = {"ada": invited, "bea": invited, "bo": invited, "cem": member, "dora": invited, "emil": invited}
    reads |= {"farid": invited, "gul": invited, "hanna": {"public"}, "nobody": {"public"}}
    for name, person in cast.everyone().items():
        english.logout()
        if name != "nobody":
            english.force_login(person)
        response = english.get(ADDRESS)
        assert (response.status_code, set(titles(response)["running"])) == (200, reads[name]), name
        for hidden in invited - reads[name]:
            assert f">{hidden}<" not in response.content.decode()


def test_what_runs_stands_first_by_its_deadline(english, cast, now):
    for phase in ("closed", "comment", "vote", "revise", "over", "unopened"):
        open_consultation(now=now, organisations=[cast.birch], phase=phase, title=phase)
    english.force_login(cast.ada)
    assert titles(english.get(ADDRESS)) == {
        "running": ["revise", "vote", "comment", "over"],
        "coming": ["unopened"],
        "over": ["closed"],
    }


def test_it_says_how_far_the_organisation_is(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch])
    votes.cast(
        question=opened.questions[0],
        organisation=cast.birch,
        choice="support",
        digest=opened.wordings[0].digest,
        by=cast.bea,
        now=now,
    )
    english.force_login(cast.bea)
    assert "1 of 4 voted." in english.get(ADDRESS).content.decode()
    english.force_login(cast.cem)
    assert "voted." not in english.get(ADDRESS).content.decode()


@pytest.mark.promise(3)
def test_a_vote_counts_through_an_editorial_change_and_not_through_a_substantive_one(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch])
    fill_votes(opened, [cast.birch], now=now)
    issue_version(opened, now=now, changes={0: Change.EDITORIAL, 1: Change.SUBSTANTIVE})
    english.force_login(cast.bea)
    assert "2 of 4 voted." in english.get(ADDRESS).content.decode()  # not the second section, nor the paper as a whole


@pytest.mark.promise(3)
def test_a_vote_set_aside_by_its_organisations_objection_is_none(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch])
    fill_votes(opened, [cast.birch], now=now)
    issue_version(opened, now=now, changes={0: Change.EDITORIAL})
    english.force_login(cast.bea)
    assert [line.answered for line in english.get(ADDRESS).context["shelf"].running] == [4]
    objections.object_(question=opened.questions[0], organisation=cast.birch, by=cast.bea, now=now)
    assert [line.answered for line in english.get(ADDRESS).context["shelf"].running] == [3]


def test_without_anything_to_read_it_says_what_to_do(english, cast):
    assert "Sign in to see the consultations of your organisation." in english.get(ADDRESS).content.decode()


@pytest.mark.parametrize("consultations", [1, 3])
def test_it_asks_the_database_the_same_whatever_its_length(client, cast, now, consultations, django_assert_num_queries):
    for number in range(consultations):
        open_consultation(now=now, organisations=[cast.birch], title=f"Papier {number}", visibility="public")
    with django_assert_num_queries(2):
        client.get(ADDRESS)
    client.force_login(cast.bea)
    with django_assert_num_queries(6):
        client.get(ADDRESS)
