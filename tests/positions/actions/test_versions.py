"""Issuing versions: what is frozen, what has to be marked, what is refused."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from wagtail.log_actions import registry

from positions.actions import papers, versions
from positions.enums import Change, SectionKind
from positions.models import Paper, Section, Version
from positions.queries import sections_of
from positions.wording.tree import wording_digest
from shared.immutability import Frozen

from ..building import NOW, SECTIONS, edit, imported, keys, make_paper, save, section, words

LATER = NOW + timedelta(days=1)


def issue(paper, marks=None, **more):
    return versions.issue(paper=paper, marks=marks or {}, by=None, now=NOW, **more)


def rows(version):
    return [(w.kind, w.level, w.number, w.heading, w.change) for w in version.wordings.order_by("position")]


def test_the_first_version_freezes_every_section_in_order_and_the_whole(cast):
    paper = make_paper()
    version = versions.issue(paper=paper, marks={}, note="Erste", by=cast.ada, now=NOW)
    assert rows(version) == [
        ("preamble", 1, "", "Vorspann", "new"),
        ("heading", 2, "", "Grundsätze", "new"),
        ("text", 3, "§ 1", "§ 1 Sprache", "new"),
        ("text", 3, "§ 2", "§ 2 Beratung", "new"),
        ("text", 2, "3", "Schluss", "new"),
        ("whole", 1, "", "Integration vor Ort", "new"),
    ]
    assert (version.number, version.title, version.note, version.issued_at) == (1, "Integration vor Ort", "Erste", NOW)
    assert version.actor == cast.ada.actor.token
    assert version.revision == paper.live_revision_id


def test_a_wording_holds_tree_html_text_and_digest(db):
    version = issue(make_paper())
    wording = version.wordings.get(heading="§ 1 Sprache")
    text = "Sprachkurse sollen für alle offen sein, die sie brauchen."
    assert wording.tree == words(text)
    assert (wording.html, wording.text) == (f"<p>{text}</p>", text)
    assert wording.digest == wording_digest("§ 1 Sprache", wording.tree)
    assert version.wordings.get(kind=SectionKind.WHOLE).digest == version.digest
    assert versions.version_digest(version.title, version.lede, sections_of(version.paper)) == version.digest


def test_identities_carry_the_blocks_keys(db):
    paper = make_paper()
    issue(paper)
    assert set(paper.identities.exclude(kind="whole").values_list("key", flat=True)) == set(keys(paper).values())


@pytest.mark.promise(6)
def test_frozen_rows_cannot_be_changed(db):
    wording = issue(make_paper()).wordings.first()
    wording.heading = "Anders"
    with pytest.raises(Frozen):
        wording.save()


def test_a_draft_is_never_read(db):
    paper = make_paper()
    edit(paper, publish=False, Schluss="Nur ein Entwurf.")
    version = issue(paper)
    assert version.wordings.get(heading="Schluss").text == "Wir bitten um eine Antwort bis zum Jahresende."
    assert version.revision == Paper.objects.get().live_revision_id


def test_an_unpublished_paper_is_refused(db):
    with pytest.raises(versions.NothingPublished, match=r"Bitte|Please"):
        issue(make_paper(publish=False))
    assert Version.objects.count() == 0


def test_a_published_paper_without_text_is_refused(db):
    paper = make_paper()
    paper.sections = []
    save(paper)
    with pytest.raises(versions.NothingPublished):
        issue(paper)


def test_issuing_twice_without_a_change_is_refused(db):
    paper = make_paper()
    issue(paper)
    with pytest.raises(versions.NothingChanged):
        issue(paper)


def test_changed_text_needs_a_mark_and_then_keeps_its_links(db):
    paper = make_paper()
    first = issue(paper)
    paper = edit(paper, Schluss="Wir bitten um Antwort.", **{"§ 1": "Sprachkurse für alle."})
    changed = keys(paper)
    with pytest.raises(versions.MarksMissing) as refused:
        issue(paper, {changed["Schluss"]: Change.EDITORIAL})
    assert refused.value.keys == [changed["§ 1 Sprache"]]
    assert Version.objects.count() == 1
    second = issue(paper, {changed["Schluss"]: Change.EDITORIAL, changed["§ 1 Sprache"]: Change.SUBSTANTIVE})
    assert [row[4] for row in rows(second)] == ["same", "same", "substantive", "same", "editorial", "substantive"]
    before = {wording.section_id: wording.pk for wording in first.wordings.all()}
    assert {wording.section_id: wording.previous_id for wording in second.wordings.all()} == before


@pytest.mark.parametrize("mark", [Change.SAME, Change.NEW])
def test_only_real_marks_are_taken(db, mark):
    paper = make_paper()
    issue(paper)
    paper = edit(paper, Schluss="Wir bitten um Antwort.")
    with pytest.raises(versions.MarksUnknown):
        issue(paper, {keys(paper)["Schluss"]: mark})


def test_marks_for_unchanged_or_unknown_sections_are_refused(db):
    paper = make_paper()
    issue(paper)
    paper = edit(paper, Vorspann="Neu gefasst.")
    for key in (keys(paper)["§ 1 Sprache"], uuid4()):
        with pytest.raises(versions.MarksUnknown) as refused:
            issue(paper, {key: Change.EDITORIAL})
        assert refused.value.keys == [key]


def test_a_changed_preamble_is_editorial_unless_marked(db):
    paper = make_paper()
    issue(paper)
    paper = edit(paper, Vorspann="Neu gefasst.")
    second = issue(paper)
    assert [row[4] for row in rows(second)] == ["editorial", "same", "same", "same", "same", "editorial"]
    paper = edit(paper, Vorspann="Noch einmal.")
    third = issue(paper, {keys(paper)["Vorspann"]: Change.SUBSTANTIVE})
    assert [row[4] for row in rows(third)] == ["substantive", "same", "same", "same", "same", "substantive"]


def test_the_whole_paper_can_be_marked_itself(db):
    paper = make_paper()
    issue(paper)
    whole = paper.identities.get(kind="whole").key
    paper.lede = "Ein Vorspann."
    paper = save(paper)
    assert rows(issue(paper, {whole: Change.EDITORIAL}))[-1][4] == "editorial"
    paper.lede = "Ein anderer Vorspann."
    assert rows(issue(save(paper)))[-1][4] == "substantive"


def test_a_section_that_only_moves_keeps_its_digest(db):
    paper = make_paper()
    first = issue(paper)
    raw = list(paper.sections.raw_data)
    paper.sections = [raw[4], *raw[:4]]
    second = issue(save(paper))
    assert [row[3] for row in rows(second)][:2] == ["Schluss", "Vorspann"]
    assert {w.heading: w.digest for w in first.wordings.exclude(kind="whole")} == {
        w.heading: w.digest for w in second.wordings.exclude(kind="whole")
    }
    assert [row[4] for row in rows(second)] == ["same"] * 5 + ["substantive"]


@pytest.mark.promise(1)
def test_removed_sections_are_archived_and_return_with_their_key(db):
    paper = make_paper()
    issue(paper)
    key = keys(paper)["Schluss"]
    with_it = paper.live_revision
    paper = edit(paper, Schluss=None)
    versions.issue(paper=paper, marks={}, by=None, now=LATER)
    assert Section.objects.get(key=key).archived_at == LATER
    with_it.publish()
    third = issue(Paper.objects.get())
    assert Section.objects.get(key=key).archived_at is None
    returned = third.wordings.get(section__key=key)
    assert (returned.change, returned.previous) == (Change.NEW, None)
    assert Section.objects.count() == 6


def test_a_text_section_without_words_becomes_a_part_heading(db):
    paper = make_paper(section("Teil", kind="text"), section("Text", "Worte."))
    assert [row[:4] for row in rows(issue(paper))][:2] == [("heading", 2, "", "Teil"), ("text", 2, "1", "Text")]


def test_two_sections_of_one_key_are_refused(db):
    paper = make_paper()
    raw = list(paper.sections.raw_data)
    paper.sections = [*raw, raw[-1]]
    with pytest.raises(versions.SectionKeyTwice):
        issue(save(paper))


def test_the_history_names_the_version(cast):
    paper = make_paper()
    version = versions.issue(paper=paper, marks={}, by=cast.ada, now=NOW)
    entry = registry.get_logs_for_instance(paper).get(action="positions.issue_version")
    assert (entry.user, entry.timestamp, entry.data) == (cast.ada, NOW, {"number": 1, "digest": version.digest})


@pytest.mark.django_db(transaction=True)
def test_two_issues_at_once_give_two_numbers():
    paper = make_paper()
    issue(paper)
    paper = edit(paper, Vorspann="Neu gefasst.")
    outcomes = []

    def run():
        try:
            outcomes.append(issue(paper).number)
        except versions.NothingChanged:
            outcomes.append("nothing changed")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["2", "nothing changed"]
    assert connection.vendor in ("sqlite", "postgresql")


def test_importing_again_and_issuing_keeps_identities(db):
    paper = make_paper()
    issue(paper)
    again = imported(*SECTIONS[:4], section("Schluss", "Wir bitten um Antwort."))
    found = papers.update(paper=paper, imported=again, placements={}, by=None, now=NOW, publish=True)
    issue(found, {keys(paper)["Schluss"]: Change.EDITORIAL})
    assert Section.objects.count() == 6
