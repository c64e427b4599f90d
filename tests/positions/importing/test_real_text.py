"""The integration course regulation: one section a heading, every paragraph and item in order, none merged, none lost."""

import pytest

from positions.importing import reader
from positions.models.blocks import SectionBlock
from positions.wording.from_stream import tree_of
from positions.wording.to_stream import section_data
from positions.wording.tree import lines

from .source import REAL_TEXT, sequence


@pytest.fixture(scope="module")
def real():
    return reader.read(REAL_TEXT.read_bytes(), REAL_TEXT.name)


def test_every_heading_paragraph_and_item_arrives_in_order(real):
    arrived = []
    for section in real.sections:
        arrived += [f"{'#' * section.level} {section.heading}", *lines(section.tree)]
    assert arrived == sequence(REAL_TEXT.read_text())


def test_nothing_is_lost_on_the_way_through_the_editors_blocks(real):
    block = SectionBlock()
    for section in real.sections:
        raw = section_data(key="k", heading=section.heading, level=section.level, kind=section.kind, tree=section.tree)
        assert tree_of(block.to_python(raw["value"])) == section.tree


def test_one_section_a_heading_with_its_kind(real):
    assert len(real.sections) == 33
    assert real.title == real.sections[0].heading
    kinds = [(section.kind, section.heading.split()[0]) for section in real.sections]
    assert kinds[:3] == [("preamble", "Verordnung"), ("text", "Eingangsformel"), ("heading", "Abschnitt")]
    assert {start for kind, start in kinds if kind == "heading"} == {"Abschnitt"}
    assert {start for kind, start in kinds if kind == "text"} == {"Eingangsformel", "§"}
    assert [section.level for section in real.sections[:4]] == [1, 2, 2, 3]
    assert real.notes == []


def test_the_kinds_of_text_keep_their_structure(real):
    by_heading = {section.heading: section.tree for section in real.sections}
    preamble = real.sections[0].tree
    assert [block["type"] for block in preamble] == ["definitions"]
    assert len(preamble[0]["items"]) == 3
    fourth = by_heading["§ 4 Teilnahmeberechtigung"]
    assert [block["type"] for block in fourth] == [
        "paragraph", "list", "paragraph", "paragraph", "list", "paragraph", "paragraph", "paragraph",
    ]  # fmt: skip
    nested = fourth[4]["items"][0]["content"][1]
    assert [item["label"] for item in nested["items"]] == ["a)", "b)"]
    assert by_heading["§ 23 (weggefallen)"] == [{"type": "list", "ordered": False, "items": [{"label": "–", "content": []}]}]


def test_front_matter_is_not_text(real):
    everything = "\n".join(line for section in real.sections for line in lines(section.tree))
    assert "jurabk" not in everything
    assert "origslug" not in everything
