"""How a statement is laid out, before any format: the order of its parts, heading levels without gaps, tallies in words.

One arrangement feeds PDF, DOCX and HTML, so that all three say the same. Plain values only. Knows no Django.
"""

import re
from collections.abc import Mapping
from typing import Any

from .annex import annex, notes
from .content import Section, StatementContent
from .phrases import phrases, spoken
from .tallies import tally

Arrangement = dict[str, Any]
DEEPEST = 4
DATE = re.compile(r"\d{1,2}\.? \w+ \d{4}")


def arrange(content: StatementContent) -> Arrangement:
    """Everything a renderer prints, in reading order."""
    words = phrases(content.language)
    language, _, region = content.language.partition("-")
    kind = words["statement"] if content.number else f"{words['statement']} ({words['draft']})"
    return {
        "lang": language.lower(),
        "region": (region or ("DE" if language == "de" else "")).upper(),
        "title": content.title,
        "short_title": content.short_title,
        "name": f"{kind} {content.number}" if content.number else kind,
        "issued": [int(part) for part in content.issued_on.split("-")] if content.issued_on else None,
        "sender": _sender(content),
        "addressee": [line for line in content.addressee if line],
        "reference": _reference(content, words),
        "file_reference": content.file_reference,
        "bill": content.bill,
        "stage": content.stage_line,
        "salutation": content.salutation,
        "opening": [*content.opening, *([_paragraph(content.who_we_are)] if content.who_we_are else [])],
        "parts": _parts(content, words),
        "signature": [line for line in content.signature if line],
        "annex": annex(content, words),
        "words": dict(words),
        "line_numbers": content.line_numbers,
    }


def _sender(content: StatementContent) -> dict[str, Any]:
    sender = content.sender
    return {
        "name": sender.name,
        "claim": sender.claim,
        "address": [line for line in sender.address if line],
        "email": sender.email,
        "phone": sender.phone,
        "website": sender.website,
        "register": sender.register,
    }


def _parts(content: StatementContent, words: Mapping[str, str]) -> list[dict[str, Any]]:
    parts = []
    if content.verdict or content.summary:
        verdict = [_paragraph(content.verdict, "strong")] if content.verdict else []
        parts.append(_part("summary", words["summary"], tree=[*verdict, *content.summary]))
    if content.general:
        parts.append(_part("general", words["general"], tree=content.general))
    levels = depths(content.sections)
    for section, depth in zip(content.sections, levels, strict=True):
        parts.append(_section(section, depth, words))
    if content.whole:
        parts.append(
            _part(
                "whole",
                words["whole"],
                tally=tally(content.whole, words, whole=True),
                dissents=notes(content.whole_dissents, words),
            )
        )
    if content.closing:
        parts.append(_part("closing", words["closing"], tree=content.closing))
    return parts


def _section(section: Section, depth: int, words: Mapping[str, str]) -> dict[str, Any]:
    heading = section.heading or ("" if section.kind == "preamble" else words["untitled"])
    return _part(
        f"s-{section.key}",
        heading,
        number=section.number,
        locator=f"{words['on']} {section.locator}" if section.locator else "",
        depth=depth,
        tree=section.tree,
        tally=tally(section.outcome, words) if section.outcome else None,
        dissents=notes(section.dissents, words),
    )


def _part(key: str, heading: str, **more: Any) -> dict[str, Any]:
    defaults = {"number": "", "locator": "", "depth": 1, "tree": [], "tally": None, "dissents": []}
    return {"key": key, "heading": heading, **defaults, **more}


def _reference(content: StatementContent, words: Mapping[str, str]) -> list[list[str]]:
    """Place and date, the addressee's lines, our own number."""
    day = spoken(content.issued_on, content.language) if content.issued_on else ""
    number = f"{words['statement_short']} {content.number}" if content.number else ""
    lines = [
        (words["place_and_date"], ", ".join(part for part in (content.place, day) if part)),
        *((line.label, line.value) for line in content.reference),
        (words["our_reference"], number),
    ]
    return [[label, _kept_together(value)] for label, value in lines if value]


def _kept_together(value: str) -> str:
    """A date does not break inside."""
    return DATE.sub(lambda found: found[0].replace(" ", "\u00a0"), value)


def _paragraph(text: str, *marks: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text, "marks": list(marks)}]}


def depths(sections: tuple[Section, ...]) -> list[int]:
    """Heading levels from 1, without gaps: a level is at most one deeper than the one it stands under.

    An imported paper may start at level 2 or jump from 2 to 4; accessible PDF may not.
    """
    open_levels: list[int] = []
    result = []
    for section in sections:
        while open_levels and open_levels[-1] >= section.level:
            open_levels.pop()
        open_levels.append(section.level)
        result.append(min(len(open_levels), DEEPEST))
    return result
