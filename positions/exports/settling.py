"""What pandoc cannot say in a Word document: set in its XML afterwards. Knows no Django; runs in the child process."""

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

ANNEX = "annex"  # the bookmark of the heading that begins a page

STAY = frozenset({"Tally", "Signature"})  # styles of paragraphs that never part from the one before


def settled(document: bytes) -> bytes:
    """Tables in their own styles with rows that do not break, tallies that stay with their section, the annex on a page."""
    root = parse_xml(document)
    for row in root.iter(qn("w:tr")):
        _row(row)
    for paragraph in root.iter(qn("w:p")):
        if _style(paragraph) in STAY:
            before = paragraph.getprevious()
            if before is not None and before.tag == qn("w:p"):
                _flag(before, "w:keepNext")
    for language in root.iter(qn("w:lang")):
        if language.getparent().find(qn("w:rtl")) is not None:
            language.set(qn("w:bidi"), language.get(qn("w:val")))  # what Word reads for such scripts
    for bookmark in root.iter(qn("w:bookmarkStart")):
        if bookmark.get(qn("w:name")) == ANNEX:
            heading = bookmark.getparent() if bookmark.getparent().tag == qn("w:p") else bookmark.getnext()
            _flag(heading, "w:pageBreakBefore")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _row(row: BaseOxmlElement) -> None:
    properties = row.get_or_add_trPr()
    is_head = properties.find(qn("w:tblHeader")) is not None
    if properties.find(qn("w:cantSplit")) is None:
        properties.insert(0, etree.SubElement(properties, qn("w:cantSplit")))
    for paragraph in row.iter(qn("w:p")):
        paragraph.get_or_add_pPr().style = "TableHead" if is_head else "TableText"


def _style(paragraph: BaseOxmlElement) -> str | None:
    return paragraph.pPr.style if paragraph.pPr is not None else None


def _flag(paragraph: BaseOxmlElement, name: str) -> None:
    getattr(paragraph.get_or_add_pPr(), f"get_or_add_{name.removeprefix('w:')}")()
