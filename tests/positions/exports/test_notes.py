"""Minority notes in every format: below their section, below the final vote, and in the annex."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from lxml import html
from pdfminer.high_level import extract_text

from positions.exports.content import Dissent, StatementContent

from . import test_pdf, test_web, test_word
from .sample import outcome, p, sample

WHOLE = Dissent(by=("Kulturverein Safran Bergau",), tree=[p("Das Papier nennt die Kosten nicht.")])
ANNEX = Dissent(by=("Garten der Wege",), tree=[p("Die Frist ist zu kurz.")], on="7 Gebühren")


@pytest.fixture(scope="module")
def content():
    return replace(sample(), whole=outcome(50, 6, 2, 3, 4), whole_dissents=(WHOLE,), annex_dissents=(ANNEX,))


def test_in_the_pdf(content):
    data = test_pdf.rendered(content)
    assert test_pdf.headings(data)[-6:] == [
        ("H2", "4 Begriffe und Sprachen"),
        ("H1", "Das ganze Papier"),
        ("H2", "Sondervotum"),
        ("H1", "Schluss"),
        ("H1", "Anlage: Beteiligte, Regel und Ergebnisse"),
        ("H2", "Sondervotum zu: 7 Gebühren"),
    ]
    text = extract_text(BytesIO(data))
    assert "Das Papier nennt die Kosten nicht." in text
    assert text.index("Prüfsumme der Fassung") > text.index("Die Frist ist zu kurz.")


def test_in_word(content):
    document = docx.Document(BytesIO(test_word.rendered(content)))
    assert test_word.styled(document, "Dissent")[-4:] == [
        "Das Papier nennt die Kosten nicht.", "Kulturverein Safran Bergau", "Die Frist ist zu kurz.", "Garten der Wege",
    ]  # fmt: skip
    assert test_word.styled(document, "Heading 2")[-1] == "Sondervotum zu: 7 Gebühren"


def test_in_html(content):
    page = html.fromstring(test_web.rendered(content))
    notes = [note.text_content() for note in page.xpath("//section[@id='annex']//div[@class='dissent']")]
    assert notes == ["Sondervotum zu: 7 GebührenDie Frist ist zu kurz.Garten der Wege"]
    test_web.test_headings_do_not_skip(page)


def test_content_from_before_there_were_such_notes_is_read(content):
    plain = sample().to_plain()
    del plain["whole_dissents"], plain["annex_dissents"]
    for section in plain["sections"]:
        for note in section["dissents"]:
            del note["on"]
    assert StatementContent.from_plain(plain) == sample()
    assert (sample().notes, content.notes) == (1, 3)
