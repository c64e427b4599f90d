"""Word by word, what has changed between two wordings."""

import pytest
from hypothesis import given, settings

from positions.wording.difference import difference
from positions.wording.from_html import tree_from_html
from positions.wording.to_html import html

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
            "<p>Das Land trägt <del>1.000 </del><ins>2.500 </ins>Euro als <del>Darlehen.</del><ins>Zuschuss.</ins></p>",
        ),
        ("<p>Eins.</p><p>Zwei.</p>", "<p>Eins.</p>", "<p>Eins.</p><p><del>Zwei.</del></p>"),
        ("<p>Eins.</p>", "<p>Null.</p><p>Eins.</p>", "<p><ins>Null.</ins></p><p>Eins.</p>"),
        (
            "<ul><li>Kurse</li><li>Fristen</li></ul>",
            "<ul><li>Kurse am Abend</li><li>Fristen</li></ul>",
            "<ul><li><del>Kurse</del><ins>Kurse am Abend</ins></li><li>Fristen</li></ul>",
        ),
        ("<p>Fristen</p>", "<ul><li>Fristen</li></ul>", "<p><del>Fristen</del></p><ul><li><ins>Fristen</ins></li></ul>"),
        ("<p>Sehr <b>klar</b>.</p>", "<p>Sehr klar.</p>", "<p>Sehr <del><strong>klar</strong>.</del><ins>klar.</ins></p>"),
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


def words(part, drop=None) -> str:
    """Every text in reading order, without what is marked with `drop`."""
    if isinstance(part, list):
        return "".join(words(inner, drop) for inner in part)
    if not isinstance(part, dict) or (drop and part.get("type") == drop):
        return ""
    return part.get("text", "") + "".join(words(value, drop) for name, value in sorted(part.items()) if name != "text")


@settings(max_examples=40, deadline=None)
@given(old=TREE, new=TREE)
def test_of_any_two_wordings_nothing_is_lost_and_nothing_invented(old, new):
    both = difference(old, new)
    assert words(both, drop="del") == words(new)
    assert words(both, drop="ins") == words(old)
    html(both)


@settings(max_examples=20, deadline=None)
@given(tree=TREE)
def test_nothing_changed_nothing_marked(tree):
    assert difference(tree, tree) == tree
