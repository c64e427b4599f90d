"""Papers from files: created once, updated again, keys kept, nothing half-saved."""

import pytest
from wagtail.log_actions import registry
from wagtail.models import Page

from home.models import PaperShelf
from positions.actions import papers
from positions.models import Paper
from positions.queries import sections_of

from ..building import NOW, SECTIONS, imported, keys, make_paper, section


def draft_of(paper):
    return Paper.objects.get(pk=paper.pk).get_latest_revision_as_object()


def update(paper, *sections, placements=None, **more):
    return papers.update(paper=paper, imported=imported(*sections), placements=placements or {}, by=None, now=NOW, **more)


def test_create_stands_on_the_shelf_as_a_draft(cast):
    paper = make_paper(publish=False, by=cast.ada)
    stored = Paper.objects.get()
    assert stored.get_parent().specific == PaperShelf.objects.get()
    assert (stored.live, stored.title, stored.slug, stored.owner) == (
        False,
        "Integration vor Ort",
        "integration-vor-ort",
        cast.ada,
    )
    assert [found.heading for found in sections_of(draft_of(paper))] == [found.heading for found in SECTIONS]
    assert [found.tree for found in sections_of(draft_of(paper))] == [found.tree for found in SECTIONS]


def test_create_publishes_if_asked(db):
    paper = make_paper()
    assert (paper.live, paper.has_unpublished_changes) == (True, False)
    assert len(sections_of(Paper.objects.get())) == 5


def test_create_takes_another_title_and_a_free_address(db):
    titles = [make_paper(title=title).slug for title in ("Größe & Maß", "Größe und Maß", "Größe & Maß", "!?", "x" * 90)]
    assert titles == ["groesse-mass", "groesse-und-mass", "groesse-mass-2", "papier", "x" * 60]


@pytest.mark.parametrize("title", ["x" * 256, "Wort " * 60])
def test_a_title_that_is_too_long_is_refused(db, title):
    with pytest.raises(papers.TitleTooLong):
        make_paper(title=title)
    assert Paper.objects.count() == 0


def test_create_needs_a_shelf(db):
    Page.objects.filter(pk__in=PaperShelf.objects.values("pk")).delete()
    with pytest.raises(papers.NoShelf):
        papers.create(imported=imported(), title="", by=None, now=NOW)
    assert Paper.objects.count() == 0


def test_the_history_tells_of_the_import(cast):
    paper = make_paper(by=cast.ada)
    entry = registry.get_logs_for_instance(paper).get(action="positions.import")
    assert (entry.user, entry.timestamp, entry.data) == (cast.ada, NOW, {"sections": 5, "notes": []})


@pytest.mark.promise(1)
def test_update_keeps_every_key(db):
    paper = make_paper()
    before = keys(paper)
    changed = [*SECTIONS[:4], section("Schluss", "Wir warten.")]
    update(paper, *reversed(changed), publish=True)
    assert keys(Paper.objects.get()) == before
    assert [found.heading for found in sections_of(Paper.objects.get())] == [found.heading for found in reversed(changed)]


def test_update_changes_the_draft_only(db):
    paper = make_paper()
    update(paper, *SECTIONS[:4], section("Schluss", "Wir warten."))
    assert sections_of(Paper.objects.get())[4].tree == SECTIONS[4].tree
    assert sections_of(draft_of(paper))[4].tree == section("x", "Wir warten.").tree


def test_update_starts_from_the_draft(db):
    """Sections that only the draft has are matched as well."""
    paper = make_paper()
    update(paper, *SECTIONS, section("Anhang", "Noch etwas."))
    key = [found.key for found in sections_of(draft_of(paper))][5]
    update(paper, *SECTIONS, section("Anhang", "Noch etwas anderes."))
    assert [found.key for found in sections_of(draft_of(paper))][5] == key


def test_an_unchanged_section_keeps_its_very_blocks(db):
    paper = make_paper()
    before = list(paper.sections.raw_data)
    update(paper, *SECTIONS, publish=True)
    assert list(Paper.objects.get().sections.raw_data) == before


def test_what_the_editor_made_of_a_section_stays(db):
    paper = make_paper()
    raw = list(paper.sections.raw_data)
    raw[2]["value"]["kind"] = "preamble"
    paper.sections = raw
    paper.save_revision().publish()
    update(paper, *SECTIONS, publish=True)
    assert sections_of(Paper.objects.get())[2].kind == "preamble"


QUITE_NEW = section("Teilhabe", "Ein ganz neuer Text, der mit dem alten nichts gemein hat.")


def test_what_cannot_be_matched_must_be_answered(db):
    paper = make_paper()
    with pytest.raises(papers.AnswersMissing) as refused:
        update(paper, *SECTIONS[:4], QUITE_NEW)
    assert [question.heading for question in refused.value.matching.questions] == ["Teilhabe"]
    assert paper.revisions.count() == 1


def test_an_answer_keeps_the_key(db):
    paper = make_paper()
    key = keys(paper)["Schluss"]
    update(paper, *SECTIONS[:4], QUITE_NEW, placements={4: key}, publish=True)
    assert keys(Paper.objects.get())["Teilhabe"] == key


def test_new_and_removed_are_answers_too(db):
    paper = make_paper()
    key = keys(paper)["Schluss"]
    with pytest.raises(papers.AnswersMissing):
        update(paper, *SECTIONS[:4], QUITE_NEW, placements={4: None})
    update(paper, *SECTIONS[:4], QUITE_NEW, placements={4: None}, removed=[key], publish=True)
    assert key not in keys(Paper.objects.get()).values()


def test_a_section_that_is_only_gone_must_be_confirmed(db):
    paper = make_paper()
    with pytest.raises(papers.AnswersMissing):
        update(paper, *SECTIONS[:4])
    update(paper, *SECTIONS[:4], removed=[keys(paper)["Schluss"]], publish=True)
    assert len(keys(Paper.objects.get())) == 4


def test_one_section_cannot_be_two(db):
    paper = make_paper()
    key = keys(paper)["Schluss"]
    other = section("Mitsprache", "Etwas völlig anderes, wiederum ohne jede Ähnlichkeit.")
    with pytest.raises(papers.AnswersContradict):
        update(paper, *SECTIONS[:4], QUITE_NEW, other, placements={4: key, 5: key})
    with pytest.raises(papers.AnswersContradict):
        update(paper, *SECTIONS[:4], QUITE_NEW, placements={4: keys(paper)["Vorspann"]})
    assert paper.revisions.count() == 1


def test_the_title_stays_unless_another_is_given(db):
    paper = make_paper()
    update(paper, *SECTIONS)
    assert draft_of(paper).title == "Integration vor Ort"
    update(paper, *SECTIONS, title="Neuer Titel")
    assert draft_of(paper).title == "Neuer Titel"
