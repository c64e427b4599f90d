"""What a reader, a screen reader and an archive find in the PDF."""

import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from pdfminer.high_level import extract_text

from positions.exports import child, pdf, validation
from positions.exports.arrangement import arrange
from positions.exports.child import SOURCES
from positions.exports.unrenderable import Unrenderable

from .hard import HARD
from .sample import p, sample, section, with_sections


def rendered(content) -> bytes:
    data = pdf.render(arrange(content))
    validation.check(data)
    return data


def elements(data: bytes) -> list[tuple[str, pikepdf.Dictionary]]:
    """The tag tree in reading order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for item in node:
                walk(item)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node.S).removeprefix("/"), node))
            walk(node.get("/K", pikepdf.Array()))

    with pikepdf.open(BytesIO(data)) as document:
        walk(document.Root.StructTreeRoot.K)
        return [(tag, {key: str(value) for key, value in node.items() if key == "/T"}) for tag, node in found]


def headings(data: bytes) -> list[tuple[str, str]]:
    return [(tag, more["/T"]) for tag, more in elements(data) if tag[0] == "H" and tag[1:].isdigit()]


@pytest.fixture(scope="module")
def issued() -> bytes:
    return rendered(sample())


@pytest.mark.promise(10)
def test_it_says_what_the_vote_means(issued):
    said = " ".join(extract_text(BytesIO(issued)).split())
    assert f"Rechtliche Wirkung {sample().legal_effect}" in said


def test_every_heading_is_tagged_in_order_and_level(issued):
    assert headings(issued) == [
        ("H1", "Zusammenfassung"),
        ("H1", "Vorbemerkung"),
        ("H1", "Das Verfahren"),
        ("H2", "1 Was die Verfahren heute aufhält"),
        ("H2", "2 Zu § 6 Absatz 1 Entscheidungsfrist"),
        ("H1", "Was ankommen leichter macht"),
        ("H2", "3 Zu § 11 Absatz 2 Anpassungslehrgänge und begleitende Kurse"),
        ("H3", "Sondervotum"),
        ("H2", "4 Begriffe und Sprachen"),
        ("H1", "Schluss"),
        ("H1", "Anlage: Beteiligte, Regel und Ergebnisse"),
    ]


def test_language_title_marks_and_standards(issued):
    with pikepdf.open(BytesIO(issued)) as document:
        root = document.Root
        assert str(root.Lang) == "de-DE"
        assert (bool(root.MarkInfo.Marked), bool(root.ViewerPreferences.DisplayDocTitle)) == (True, True)
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == sample().title
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "A")


def test_bookmarks_follow_the_headings(issued):
    with pikepdf.open(BytesIO(issued)) as document, document.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root][2] == (
            "Das Verfahren",
            ["1 Was die Verfahren heute aufhält", "2 Zu § 6 Absatz 1 Entscheidungsfrist"],
        )


def test_parts_of_the_tree_get_their_tags(issued):
    tags = [tag for tag, _ in elements(issued)]
    wanted = {
        "Title",
        "Table",
        "Caption",
        "THead",
        "TH",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "BlockQuote",
        "Note",
        "Link",
        "Em",
        "Strong",
    }
    assert wanted - set(tags) == set()
    assert "Figure" not in tags  # strokes are artifacts: their numbers stand beside them


def test_foreign_words_keep_their_language(issued):
    with pikepdf.open(BytesIO(issued)) as document:
        streams = b"".join(page.Contents.read_bytes() for page in document.pages)
    assert set(re.findall(rb"/Lang\((.*?)\)", streams)) == {b"de-DE", b"ar", b"uk", b"tr"}


def test_every_font_is_embedded(issued):
    with pikepdf.open(BytesIO(issued)) as document:
        descriptors = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        assert all("/FontFile2" in item or "/FontFile3" in item for item in descriptors)


def test_the_text_is_there_with_its_tally(issued):
    words = " ".join(extract_text(BytesIO(issued)).split())
    for said in ("Stellungnahme 7/2026", "34-5210/2026-118", "12 davon mit Bedenken", "Strittig: 34 von 60", "Seite 5 von 5"):
        assert said in words


def test_same_content_same_bytes_here_and_in_another_process(issued):
    again = sha256(rendered(sample())).hexdigest()
    script = (
        "from hashlib import sha256; from tests.positions.exports.sample import sample; from positions.exports import pdf; "
        "from positions.exports.arrangement import arrange; print(sha256(pdf.render(arrange(sample()))).hexdigest())"
    )
    path = ":".join(str(folder) for folder in SOURCES)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": path, "PYTHONHASHSEED": "7"},
    )
    assert again == sha256(issued).hexdigest() == done.stdout.strip()


@pytest.mark.parametrize("case", HARD)
def test_hard_content_is_laid_out_and_valid(case):
    rendered(HARD[case])


def test_markup_in_a_text_stays_a_text():
    content = with_sections(section("1", "#panic()", p('#read("/etc/passwd") *kein* $Satz$ @x <y>')))
    assert '#read("/etc/passwd") *kein* $Satz$ @x <y>' in extract_text(BytesIO(rendered(content)))


@pytest.mark.parametrize("character", ["ሰ", "😀", "\u0007"])
def test_a_missing_character_is_named_with_its_section(character):
    content = with_sections(section("1", "Gut", p("x")), section("2", "Schlecht", p(f"Hier: {character}")))
    with pytest.raises(Unrenderable) as caught:
        pdf.render(arrange(content))
    assert (caught.value.code, caught.value.facts["place"]) == ("glyph", "2 Schlecht")
    assert f"U+{ord(character):04X}" in caught.value.facts["character"]


def test_a_broken_pdf_is_not_offered(issued):
    with pytest.raises(child.RenderingFailed) as caught:
        child.kept().check(issued.replace(b"/Marked true", b"/Marked null"))
    assert caught.value.code == "invalid"


def test_a_stream_that_ends_like_a_line_is_as_long_as_it_says():
    stream = b"<</Length 4>>\nstream\nabc\r\nendstream\n"
    assert validation.lengths_hold(stream)
    assert not validation.lengths_hold(stream.replace(b"4", b"3"))
