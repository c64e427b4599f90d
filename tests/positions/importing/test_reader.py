"""What word processors and browsers write."""

import io
import zipfile

import pytest

from positions.importing import reader
from positions.wording.tree import lines

from .files import converted, docx, good_docx, with_member
from .source import REAL_TEXT

pytestmark = pytest.mark.usefixtures("english")


def outline(found):
    return [(str(section.kind), section.level, section.heading, list(lines(section.tree))) for section in found.sections]


def flat(found):
    return [line for section in found.sections for line in (section.heading, *lines(section.tree))]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_the_real_text_from_word_processors(kind):
    """All but the last section's lone dash, which is no text in a word processor."""
    text = REAL_TEXT.read_text()
    found = reader.read(converted(text, kind), f"a.{kind}")
    expected = flat(reader.read(text.encode(), "a.md"))
    arrived = flat(found)
    assert arrived[-1:] in (["–"], ["§ 23 (weggefallen)"])
    assert [line for line in arrived if line != "–"] == [line for line in expected if line != "–"]
    assert len(found.sections) == 33


RICH = """
# Titel

Vorrede

## Liste

1.  eins

    a)  klein

2.  zwei[^f]

[^f]: Die *Fußnote*

## Tabelle

| Wer | Was |
|-----|-----|
| Ada | **liest** |

: Überschrift

> Zitat

Siehe [dort](https://example.org/) und [hier](#titel).
"""


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_lists_tables_footnotes_and_links_survive(kind):
    found = reader.read(converted(RICH, kind), f"a.{kind}")
    label = "a." if kind == "html" else "a)"  # a web page does not say what stands behind the letter
    assert outline(found)[:2] == [
        ("preamble", 1, "Titel", ["Vorrede"]),
        ("text", 2, "Liste", ["1. eins", f"{label} klein", "2. zwei", "Die Fußnote"]),
    ]
    table = next(block for block in found.sections[2].tree if block["type"] == "table")
    assert [cell[0]["text"] for cell in table["header"]] == ["Wer", "Was"]
    assert table["rows"][0][1] == [{"type": "text", "text": "liest", "marks": ["strong"]}]
    links = [node for block in found.sections[2].tree for node in block.get("content", []) if node.get("type") == "link"]
    assert [link["href"] for link in links] == ["https://example.org/"]
    assert "1 link leads to no web address and became plain text (“Tabelle”)." in found.notes


def test_a_word_title_is_the_title_and_nothing_before_the_first_heading_is_lost():
    def build(document):
        document.add_paragraph("Unser Papier", style="Title")
        document.add_paragraph("Ein Untertitel", style="Subtitle")
        document.add_paragraph("Vorab gesagt.")
        document.add_heading("Eins", 1)
        document.add_paragraph("Text.")

    found = reader.read(docx(build), "a.docx")
    assert found.title == "Unser Papier"
    assert outline(found) == [
        ("preamble", 1, "", ["Ein Untertitel", "Vorab gesagt."]),
        ("text", 1, "Eins", ["Text."]),
    ]


def test_empty_headings_are_named():
    def build(document):
        document.add_heading("Eins", 1)
        document.add_paragraph("Text.")
        document.add_heading("", 1)
        document.add_paragraph("Mehr.")
        document.add_heading("Zwei", 1)
        document.add_paragraph("Ende.")

    found = reader.read(docx(build), "a.docx")
    assert outline(found) == [("text", 1, "Eins", ["Text.", "Mehr."]), ("text", 1, "Zwei", ["Ende."])]
    assert "1 heading without words was left out (“Eins”)." in found.notes


def test_pictures_are_counted_and_placed():
    found = reader.read(b"# A\n\nText ![x](a.png) und ![y](b.png)\n\n# B\n\nText ![z](c.png)\n", "a.md")
    assert "3 pictures were not taken over (“A”, “B”)." in found.notes


