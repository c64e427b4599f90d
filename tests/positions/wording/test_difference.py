"""Word by word, what has changed between two wordings."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from positions.wording.difference import difference
from positions.wording.from_html import tree_from_html
from positions.wording.from_notation import tree_from_notation
from positions.wording.to_html import html

from .edits import EDITS
from .trees import TREE


def shown(old: str, new: str) -> str:
    trees = (tree_from_html(text, page_url=lambda pk: None) for text in (old, new))
    return html(difference(*trees))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "<p>Das Land trägt 1.000 Euro als Darlehen.</p>",
            "<p>Das Land trägt 2.500 Euro als Zuschuss.</p>",
            "<p>Das Land trägt <del>1.000</del><ins>2.500</ins> Euro als <del>Darlehen</del><ins>Zuschuss</ins>.</p>",
        ),
        ("<p>Eins.</p><p>Zwei.</p>", "<p>Eins.</p>", "<p>Eins.</p><p><del>Zwei.</del></p>"),
        ("<p>Eins.</p>", "<p>Null.</p><p>Eins.</p>", "<p><ins>Null.</ins></p><p>Eins.</p>"),
        (
            "<ul><li>Kurse</li><li>Fristen</li></ul>",
            "<ul><li>Kurse am Abend</li><li>Fristen</li></ul>",
            "<ul><li>Kurse<ins> am Abend</ins></li><li>Fristen</li></ul>",
        ),
        ("<p>Fristen</p>", "<ul><li>Fristen</li></ul>", "<p><del>Fristen</del></p><ul><li><ins>Fristen</ins></li></ul>"),
        ("<p>Sehr <b>klar</b>.</p>", "<p>Sehr klar.</p>", "<p>Sehr <del><strong>klar</strong></del><ins>klar</ins>.</p>"),
        (
            "<p>Die Frist von zwei Monaten läuft ab Antrag.</p>",
            "<p>Eine Dauer von drei Wochen läuft ab Antrag.</p>",
            "<p><del>Die Frist von zwei Monaten</del><ins>Eine Dauer von drei Wochen</ins> läuft ab Antrag.</p>",
        ),
        (
            "<p>Kurse sind frei.</p><p>Das Land zahlt die Fahrt zum Kurs.</p>",
            "<p>Das Land zahlt die Fahrt zu jedem Kurs.</p>",
            "<p><del>Kurse sind frei.</del></p><p>Das Land zahlt die Fahrt <del>zum</del><ins>zu jedem</ins> Kurs.</p>",
        ),
        (
            "<p>Kurse sind für alle frei.</p><p>Zwei.</p><p>Drei.</p>",
            "<p>Zwei.</p><p>Drei.</p><p>Kurse sind für alle frei.</p>",
            '<p><del class="moved">Kurse sind für alle frei.</del></p><p>Zwei.</p><p>Drei.</p>'
            '<p><ins class="moved">Kurse sind für alle frei.</ins></p>',
        ),
        (
            "<ol><li>Kurse</li><li>Fristen</li></ol>",
            "<ol><li>Beratung</li><li>Kurse</li><li>Fristen</li></ol>",
            '<ol class="labelled"><li><span class="label"><ins>1.</ins></span> <ins>Beratung</ins></li>'
            '<li><span class="label">2.</span> Kurse</li>'
            '<li><span class="label">3.</span> Fristen</li></ol>',
        ),
    ],
)
def test_as_people_read_it(old, new, expected):
    assert shown(old, new) == expected


def test_a_table_row_stays_whole():
    table = {"type": "table", "caption": [], "header": [], "rows": [[_cell("a"), _cell("1")], [_cell("b"), _cell("2")]]}
    changed = {**table, "rows": [[_cell("a"), _cell("1")], [_cell("b"), _cell("3")]]}
    found = html(difference([table], [changed]))
    assert "<tr><td>a</td><td>1</td></tr><tr><td>b</td><td><del>2</del><ins>3</ins></td></tr>" in found


def _cell(text):
    return [{"type": "text", "text": text}]


def side(part, drop):
    """One of the two wordings out of the difference: what is marked with `drop` left out, the other marks taken off."""
    if isinstance(part, list):
        kept = [each for each in part if not (isinstance(each, dict) and drop in (each.get("type"), each.get("mark")))]
        return joined([each for inner in kept for each in unmarked(inner, drop)])
    if not isinstance(part, dict):
        return part
    label = {"label": part["was"]} if "was" in part and drop == "ins" else {}
    return {name: side(value, drop) for name, value in part.items() if name not in ("was", "mark", "moved")} | label


def unmarked(node, drop):
    if isinstance(node, dict) and node.get("type") in ("ins", "del"):
        return side(node["content"], drop)
    return [side(node, drop)]


def joined(nodes):
    """Texts that the marks had parted are one again."""
    found = []
    for node in nodes:
        texts = found and isinstance(node, dict) and node.get("type") == found[-1].get("type") == "text"
        if texts and node.get("marks") == found[-1].get("marks"):
            found[-1] = {**found[-1], "text": found[-1]["text"] + node["text"]}
        else:
            found.append(node)
    return found


def spoken(part):
    """Without what says nothing: paragraphs, cells and lists that are empty."""
    if isinstance(part, list):
        return [inner for inner in map(spoken, part) if inner not in ([], None)]
    if not isinstance(part, dict):
        return part
    inner = {name: spoken(value) for name, value in part.items()}
    says = [
        value
        for name, value in inner.items()
        if name in ("text", "label", "content", "items", "rows", "caption", "header", "term")
    ]
    return inner if any(says) or part.get("type") == "break" else None


@settings(max_examples=40, deadline=None)
@given(old=TREE, new=TREE)
def test_of_any_two_wordings_both_can_be_had_again(old, new):
    both = difference(old, new)
    assert spoken(side(both, "del")) == spoken(new)
    assert spoken(side(both, "ins")) == spoken(old)


@settings(max_examples=30, deadline=None)
@given(old=TREE, new=TREE)
def test_whatever_has_changed_the_html_is_valid(old, new):
    assert Balanced().unbalanced(html(difference(old, new))) == []


class Balanced(HTMLParser):
    """Complains of every element that closes what it did not open, and of blocks where only text may stand."""

    def __init__(self):
        super().__init__()
        self.open, self.complaints = [], []

    def unbalanced(self, text):
        self.feed(text)
        self.close()
        return self.complaints + self.open

    def handle_starttag(self, name, attrs):
        inside = {"p", "ins", "del", "strong", "em", "sub", "sup", "span"} & set(self.open[-1:])
        if inside and name in {"p", "ul", "ol", "li", "table", "blockquote", "dl", "section", "div"}:
            self.complaints.append(f"{name} in {self.open[-1]}")
        if name != "br":
            self.open.append(name)

    def handle_endtag(self, name):
        if not self.open or self.open.pop() != name:
            self.complaints.append(f"/{name}")


@pytest.mark.parametrize(("name", "old", "new"), EDITS)
def test_realistic_edits_mark_no_more_than_changes(name, old, new):
    """As much stays unmarked as both have in common, short of the little words swallowed between two changes."""
    trees = [tree_from_notation(text, notes={}) for text in (old, new)]
    both = difference(*trees)
    assert [spoken(side(both, drop)) for drop in ("ins", "del")] == trees


@settings(max_examples=20, deadline=None)
@given(tree=TREE)
def test_nothing_changed_nothing_marked(tree):
    assert difference(tree, tree) == tree
