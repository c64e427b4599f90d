"""The editor's own JavaScript: a paper opened, touched everywhere and saved still says what it said."""

import re

import pytest
from django.urls import reverse

from positions.importing.paper import ImportedSection
from positions.models import Paper
from positions.queries import sections_of
from positions.wording.from_html import tree_from_html

from ..positions.building import make_paper

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

RICH = """
<p>Text mit <b>fett</b>, <i>kursiv <b>beides</b></i>, H<sub>2</sub>O, 1<sup>a</sup>, § 4&nbsp;a,
z.&#8239;B., „so“ &amp; &lt;so&gt;.</p>
<p>Ein <a href="https://example.org/?a=1&amp;b=2">Link <b>fett</b></a>, eine Zeile<br>und noch eine,
<span lang="tr">Türkçe</span> dazu.</p>
<ol><li>eins</li><li>zwei <i>und</i></li></ol><ul><li>Punkt</li></ul><blockquote>Zitat eins</blockquote><p>Text[^1] 👍 Ende.</p>
"""
PLAIN = [{"type": "paragraph", "content": [{"type": "text", "text": "Absatz"}]}]
INNER = {"type": "list", "ordered": True, "items": [{"label": "a)", "content": PLAIN}]}
NESTED = {
    "type": "list",
    "ordered": True,
    "items": [
        {"label": "1.", "content": [*PLAIN, INNER, *PLAIN]},
        {"label": "3.", "content": [*PLAIN, *PLAIN]},
    ],
}
TABLE = {
    "type": "table",
    "caption": [{"type": "text", "text": "Wer"}],
    "header": [[{"type": "text", "text": "A"}], []],
    "rows": [[[{"type": "text", "text": "x", "marks": ["strong"]}], []]],
}
DEFINITIONS = {"type": "definitions", "items": [{"term": [{"type": "text", "text": "Wort"}], "content": PLAIN}]}


def wording():
    return [*tree_from_html(RICH, {"1": "<p>Fuß <i>note</i></p>"}), NESTED, TABLE, DEFINITIONS]


def test_what_the_editor_touches_and_saves_stays_the_same(reader, cast):
    paper = make_paper(ImportedSection("Eins", 2, "text", wording()))
    before = sections_of(paper)
    with reader(user=cast.dora).page(reverse("wagtailadmin_pages:edit", args=[paper.pk])) as page:
        page.locator("[data-streamfield-child] [data-panel-toggle][aria-expanded=false]").first.click()
        editors = page.locator(".public-DraftEditor-content")
        editors.first.wait_for(state="visible")
        for editor in editors.all():
            editor.click()
            page.keyboard.press("Control+End")
            page.keyboard.type("x")
            page.keyboard.press("Backspace")
        page.locator("#id_title").fill("Anderer Titel")
        page.locator("button.action-save").first.click()
        page.locator(".messages .success, [data-w-messages-target] .success").first.wait_for()
        assert not page.troubles
    draft = Paper.objects.get().get_latest_revision_as_object()
    assert draft.title == "Anderer Titel"
    assert re.findall(r'lang="tr"', str(draft.sections.raw_data[0]["value"]["body"][0]["value"])) == ['lang="tr"']
    assert sections_of(draft) == before
