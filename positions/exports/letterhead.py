"""The look of the Word file, built by code: styles, page, letterhead, running head and page numbers. Knows no Django."""

from functools import cache
from io import BytesIO
from textwrap import shorten
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Header
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from . import pandoc
from .arrangement import Arrangement

SERIF, SANS = "Cambria", "Calibri"  # what offices have; free metric-compatible fonts stand in elsewhere
INK, INK_2, GREEN, BROWN = (RGBColor.from_string(value) for value in ("1F1C17", "575146", "00614B", "86400F"))
FOOT_LENGTH = 90  # characters beside the page number
TEXT_WIDTH = Mm(210 - 30 - 30)
# style: (font, points, bold, colour, space before, space after)
LOOK: dict[str, tuple[str, float, bool, RGBColor, float, float]] = {
    "Normal": (SERIF, 11, False, INK, 0, 6),
    "Body Text": (SERIF, 11, False, INK, 0, 6),
    "First Paragraph": (SERIF, 11, False, INK, 0, 6),
    "Compact": (SERIF, 11, False, INK, 0, 3),
    "Title": (SERIF, 21, False, INK, 0, 12),
    "Heading 1": (SERIF, 15, True, INK, 24, 6),
    "Heading 2": (SERIF, 12.5, True, INK, 18, 4),
    "Heading 3": (SERIF, 11.5, True, INK, 14, 4),
    "Heading 4": (SANS, 10.5, True, INK, 12, 3),
    "Heading 5": (SANS, 10.5, True, INK, 12, 3),
    "Block Text": (SERIF, 11, False, INK, 6, 6),
    "Footnote Text": (SERIF, 9, False, INK, 0, 2),
    "Table Caption": (SANS, 9.5, True, INK, 12, 3),
    "Definition Term": (SERIF, 11, True, INK, 3, 0),
    "Definition": (SERIF, 11, False, INK, 0, 4),
    "Sender": (SERIF, 16, True, INK, 0, 0),
    "Contact": (SANS, 8.5, False, INK_2, 0, 0),
    "Addressee": (SERIF, 11, False, INK, 30, 14),
    "Reference": (SANS, 9.5, False, INK, 0, 24),
    "Bill": (SERIF, 12, False, INK_2, 0, 18),
    "Tally": (SANS, 9.5, False, INK_2, 6, 6),
    "Dissent": (SERIF, 10.5, False, INK, 3, 3),
    "Fact": (SANS, 10, False, INK, 0, 4),
    "Proof": (SANS, 8.5, False, INK_2, 18, 0),
    "Labelled": (SERIF, 11, False, INK, 0, 3),
    "Signature": (SERIF, 11, False, INK, 18, 0),
    "Table Text": (SANS, 9.5, False, INK, 2, 2),
    "Table Head": (SANS, 9.5, True, INK, 2, 2),
}
RULED = {"Block Text": GREEN, "Dissent": BROWN}


def reference(arrangement: Arrangement) -> bytes:
    """The document whose styles, page and head pandoc takes over."""
    document = Document(BytesIO(_styled()))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    running = section.header.paragraphs[0]
    running.style = document.styles["Contact"]
    running.text = f"{arrangement['sender']['name']}, {arrangement['name']}"
    _letterhead(section.first_page_header, arrangement["sender"], document)
    bill = shorten(arrangement["bill"], FOOT_LENGTH - len(arrangement["file_reference"]), placeholder="…")
    foot = " · ".join(part for part in (bill, arrangement["file_reference"]) if part)
    for footer in (section.footer, section.first_page_footer):
        _page_number(footer.paragraphs[0], foot, arrangement["words"], document)
    return _saved(document)


def _letterhead(header: _Header, sender: dict[str, Any], document: Doc) -> None:
    header.paragraphs[0].style = document.styles["Sender"]
    header.paragraphs[0].text = sender["name"]
    contact = [part for part in (", ".join(sender["address"]), sender["phone"], sender["email"], sender["website"]) if part]
    for line in [sender["claim"], " · ".join(contact)]:
        if line:
            header.add_paragraph(line, style=document.styles["Contact"])


def _page_number(paragraph: Paragraph, text: str, words: dict[str, str], document: Doc) -> None:
    paragraph.style = document.styles["Contact"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{text}\t{words['page']} ")
    _field(paragraph, "PAGE")
    paragraph.add_run(f" {words['of']} ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


@cache
def _styled() -> bytes:
    """pandoc's own reference document in our look; the same for every statement."""
    document = Document(BytesIO(pandoc.run(["--print-default-data-file", "reference.docx"])))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.top_margin, section.bottom_margin = Mm(32), Mm(28)
    section.header_distance = section.footer_distance = Mm(15)
    for name, look in LOOK.items():
        _style(document, name, look)
    _table_style(document)
    return _saved(document)


def _style(document: Doc, name: str, look: tuple[str, float, bool, RGBColor, float, float]) -> None:
    font, points, bold, colour, before, after = look
    styles = document.styles
    style: ParagraphStyle = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(points), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), font)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.0 if font is SANS else 1.25
    if name == "Title":
        layout.alignment, layout.line_spacing = WD_ALIGN_PARAGRAPH.LEFT, 1.1
    if name.startswith("Heading"):
        layout.keep_with_next, layout.line_spacing = True, 1.1
    if name in RULED:
        layout.left_indent = Mm(5)
        _left_rule(style, RULED[name])
    if name == "Labelled":
        layout.left_indent, layout.first_line_indent = Mm(10), Mm(-10)


def _left_rule(style: ParagraphStyle, colour: RGBColor) -> None:
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "14"), ("space", "10"), ("color", str(colour))):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _table_style(document: Doc) -> None:
    """Hairlines instead of boxes."""
    properties = document.styles["Table"].element.find(qn("w:tblPr"))
    borders = OxmlElement("w:tblBorders")
    for edge, size, colour in (("top", "8", "1F1C17"), ("bottom", "4", "D9D1C1"), ("insideH", "4", "D9D1C1")):
        line = OxmlElement(f"w:{edge}")
        for key, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for edge, width in (("left", "0"), ("right", "113")):
        side = OxmlElement(f"w:{edge}")
        side.set(qn("w:w"), width)
        side.set(qn("w:type"), "dxa")
        margins.append(side)
    if (old := properties.find(qn("w:tblCellMar"))) is not None:
        properties.remove(old)
    properties.extend([borders, margins])
    document.styles["Hyperlink"].font.color.rgb = GREEN


def _saved(document: Doc) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()
