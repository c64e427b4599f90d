"""A section's key is its block's id, and lives through everything an editor does in Wagtail's own forms."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from positions.actions import papers, versions
from positions.importing import reader
from positions.models import Paper
from positions.queries import sections_of

from .building import NOW, keys, make_paper
from .editor_form import form_of
from .importing.source import REAL_TEXT

pytestmark = pytest.mark.promise(1)


@pytest.fixture
def desk(client, cast):
    """The admin as a superuser sees it."""
    client.force_login(cast.dora)

    def post(view, paper, form, *args):
        answer = client.post(reverse(f"wagtailadmin_pages:{view}", args=[paper.pk, *args]), form)
        assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer
        return Paper.objects.get(pk=paper.pk)

    return post


def draft_keys(paper):
    return {found.heading: found.key for found in sections_of(Paper.objects.get(pk=paper.pk).get_latest_revision_as_object())}


def test_keys_survive_drafts_publishing_reverting_and_unpublishing(desk):
    paper = make_paper()
    before = keys(paper)
    old = paper.live_revision
    paper = desk("edit", paper, form_of(paper, **{"sections-4-value-heading": "Ende"}))
    assert set(draft_keys(paper).values()) == set(before.values())
    assert (draft_keys(paper)["Ende"], keys(paper)) == (before["Schluss"], before)
    draft = paper.get_latest_revision_as_object()
    paper = desk("edit", paper, {**form_of(draft), "action-publish": "1"})
    assert keys(paper)["Ende"] == before["Schluss"]
    paper = desk("edit", paper, {**form_of(old.as_object()), "revision": str(old.pk), "action-publish": "1"})
    assert keys(paper) == before
    paper = desk("unpublish", paper, {})
    assert paper.live is False
    paper = desk("edit", paper, {**form_of(paper), "action-publish": "1"})
    assert (paper.live, keys(paper)) == (True, before)


def test_a_moved_section_keeps_its_key_and_a_new_one_gets_its_own(desk):
    paper = make_paper()
    before = keys(paper)
    form = form_of(paper) | {"sections-0-order": "5", "sections-count": "6", "action-publish": "1"}
    new = {key.replace("sections-4", "sections-5", 1): value for key, value in form.items() if key.startswith("sections-4")}
    form |= new | {"sections-5-id": "", "sections-5-order": "6", "sections-5-value-heading": "Neu"}
    paper = desk("edit", paper, form)
    after = keys(paper)
    assert list(after) == ["Grundsätze", "§ 1 Sprache", "§ 2 Beratung", "Schluss", "Vorspann", "Neu"]
    assert {heading: after[heading] for heading in before} == before
    assert after["Neu"] not in before.values()


def test_the_real_text_opened_and_saved_in_the_editor_has_not_changed(desk, db):
    make_paper()  # plants the shelf
    imported = reader.read(REAL_TEXT.read_bytes(), REAL_TEXT.name)
    paper = papers.create(imported=imported, title="", by=None, now=NOW, publish=True)
    first = versions.issue(paper=paper, marks={}, by=None, now=NOW)
    paper = desk("edit", paper, {**form_of(paper), "action-publish": "1"})
    assert [found.digest for found in sections_of(paper)] == list(
        first.wordings.exclude(kind="whole").order_by("position").values_list("digest", flat=True)
    )
    with pytest.raises(versions.NothingChanged):
        versions.issue(paper=paper, marks={}, by=None, now=NOW)


def assert_own_keys(copied, original):
    assert [found.heading for found in sections_of(copied)] == [found.heading for found in sections_of(original)]
    assert not set(keys(copied).values()) & set(keys(original).values())
    assert set(draft_keys(copied).values()) == set(keys(copied).values())


def test_a_copy_has_keys_of_its_own_in_every_revision(db):
    paper = make_paper()
    paper.save_revision()
    copied = paper.copy(update_attrs={"title": "Kopie", "slug": "kopie"})
    assert_own_keys(Paper.objects.get(pk=copied.pk), paper)
    for revision in copied.revisions.all():
        assert keys(revision.as_object()) == keys(copied)
    versions.issue(paper=paper, marks={}, by=None, now=NOW)
    versions.issue(paper=copied, marks={}, by=None, now=NOW)


def test_a_copy_made_in_the_admin_has_keys_of_its_own(desk):
    paper = make_paper()
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": str(paper.get_parent().pk), "publish_copies": "on"}
    desk("copy", paper, form)
    assert_own_keys(Page.objects.get(slug="kopie").specific, paper)


def footnoted(paper, label, section=4):
    """The form with a footnote under this mark, to which no text refers."""
    place = f"sections-{section}-value-footnotes"
    note = {f"{place}-count": "1", f"{place}-0-type": "item", f"{place}-0-order": "0", f"{place}-0-deleted": ""}
    note |= {f"{place}-0-id": "", f"{place}-0-value-label": label}
    note |= {f"{place}-0-value-text": form_of(paper)["sections-0-value-body-0-value"]}
    return form_of(paper) | note | {"action-publish": "1"}


@pytest.mark.parametrize("label", ["a", "a b", "[a]", ""])
def test_a_footnote_that_would_not_appear_is_refused_on_publishing(client, cast, label):
    client.force_login(cast.dora)
    paper = make_paper()
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[paper.pk]), footnoted(paper, label))
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["sections"])
    assert Paper.objects.get().revisions.count() == 1


def test_a_footnote_that_the_text_refers_to_is_taken(desk):
    paper = make_paper()
    raw = list(paper.sections.raw_data)
    raw[4]["value"]["body"][0]["value"] = "<p>Text[^R&amp;D] Ende.</p>"
    paper.sections = raw
    paper = desk("edit", paper, footnoted(paper, "R&D"))
    footnote = sections_of(paper)[4].tree[0]["content"][1]
    assert (footnote["type"], footnote["label"], footnote["content"][0]["content"][0]["text"]) == (
        "footnote", "R&D", "Wir legen dies vor.",
    )  # fmt: skip
