"""What differs between the published paper and its last version."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from positions.actions import versions
from positions.enums import Difference
from positions.models import Paper
from positions.queries import changes, sections_of

from .building import NOW, edit, keys, make_paper, save, section


def told(paper):
    return [(change.what.value, change.shown.heading, change.needs_mark) for change in changes(paper)]


@pytest.fixture
def issued(db):
    paper = make_paper()
    versions.issue(paper=paper, marks={}, by=None, now=NOW)
    return paper


def test_before_the_first_version_everything_is_added(db):
    assert [what for what, _heading, _mark in told(make_paper())] == ["added"] * 5


def test_nothing_changed(issued):
    assert changes(issued) == []


def test_a_draft_changes_nothing(issued):
    assert changes(edit(issued, publish=False, Schluss="Anders.")) == []


def test_changed_text_needs_a_mark_and_a_preamble_does_not(issued):
    paper = edit(issued, Schluss="Anders.", Vorspann="Auch anders.")
    assert told(paper) == [("changed", "Vorspann", False), ("changed", "Schluss", True)]


def test_both_sides_are_there(issued):
    [change] = changes(edit(issued, Schluss="Anders."))
    assert (change.before.text, change.after.tree[0]["content"][0]["text"]) == (
        "Wir bitten um eine Antwort bis zum Jahresende.", "Anders.",
    )  # fmt: skip
    assert change.key == change.after.key == change.before.section.key == keys(issued)["Schluss"]


def test_removed_sections_come_last(issued):
    assert told(edit(issued, Vorspann=None, Schluss="Anders.")) == [
        ("changed", "Schluss", True),
        ("removed", "Vorspann", False),
    ]


def test_only_what_moved_is_moved(issued):
    raw = list(issued.sections.raw_data)
    issued.sections = [raw[4], *raw[:4]]
    assert told(save(issued)) == [("moved", "Schluss", False)]


def test_another_level_or_kind_is_a_move(issued):
    raw = list(issued.sections.raw_data)
    raw[4]["value"]["level"] = 3
    raw[2]["value"]["kind"] = "preamble"
    issued.sections = raw
    assert told(save(issued)) == [("moved", "§ 1 Sprache", False), ("moved", "Schluss", False)]


def test_text_that_becomes_a_heading_needs_a_mark(issued):
    [change] = changes(edit(issued, Schluss=""))
    assert (change.what, change.after.kind, change.needs_mark) == (Difference.CHANGED, "heading", True)


def test_numbers_are_the_headings_own_or_counted(db):
    paper = make_paper(
        section("Vorab", "x", kind="preamble"), section("I. Teil"), section("1. Eins", "x"), section("Zwei", "x"),
        section("Teil ohne Nummer"), section("Artikel 7 Drei", "x"), section("3.2 Vier", "x"), section("§ 4a Fünf", "x"),
        section("Sechs", "x"), section("1990er Jahre", "x"),
    )  # fmt: skip
    assert [found.number for found in sections_of(paper)] == [
        "", "I.", "1.", "2", "", "Artikel 7", "3.2", "§ 4a", "6", "7",
    ]  # fmt: skip


def test_blank_blocks_are_left_out(db):
    paper = make_paper(section("Eins", "x"), section("", kind="text"))
    assert [found.heading for found in sections_of(paper)] == ["Eins"]


def test_links_to_pages_of_the_site_lead_there(db):
    paper = make_paper(section("Eins", "x"))
    home = Page.objects.get(slug="start")
    raw = list(paper.sections.raw_data)
    raw[0]["value"]["body"][0]["value"] = (
        f'<p><a linktype="page" id="{home.pk}">hier</a>, <a linktype="page" id="99999">nirgends</a></p>'
    )
    paper.sections = raw
    [found] = sections_of(save(paper))
    assert found.tree[0]["content"] == [
        {"type": "link", "href": home.full_url, "content": [{"type": "text", "text": "hier"}]},
        {"type": "text", "text": ", nirgends"},
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_changes_are_read_in_two_queries(db, count):
    paper = make_paper(*(section(f"Nr {number}", "x") for number in range(count)))
    versions.issue(paper=paper, marks={}, by=None, now=NOW)
    paper = Paper.objects.get()
    with CaptureQueriesContext(connection) as queries:
        changes(paper)
    assert len(queries) == 2
