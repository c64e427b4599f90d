"""Markdown as people write it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from positions.importing import reader
from positions.wording.tree import lines


def read(text, name="text.md"):
    return reader.read(text.encode(), name)


def body(text):
    """The lines of the first section of a text whose headings do not matter here."""
    return list(lines(read(f"# Eins\n\n# Zwei\n\n{text}\n").sections[-1].tree))


CASES = {
    "numbered paragraphs": ("(1) Eins\n\n(2) Zwei", ["(1) Eins", "(2) Zwei"]),
    "numbered paragraphs without a gap": ("(1) Eins\n(2) Zwei", ["(1) Eins", "(2) Zwei"]),
    "a number that was left out": ("(1) Eins\n\n(3) Drei", ["(1) Eins", "(3) Drei"]),
    "an inserted number": ("(1) Eins\n\n(1a) Eins a\n\n(2) Zwei", ["(1) Eins", "(1a) Eins a", "(2) Zwei"]),
    "a reference that was wrapped": ("(1) Nach Absatz\n(3) gilt dies.", ["(1) Nach Absatz (3) gilt dies."]),
    "a list after a numbered paragraph": (
        "(1) Es sind\n\n1.  a\n\n2.  b\n\n(2) Ende",
        ["(1) Es sind", "1. a", "2. b", "(2) Ende"],
    ),
    "a left out item": ("1. a\n2. b\n4. d", ["1. a", "2. b", "4. d"]),
    "an inserted item": ("1. a\n\n1a. b\n\n2. c", ["1. a", "1a. b", "2. c"]),
    "the machine counts": ("1. a\n1. b\n1. c", ["1. a", "2. b", "3. c"]),
    "a list that goes on": ("1. a\n\nText\n\n2. b", ["1. a", "Text", "2. b"]),
    "letters": ("a) x\n\nb) y", ["a) x", "b) y"]),
    "double letters": ("a)  x\n\n    aa) y\n\n    bb) z", ["a) x", "aa) y", "bb) z"]),
    "a date is no item": ("Es gilt ab dem\n1. Januar 2027.", ["Es gilt ab dem 1. Januar 2027."]),
    "a paragraph that begins with a date": ("Text\n\nA. Müller sagt ja.", ["Text", "A. Müller sagt ja."]),
    "bullets without a gap": ("Wir fordern:\n- a\n- b", ["Wir fordern:", "– a", "– b"]),
    "numbers without a gap": ("Wir fordern:\n1. a\n2. b", ["Wir fordern:", "1. a", "2. b"]),
    "typed bullets": ("• a\n• b", ["– a", "– b"]),
    "typed dashes": ("– a\n– b", ["– a", "– b"]),
    "a dash in a sentence": ("Das ist\n– wie gesagt – so.", ["Das ist – wie gesagt – so."]),
    "an empty item": ("-", ["–"]),
    "a hard break": ("eins  \nzwei", ["eins\nzwei"]),
    "code keeps its labels": ("    1. a\n    2. b", ["1. a\n2. b"]),
    "no-break spaces": ("§\u00a04a\u202fAbs. 1", ["§\u00a04a\u202fAbs. 1"]),
    "quotes and dashes stay as typed": ("\"so\" -- 'nicht' ...", ["\"so\" -- 'nicht' ..."]),
    "dollars and at-signs": ("5 $ und 6 $, @name [@x]", ["5 $ und 6 $, @name [@x]"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_what_is_written_is_what_arrives(text, expected):
    assert body(text) == expected


def test_labels_in_columns_do_not_move_the_columns():
    text = "Nr.    Wer     Was\n-----  ------  -----\n1.     Ada     liest\n2.     Bea     stimmt\n"
    table = read(f"# A\n\n{text}").sections[0].tree[0]
    assert [[cell[0]["text"] for cell in row] for row in table["rows"]] == [["1.", "Ada", "liest"], ["2.", "Bea", "stimmt"]]


def test_a_heading_needs_no_gap():
    found = read("Vorab\n# A\nText\n## B\n- Punkt\n# C\nEnde")
    assert [(section.kind, section.heading) for section in found.sections] == [
        ("preamble", ""), ("text", "A"), ("text", "B"), ("text", "C"),
    ]  # fmt: skip


def test_front_matter_gives_the_title_only():
    found = read('---\ntitle: "Der Titel: so"\ntags: [a]\n---\n\n# A\n\nText\n')
    assert (found.title, list(lines(found.sections[0].tree))) == ("Der Titel: so", ["Text"])


def test_a_line_at_the_top_is_no_front_matter():
    found = read("---\n\nEin Satz ohne Doppelpunkt.\n\n---\n\n# A\n\nText\n")
    assert list(lines(found.sections[0].tree)) == ["Ein Satz ohne Doppelpunkt."]


def test_an_unused_footnote_is_named():
    found = read("# A\n\nText[^1]\n\n[^1]: Eins\n\n[^zwei]: Zwei\n")
    assert list(lines(found.sections[0].tree)) == ["Text", "Eins"]
    assert len(found.notes) == 1
    assert "zwei" in found.notes[0]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="äö  1i.)(-# \n\n•–", max_size=60))
def test_no_letter_is_lost_whatever_is_typed(text):
    found = read(f"# Eins\n\n# Zwei\n\nText\n\n{text}")
    arrived = [[section.heading, *lines(section.tree)] for section in found.sections]

    def letters(of):
        return [sign for sign in of if sign in "äö"]

    assert letters(str(arrived)) == letters(text)
