"""The notation members write a wording in: what stands there comes back, and what cannot be is refused in words."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from positions.wording.from_html import tree_from_html
from positions.wording.from_notation import Unreadable, tree_from_notation
from positions.wording.passages import Passage, passages_from_notation
from positions.wording.to_html import html
from positions.wording.to_notation import protected

from .test_round_trip import wording
from .trees import LIST, PARAGRAPH, PLAIN_LIST, PLAIN_QUOTE, QUOTE, TREE

HEADINGS = st.text(alphabet="aß §3#*[]\\.– ", max_size=12)
TABLE = {"type": "table", "caption": [], "header": [], "rows": [[[{"type": "text", "text": "1"}]]]}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def paragraph(text):
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def read(text, *, heading="Fristen", tree=()):
    return passages_from_notation(text, base=Passage(heading, list(tree)))


def shown(text) -> str:
    return html(tree_from_notation(text, notes={}))


@wording
@given(HEADINGS, TREE)
def test_what_is_written_is_read_again(heading, tree):
    passage = Passage(heading, tree)
    assert passages_from_notation(passage.written, base=passage) == [passage]


@wording
@given(st.lists(st.one_of(PARAGRAPH, PLAIN_LIST, PLAIN_QUOTE, QUOTE, LIST), max_size=4))
def test_all_but_tables_and_definitions_can_be_changed(tree):
    assert protected(tree) == {}


@wording
@given(st.text(alphabet="a1.)(-–*#>[]{}|\\^~ \n\t:/§", max_size=60))
def test_anything_typed_is_read_or_refused(text):
    try:
        passages = read(text)
    except Unreadable as refused:
        assert str(refused)
        return
    assert [passages_from_notation(one.written, base=one) for one in passages] == [[one] for one in passages]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Eins.\n\nZwei.", "<p>Eins.</p><p>Zwei.</p>"),
        ("Eins.\nZwei.", "<p>Eins.<br>Zwei.</p>"),
        ("Wir fordern:\n- Kurse\n- Fristen", "<p>Wir fordern:</p><ul><li>Kurse</li><li>Fristen</li></ul>"),
        ("1. Kurse\n2. Fristen", "<ol><li>Kurse</li><li>Fristen</li></ol>"),
        ("- Kurse\n  - am Abend", "<ul><li><p>Kurse</p><ul><li>am Abend</li></ul></li></ul>"),
        ("- Kurse\n\n  Auch abends.\n\nSonst nichts.", "<ul><li><p>Kurse</p><p>Auch abends.</p></li></ul><p>Sonst nichts.</p>"),
        ("> So steht es da.", "<blockquote><p>So steht es da.</p></blockquote>"),
        ("Sehr *klar* und **fest**.", "<p>Sehr <em>klar</em> und <strong>fest</strong>.</p>"),
        ("Bürger*innen und Migrant*innen", "<p>Bürger*innen und Migrant*innen</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("z. B. am 1. Mai", "<p>z. B. am 1. Mai</p>"),
        ("CO{~2~}", "<p>CO<sub>2</sub></p>"),
        ("Mehr [dazu](https://example.org/a).", '<p>Mehr <a href="https://example.org/a">dazu</a>.</p>'),
        ("So [steht] es da (immer).", "<p>So [steht] es da (immer).</p>"),
        ("<b>Nein</b>", "<p>&lt;b&gt;Nein&lt;/b&gt;</p>"),
    ],
)
def test_as_people_type_it(typed, expected):
    assert shown(typed) == expected


def test_labels_stand_as_they_are():
    items = [{"label": label, "content": [paragraph("x")]} for label in ("a)", "§ 3", "iv.", "(b)")]
    written = Passage("", [{"type": "list", "ordered": True, "items": items}]).written
    assert written == "#\n\na) x\n{§ 3} x\n{iv.} x\n(b) x"


def test_without_a_heading_the_section_keeps_its_own():
    assert read("Zwei Monate.") == [Passage("Fristen", [paragraph("Zwei Monate.")])]
    assert read("#\nZwei Monate.") == [Passage("", [paragraph("Zwei Monate.")])]
    assert [one.heading for one in read("# Eins\nA.\n\n# Zwei\nB.")] == ["Eins", "Zwei"]


def test_a_table_stands_by_its_name_and_goes_only_if_it_is_said():
    base = [paragraph("Davor."), TABLE]
    assert Passage("", base).written == "#\n\nDavor.\n\n[[Tabelle 1]]"
    assert read("[[Tabelle 1]]\n\nDanach.", tree=base)[0].tree == [TABLE, paragraph("Danach.")]
    assert read("Nur Text.\n\n[[Tabelle 1 entfällt]]", tree=base)[0].tree == [paragraph("Nur Text.")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Nur Text.", r"Tabelle 1 is missing. Put \[\[Tabelle 1\]\] where it belongs"),
        ("[[Tabelle 1]]\n\n[[Tabelle 1]]", "stands here twice"),
        ("[[Tabelle 1]]\n\n[[Tabelle 2]]", r"There is no \[\[Tabelle 2\]\]"),
        ("[[Tabelle 1]]\n\nSiehe [^9].", r"no footnote \[\^9\]"),
        ("[[Tabelle 1]]\n\n[Klick](javascript:alert)", "“javascript:alert” leads nowhere"),
        (f"# {'x' * 501}\n\n[[Tabelle 1]]", "at most 500 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_words(typed, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(typed, tree=[TABLE])


def test_what_word_pastes_is_readable_text():
    pasted = (
        '<html><style>p{color:red}</style><p class="MsoNormal"><span style="font-size:11pt">Wir <b>fordern</b>:</span></p>'
        "<ul><li>Kurse</li></ul><script>alert(1)</script><table><tr><td>Land</td><td>Geld</td></tr></table></html>"
    )
    assert Passage("", tree_from_html(pasted)).written == "#\n\nWir **fordern**:\n\n- Kurse\n\nLand\n\nGeld"
