"""Random wordings in normal form."""

from hypothesis import strategies as st

from positions.enums import PASSAGE_LANGUAGES
from positions.wording.inlines import BREAK, Run, footnote, inlines

# Letters, every white space, what HTML and footnote marks are made of, a composing accent, right-to-left, beyond 16 bits.
TEXT = st.text(alphabet="aäß§ZzŞ   \u00a0\u202f\u2009\t\n<>&\"'[]^()1.–-\u0301م\U0001f600", max_size=12)
HREF = st.sampled_from(["", "", "", "https://example.org/?a=1&b=%20", "mailto:a@example.org", "tel:+493611"])
LANG = st.sampled_from(["", "", "", *PASSAGE_LANGUAGES])
MARKS = st.frozensets(st.sampled_from(["strong", "em", "sub", "sup"]), max_size=2)
TEXT_RUN = st.builds(Run, text=TEXT, marks=MARKS, href=HREF, lang=LANG)
PLAIN_RUNS = st.lists(st.one_of(TEXT_RUN, st.just(BREAK)), max_size=6)

PLAIN_PARAGRAPH = PLAIN_RUNS.map(inlines).filter(bool).map(lambda content: {"type": "paragraph", "content": content})
# One label has one content: equal labels in one wording are the same note.
NOTES = st.lists(PLAIN_PARAGRAPH, min_size=1, max_size=2)
INK = st.shared(st.fixed_dictionaries({"n1": NOTES, "ü-2": NOTES}), key="notes")
FOOTNOTE = st.tuples(st.sampled_from(["n1", "ü-2"]), INK).map(lambda drawn: footnote(drawn[0], drawn[1][drawn[0]]))
CONTENT = st.lists(st.one_of(TEXT_RUN, TEXT_RUN, st.just(BREAK), FOOTNOTE), max_size=6).map(inlines)
PARAGRAPH = CONTENT.filter(bool).map(lambda content: {"type": "paragraph", "content": content})


def _apart(blocks):
    """Lists that touch inside an item are one list; the generator leaves out the second."""
    kept = []
    for block in blocks:
        if kept and kept[-1]["type"] == block["type"] != "paragraph" and kept[-1].get("ordered") == block.get("ordered"):
            continue
        kept.append(block)
    return kept


def _list(content, ordered):
    label = st.sampled_from(["1.", "2.", "a)", "aa)", "(b)", "§ 3", "iv."]) if ordered else st.sampled_from(["–", "–", "•"])
    item = st.fixed_dictionaries({"label": label, "content": content})
    return st.lists(item, min_size=1, max_size=3).map(lambda items: {"type": "list", "ordered": ordered, "items": items})


def _plain_list(ordered):
    def number(contents):
        items = [
            {"label": f"{index}." if ordered else "–", "content": [content]} for index, content in enumerate(contents, start=1)
        ]
        return {"type": "list", "ordered": ordered, "items": items}

    return st.lists(PARAGRAPH, min_size=1, max_size=3).map(number)


PLAIN_LIST = st.booleans().flatmap(_plain_list)
ITEM_CONTENT = st.recursive(
    st.lists(PARAGRAPH, max_size=2),
    lambda inner: st.lists(st.one_of(PARAGRAPH, st.booleans().flatmap(lambda ordered: _list(inner, ordered))), max_size=3).map(
        _apart
    ),
    max_leaves=6,
)
LIST = st.booleans().flatmap(lambda ordered: _list(ITEM_CONTENT, ordered))
QUOTE = (
    st.lists(st.one_of(PARAGRAPH, PLAIN_LIST), min_size=1, max_size=3)
    .map(_apart)
    .map(lambda content: {"type": "quote", "content": content})
)
PLAIN_QUOTE = st.lists(PARAGRAPH, min_size=1, max_size=2).map(lambda content: {"type": "quote", "content": content})
DEFINITION = st.fixed_dictionaries(
    {"term": CONTENT, "content": st.lists(st.one_of(PARAGRAPH, PLAIN_LIST, PLAIN_QUOTE), max_size=3).map(_apart)}
).filter(lambda item: item["term"] or item["content"])
DEFINITIONS = st.lists(DEFINITION, min_size=1, max_size=3).map(lambda items: {"type": "definitions", "items": items})
HEADER_CELL = st.lists(st.one_of(st.builds(Run, text=TEXT), FOOTNOTE), max_size=3).map(inlines)


@st.composite
def _table(draw):
    width = draw(st.integers(1, 3))
    header = draw(st.lists(HEADER_CELL, min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(CONTENT, min_size=width, max_size=width), max_size=3))
    caption = draw(HEADER_CELL)
    return {"type": "table", "caption": caption, "header": header if any(header) else [], "rows": rows}


TABLE = _table().filter(lambda table: table["caption"] or table["header"] or any(map(any, table["rows"])))
TREE = st.lists(st.one_of(PARAGRAPH, PARAGRAPH, LIST, PLAIN_LIST, QUOTE, PLAIN_QUOTE, DEFINITIONS, TABLE), max_size=5)
