"""An arrangement as accessible PDF: Typst, own template, text handed over as data. Knows no Django; runs in the child."""

import json
import re
import textwrap
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import typst

from positions.wording.tree import Block, plain_text

from . import fonts, glyphs
from .arrangement import Arrangement
from .clock import moment, timestamp
from .tables import laid_out
from .unrenderable import Unrenderable

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
RUNNING_LENGTH = 48  # characters; what does not fit the margin is cut by the template
SHORT_BLOCK = 900  # characters: about a fifth of a page
LONG_WORD = 28  # characters; longer ones are hyphenated even in headings
ENDLESS = re.compile(r"[^\s\u00ad\u200b/-]{70,}")  # nothing hyphenates these


def render(arrangement: Arrangement) -> bytes:
    """PDF/UA-1 and PDF/A-2a in one file; the same arrangement gives the same bytes. Raises Unrenderable."""
    glyphs.check(arrangement)
    inputs = {"data": data(arrangement)}
    try:
        made = compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=timestamp(arrangement))
    except typst.TypstError as error:
        raise Unrenderable("typst", reason=error.message) from error
    assert isinstance(made, bytes)
    return made


def data(arrangement: Arrangement) -> str:
    """What the template reads, as JSON."""
    return json.dumps(_breakable(_printed(arrangement)), ensure_ascii=False)


@cache
def compiler() -> typst.Compiler:
    """Kept for the life of the process. It sees its own templates and the font packages, nothing else, and fetches nothing."""
    nowhere = mkdtemp(prefix="mitstimme-typst-")
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in fonts.folders()]
    )
    return typst.Compiler(
        input=str(TEMPLATES / "statement.typ"),
        root=str(TEMPLATES),
        font_paths=found,
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )


def _printed(arrangement: Arrangement) -> Arrangement:
    """The arrangement with what only paper needs: running heads that fit, tables with widths."""
    parts = [
        {
            **part,
            "running": (part["locator"] or part["heading"])[:RUNNING_LENGTH],
            "tree": [{**block, "short": _is_short(block)} for block in laid_out(part["tree"])],
            "dissents": _laid_out_notes(part["dissents"]),
        }
        for part in arrangement["parts"]
    ]
    when = moment(arrangement)
    dated = [when.year, when.month, when.day]
    longest = max((len(word) for part in parts for word in part["heading"].split()), default=0)
    return {
        **arrangement,
        "dated": dated,
        "hyphenated_headings": longest > LONG_WORD,
        "opening": laid_out(arrangement["opening"]),
        "parts": parts,
        "annex": {**arrangement["annex"], "dissents": _laid_out_notes(arrangement["annex"]["dissents"])},
    }


def _laid_out_notes(notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**note, "tree": laid_out(note["tree"])} for note in notes]


def _is_short(block: Block) -> bool:
    """Whether a block is short enough to go to the next page as a whole."""
    return block["type"] in ("list", "definitions", "quote") and len(plain_text([block])) < SHORT_BLOCK


def _breakable(value: Any) -> Any:
    """The same with places to break in words that are longer than a line."""
    if isinstance(value, str):
        return ENDLESS.sub(lambda found: "\u200b".join(textwrap.wrap(found[0], 20)), value)
    if isinstance(value, dict):
        return {key: item if key == "href" else _breakable(item) for key, item in value.items()}
    return [_breakable(item) for item in value] if isinstance(value, list) else value
