"""Changes as pages show them."""

from dataclasses import dataclass, field

from positions.wording.changes import changes_between, changes_in_sections


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


def test_sections_that_come_and_go_show_their_headings():
    two = [Worded("Eins", paragraph("Drei.")), Worded("Zwei", paragraph("Vier <b>."))]
    assert changes_in_sections([], two[1:], prefix="a") == "<p><ins>Zwei</ins></p><p><ins>Vier &lt;b&gt;.</ins></p>"
    assert changes_in_sections(two[:1], [], prefix="a") == "<p><del>Eins</del></p><p><del>Drei.</del></p>"
    split = changes_in_sections(two[:1], two, prefix="a")
    assert split == "<p>Eins</p><p>Drei.</p><p><ins>Zwei</ins></p><p><ins>Vier &lt;b&gt;.</ins></p>"
