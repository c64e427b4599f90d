"""Changes as pages show them."""

from dataclasses import dataclass, field

from positions.wording.changes import changes_between, changes_in_text


@dataclass
class Worded:
    heading: str
    tree: list = field(default_factory=list)


def paragraph(text):
    return [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]


def test_a_heading_that_stays_is_left_out():
    found = changes_between(Worded("Fristen", paragraph("Drei.")), Worded("Fristen", paragraph("Zwei.")), prefix="a")
    assert found == "<p><del>Drei</del><ins>Zwei</ins>.</p>"


def test_a_heading_that_changed_comes_first():
    found = changes_between(Worded("Frist", paragraph("Drei.")), Worded("Fristen", paragraph("Drei.")), prefix="a")
    assert found == "<p><del>Frist</del><ins>Fristen</ins></p><p>Drei.</p>"


def test_lines_of_a_text_are_paragraphs_and_nothing_typed_becomes_markup():
    assert (
        changes_in_text("Eins.\n\nZwei.", "Eins.\nDrei <b>.") == "<p>Eins.</p><p><del>Zwei</del><ins>Drei &lt;b&gt;</ins>.</p>"
    )