def test_tracked_changes_are_taken_as_accepted_and_said():
    def build(document):
        document.add_heading("Eins", 1)
        document.add_paragraph("alt")

    data = docx(build)
    inserted = '<w:r><w:t>alt</w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve"> neu</w:t></w:r></w:ins>'
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    data = with_member(data, "word/document.xml", text.replace("<w:r><w:t>alt</w:t></w:r>", inserted))
    found = reader.read(data, "a.docx")
    assert outline(found) == [("text", 1, "Eins", ["alt neu"])]
    assert "The file contained tracked changes; they were taken over as if accepted." in found.notes


def test_scripts_never_arrive():
    html = "<html><h1>A</h1><script>alert(1)</script><p onclick='x()'>Text <a href='javascript:x()'>hier</a></p></html>"
    found = reader.read(html.encode(), "a.html")
    assert outline(found) == [("text", 1, "A", ["Text hier"])]


def test_a_passage_keeps_its_language():
    html = '<html><body><h1>A</h1><p>Auf <span lang="tr-TR">Türkçe</span> und <span lang="xx">anders</span>.</p></body></html>'
    [paragraph] = reader.read(html.encode(), "a.html").sections[0].tree
    assert paragraph["content"] == [
        {"type": "text", "text": "Auf "},
        {"type": "span", "lang": "tr", "content": [{"type": "text", "text": "Türkçe"}]},
        {"type": "text", "text": " und anders."},
    ]


def test_a_paper_without_headings_is_one_preamble_and_says_so():
    found = reader.read(b"Nur Text.\n\nNoch einer.", "mein_papier-2.txt")
    assert outline(found) == [("preamble", 1, "", ["Nur Text.", "Noch einer."])]
    assert found.title == "mein papier 2"
    assert found.notes == [
        "The file names no title; its name was taken.",
        "The file has no headings: all of its text is one section, a preamble on which nobody votes.",
    ]


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        ("# Größe\n\nfür alle".encode(), False),
        ("\ufeff# Größe\n\nfür alle".encode(), False),
        ("# Größe\n\nfür alle".encode("utf-16"), False),
        ("# Größe\n\nfür alle".encode("cp1252"), True),
    ],
)
def test_letters_are_read_in_what_they_were_written_in(data, noted):
    found = reader.read(data, "a.md")
    assert outline(found) == [("text", 1, "Größe", ["für alle"])]
    assert [note for note in found.notes if "Windows-1252" in note] == (
        ["The file is not in UTF-8; its letters were read as Windows-1252. Please check the umlauts."] if noted else []
    )


def test_a_name_without_extension_is_no_claim():
    assert outline(reader.read(good_docx(), "papier")) == [
        ("text", 1, "Eins", ["Text eins."]),
        ("text", 1, "Zwei", ["Text zwei."]),
    ]


def test_a_long_title_is_shortened_and_its_heading_kept():
    heading = "Lang " * 80
    found = reader.read(f"# {heading}\n\n## A\n\nText\n".encode(), "a.md")
    assert len(found.title) <= 255
    assert found.title.endswith("…")
    assert outline(found)[0] == ("heading", 1, heading.strip(), [])
    assert found.notes == ["The title is longer than 255 characters and was shortened."]


def test_a_title_without_text_is_only_the_title():
    found = reader.read(b"# Titel\n\n## A\n\nText\n\n## B\n\nText\n", "a.md")
    assert (found.title, [section.heading for section in found.sections]) == ("Titel", ["A", "B"])


def test_merged_cells_and_strange_nestings_are_named():
    html = (
        "<html><body><h1>A</h1><table><tr><td colspan=2>weit</td></tr><tr><td>a</td><td>b</td></tr></table>"
        "<ol><li><table><tr><td>innen</td></tr></table></li></ol><p><s>weg</s></p></body></html>"
    )
    found = reader.read(html.encode(), "a.html")
    assert outline(found) == [("text", 1, "A", ["weit", "", "a", "b", "1. innen", "weg"])]
    assert [note.split(" (")[0] for note in found.notes] == [
        "1 table cell spanned several; its text stands in the first",
        "1 list, table or quotation inside another one became paragraphs",
        "1 passage was struck through; the words were kept, without the line",
    ]
