"""D1: a stored statement as PDF in a warm worker, beside raw Typst and WeasyPrint on the same document. Validation apart.

Every call sets a document that no call before has set, so that nothing is remembered on either side.
"""

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType

from positions.exports import child, fonts, pdf, web
from positions.exports.arrangement import arrange
from positions.exports.clock import timestamp
from positions.exports.content import StatementContent
from positions.models import Statement
from tests.bench.measuring import ROUNDS, Row, interleaved
from tests.positions.exports.sample import REASONS, outcome, p, sample, section
from tests.positions.issuing import NOW, make_draft

SECTIONS = 40
FAMILIES = {"SourceSerif4": "Source Serif 4", "SourceSans3": "Source Sans 3"}
PRINT = """
@page { size: A4; margin: 32mm 58mm 29mm 30mm }
html { font-size: 10.5pt; line-height: 15pt }
p { text-align: justify; hyphens: auto }
"""
WORDS = (
    "Unsere Mitgliedsorganisationen begleiten solche Verfahren täglich. Drei Hindernisse kehren in allen Landkreisen wieder: "
    "Fristen, die nicht gelten, Nachweise, die niemand bezahlen kann, und Kurse, die nicht zum Leben von Eltern passen. "
)


def measure() -> Iterator[Row]:
    documents = ROUNDS + 2
    stored, prepared = _stored(documents), _prepared(documents)
    pages = iter([web.render(arrange(_document(number + 2 * documents))).decode() for number in range(documents)])
    cases: dict[str, Callable[[], object]] = {"ours": lambda: _ours(next(stored)), "typst": lambda: _raw(*next(prepared))}
    if weasyprint := _weasyprint():
        cases["WeasyPrint"] = lambda: _printed(weasyprint, next(pages))
    times = interleaved(cases, calls=1)
    child.close_kept()
    ours = times["ours"].wall_ms
    yield Row(
        code="D1",
        what="PDF of a stored statement in a warm worker, against raw Typst",
        value=round(ours / times["typst"].wall_ms, 2),
        target=1.2,
        unit="× typst",
        detail={"ms": ours, "typst ms": times["typst"].wall_ms, "sections": SECTIONS},
    )
    if theirs := times.get("WeasyPrint"):
        yield Row(
            code="D1",
            what="the same PDF, faster than WeasyPrint",
            value=round(theirs.wall_ms / ours, 1),
            target=10,
            unit="times",
            at_most=False,
            detail={"ms": ours, "WeasyPrint ms": theirs.wall_ms},
        )


def _printed(weasyprint: ModuleType, page: str) -> bytes:
    """The same page, typefaces, justified and hyphenated lines; tagged as well (it cannot be PDF/A at the same time)."""
    known = weasyprint.text.fonts.FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: '{family}'; src: url('{path.as_uri()}'); font-weight: 200 900; font-style: {style} }}"
        for path in fonts.files()
        for prefix, family in FAMILIES.items()
        if path.name.startswith(prefix)
        for style in ["italic" if "Italic" in path.name else "normal"]
    )
    sheet = weasyprint.CSS(string=faces + PRINT, font_config=known)
    return weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", stylesheets=[sheet], font_config=known)


def _weasyprint() -> ModuleType | None:
    """It needs the system's Pango; without that, there is nothing to compare with."""
    try:
        import weasyprint.text.fonts
    except OSError as reason:
        print(f"WeasyPrint does not run here: {reason}", file=sys.stderr)
        return None
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it says so for every rule of our style that it passes over
    return weasyprint


def _document(number: int) -> StatementContent:
    """About thirty pages, with a table now and then; `number` makes every paragraph one of its own."""
    parts = []
    for place in range(SECTIONS):
        words = [p(f"{number}.{place}.{line} " + WORDS * 2) for line in range(3)]
        tables = [REASONS] if place % 5 == 0 else []
        parts.append(section(str(place + 1), f"Forderung {number}.{place}", *words, *tables, outcome=outcome()))
    return replace(sample(), sections=tuple(parts))


def _stored(documents: int) -> Iterator[int]:
    draft = make_draft()
    keys = []
    for number in range(documents):
        content = _document(number)
        statement = Statement.objects.create(
            draft=draft, version=draft.version, year=1900, serial=number + 1, slug=f"messung-{number}", title=content.title,
            topic=draft.topic, audience=draft.audience, content=content.to_plain(), content_digest=content.digest, manifest={},
            manifest_digest="0" * 64, issued_at=NOW,
        )  # fmt: skip
        keys.append(statement.pk)
    return iter(keys)


def _ours(key: int) -> bytes:
    statement = Statement.objects.get(pk=key)
    return child.kept().render(StatementContent.from_plain(statement.content), "pdf")


def _prepared(documents: int) -> Iterator[tuple[str, int]]:
    arrangements = [arrange(_document(number + documents)) for number in range(documents)]
    return iter([(pdf.data(arrangement), timestamp(arrangement)) for arrangement in arrangements])


def _raw(data: str, clock: int) -> bytes:
    return pdf.compiler().compile(format="pdf", sys_inputs={"data": data}, pdf_standards=pdf.STANDARDS, timestamp=clock)
