"""What an editor sees of a section before it is saved."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...importing.paper import ImportedSection
from ...wording.tree import plain_text

FIRST_WORDS = 140


@dataclass(frozen=True)
class Glimpse:
    """One imported section at a glance."""

    heading: str
    level: int
    first_words: str
    lists: int
    tables: int
    footnotes: int


def glimpse(section: ImportedSection) -> Glimpse:
    """Its first words and the number of lists, tables and footnotes in it, nested ones included."""
    found = Counter(_types(section.tree))
    text = " ".join(plain_text(section.tree).split())
    return Glimpse(
        heading=section.heading,
        level=section.level,
        first_words=text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS].rsplit(' ', 1)[0]} …",
        lists=found["list"] + found["definitions"],
        tables=found["table"],
        footnotes=found["footnote"],
    )


def _types(value: Any) -> Iterator[str]:
    """The type of every block and inline below this value."""
    if isinstance(value, dict):
        if "type" in value:
            yield value["type"]
        for child in value.values():
            yield from _types(child)
    elif isinstance(value, list):
        for child in value:
            yield from _types(child)
