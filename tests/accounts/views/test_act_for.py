"""Changing the organisation one acts for."""

import pytest

from accounts.models import Membership, Role

ACT_FOR = "/handeln-fuer/"


@pytest.fixture
def bea(people, client):
    Membership.objects.create(user=people.bea, organisation=people.cedar, role=Role.READER)
    client.force_login(people.bea)
    return people.bea


def acts_for(client):
    return client.get("/konto/").context["organisation"].slug


def test_the_choice_holds_for_the_session(bea, client):
    assert acts_for(client) == "birch"
    response = client.post(ACT_FOR, {"acting_for": "cedar", "next": "/konto/"})
    assert (response.status_code, response.url, acts_for(client)) == (302, "/konto/", "cedar")


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "\\\\evil.example"])
def test_it_leads_nowhere_but_to_us(bea, client, wanted):
    assert client.post(ACT_FOR, {"acting_for": "cedar", "next": wanted}).url == "/"


@pytest.mark.parametrize("slug", ["federation", "no-such", ""])
def test_only_ones_own(bea, client, slug):
    assert client.post(ACT_FOR, {"acting_for": slug}).status_code == 403
    assert acts_for(client) == "birch"


def test_nobody_chooses_nothing(people, client):
    assert client.post(ACT_FOR, {"acting_for": "birch"}).url == "/anmelden/?next=/handeln-fuer/"


def test_looking_is_no_way_in(bea, client):
    assert client.get(ACT_FOR).status_code == 405


def test_two_tabs_act_for_two_organisations(bea, client):
    tabs = [client.get(f"/konto/?fuer={slug}").context["organisation"].slug for slug in ("birch", "cedar")]
    assert tabs == ["birch", "cedar"]
