"""What Word and LibreOffice find in the DOCX."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from positions.exports import word
from positions.exports.arrangement import arrange

from .hard import HARD
from .sample import numbered, p, sample, section, with_sections


def rendered(content) -> bytes:
    return word.render(arrange(content))


@pytest.fixture(scope="module")
def issued() -> bytes:
    return rendered(sample())


@pytest.fixture
def document(issued):
    return docx.Document(BytesIO(issued))


def styled(document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_headings_have_heading_styles_in_order(document):
    found = [(p.style.name, p.text.replace("\u2003", " ")) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert found == [
        ("Heading 1", "Zusammenfassung"),
        ("Heading 1", "Vorbemerkung"),
        ("Heading 1", "Das Verfahren"),
        ("Heading 2", "1 Was die Verfahren heute aufhält"),
        ("Heading 2", "2 Zu § 6 Absatz 1: Entscheidungsfrist"),
        ("Heading 1", "Was ankommen leichter macht"),
        ("Heading 2", "3 Zu § 11 Absatz 2: Anpassungslehrgänge und begleitende Kurse"),
        ("Heading 3", "Sondervotum"),
        ("Heading 2", "4 Begriffe und Sprachen"),
        ("Heading 1", "Schluss"),
        ("Heading 1", "Anlage: Beteiligte, Regel und Ergebnisse"),
    ]


def test_each_voted_section_ends_with_its_tally(document):
    assert [line.split(" tragen")[0] for line in styled(document, "Tally")] == [
        "64 von 65 Organisationen",
        "60 von 65 Organisationen",
        "56 von 65 Organisationen",
        "34 von 65 Organisationen",
    ]


@pytest.mark.promise(10)
def test_it_says_what_the_vote_means(document):
    assert [paragraph.text for paragraph in document.paragraphs if sample().legal_effect in paragraph.text]


def test_properties_language_and_date(document):
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (sample().title, "Netzwerk Mittelland e. V.", "de-DE")
    assert properties.created.date().isoformat() == "2026-11-27"
    languages = document.styles.element.iter(qn("w:lang"))
    assert {language.get(qn("w:val")) for language in languages} == {"de-DE"}


def test_tables_repeat_their_head(document):
    heads = [table._tbl.tr_lst[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for table in document.tables]
    assert heads == [True, True, True]


def test_letterhead_on_the_first_page_running_head_and_page_numbers_after(document):
    (only,) = document.sections
    assert only.different_first_page_header_footer
    assert only.first_page_header.paragraphs[0].text == "Netzwerk Mittelland e. V."
    assert only.header.paragraphs[0].text == "Netzwerk Mittelland e. V., Stellungnahme 7/2026"
    fields = [field.get(qn("w:instr")) for field in only.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_footnotes_languages_and_labels_are_real(issued):
    with ZipFile(BytesIO(issued)) as archive:
        body, notes = archive.read("word/document.xml").decode(), archive.read("word/footnotes.xml").decode()
    assert "Auswertung von 1.284 Beratungen" in notes
    assert 'w:val="uk"' in body
    assert 'w:bidi="ar"' in body
    assert "<w:rtl" in body


def test_labels_no_counter_makes_stand_before_their_paragraph():
    content = with_sections(section("1", "Absätze", numbered("eins", "zwei", labels=["(1)", "(1a)"])))
    assert styled(docx.Document(BytesIO(rendered(content))), "Labelled") == ["(1)\u2003eins", "(1a)\u2003zwei"]


def test_same_content_same_bytes(issued):
    assert rendered(sample()) == issued
    with ZipFile(BytesIO(issued)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_system_file_named_in_a_text_is_not_read():
    content = with_sections(section("1", "Bild", p("![x](/etc/passwd) \\input{/etc/passwd}")))
    assert b"root:" not in b"".join(ZipFile(BytesIO(rendered(content))).read(name) for name in ("word/document.xml",))


@pytest.mark.parametrize("case", HARD)
def test_hard_content_becomes_a_document_that_opens(case):
    docx.Document(BytesIO(rendered(HARD[case])))
