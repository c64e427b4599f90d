"""The lists of papers, consultations and drafts: what they show, how one finds in them, and that rows cost no queries."""

import pytest
from django.urls import reverse

from consultations.actions import consultations
from positions.models import Paper

from ...admin_site import client_of
from ..building import consultation
from ..factories import fill_votes, open_consultation


@pytest.fixture
def make(cast, now):
    def made(count):
        for number in range(count):
            opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar], title=f"Papier {number}", phase="vote")
            opened.version.paper.save_revision()

    return made


def titles(cast, url):
    return [str(row) for row in client_of(cast.ada).get(url).context["object_list"]]


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("papers:index", 13), ("consultations_admin:index", 12)])
def test_rows_cost_no_queries(cast, make, item_count, name, queries, django_assert_num_queries):
    make(item_count)
    client = client_of(cast.ada)
    client.get(reverse(name))
    with django_assert_num_queries(queries):
        assert len(client.get(reverse(name)).context["object_list"]) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_rows_of_drafts_cost_no_queries(cast, now, item_count, django_assert_num_queries):
    for number in range(item_count):
        made = consultation(now=now, title=f"Kurse {number}")
        consultations.open_(consultation=made, by=cast.ada, now=now)
        consultations.close(consultation=made, by=cast.ada, now=now, reason="Ende der Anhörung")
    client = client_of(cast.ada)
    client.get(reverse("statement_drafts:list"))
    with django_assert_num_queries(11):
        assert len(client.get(reverse("statement_drafts:list")).context["object_list"]) == item_count


def test_a_paper_is_listed_with_its_version_and_where_its_consultation_stands(cast, make):
    make(1)
    page = client_of(cast.ada).get(reverse("papers:index"))
    paper = page.context["object_list"][0]
    assert (paper.last_version, paper.consultation_state.split(" until ")[0]) == (1, "Vote")


def test_papers_are_found_and_filtered(cast, make):
    make(3)
    Paper.objects.filter(title="Papier 1").update(topic="migration")
    assert titles(cast, reverse("papers:index") + "?q=Papier+2") == ["Papier 2"]
    assert titles(cast, reverse("papers:index") + "?topic=migration") == ["Papier 1"]


def test_consultations_are_found_and_filtered(cast, now):
    for title, phase in (("Alt", "closed"), ("Jetzt", "vote"), ("Bald", "unopened")):
        open_consultation(now=now, organisations=[cast.birch], title=title, phase=phase)
    url = reverse("consultations_admin:index")
    found = {stands: titles(cast, f"{url}?stands={stands}") for stands in ("prepared", "open", "closed")}
    assert found == {"prepared": ["Bald"], "open": ["Jetzt"], "closed": ["Alt"]}
    assert titles(cast, f"{url}?q=jetz") == ["Jetzt"]


def test_the_list_of_consultations_goes_into_a_spreadsheet(cast, make):
    make(1)
    answer = client_of(cast.ada).get(reverse("consultations_admin:index") + "?export=csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert (len(lines), lines[1].split(",")[0]) == (2, "Papier 0")


def test_who_has_voted_and_whom_to_telephone(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar])
    fill_votes(opened, [cast.birch], now=now)
    page = client_of(cast.gul).get(reverse("consultations_admin:inspect", args=[opened.consultation.pk]))
    standing = page.context["electorate"]
    assert ([p.organisation for p in standing.voted], [p.organisation for p in standing.waiting]) == (
        [cast.birch],
        [cast.cedar],
    )
    content = page.content.decode()
    assert (cast.cedar.phone in content, cast.birch.phone in content) == (True, False)
    # Whom to call for Cedar is said; who cast Birch's votes is not.
    assert [person.name for person in (cast.bea, cast.cem) if person.name in content] == ["Cem"]
