"""The notation: how a wording is written in a plain field, on any phone. A small part of Markdown; here are its signs.

    # Heading                    begins a section; a bare # says that it has no heading
    an empty line                ends a paragraph; a single line break is one in the text
    - or –, •                    an item; 1.  1)  a)  (a) one with this label; {§ 3} one with any other label
    two spaces before a line     it belongs to the item above it
    > before a line              a quotation
    *slanted*  **strong**        at the edges of words only: the star in “Bürger*innen” is one
    [text](https://…)            a link
    [^3]                         the footnote of the section with this mark
    [[Tabelle 1]]                something that cannot be written so, and stays as it is
    \\                            before a sign: the sign itself

What else a wording may hold is written in braces: {*x*} inside a word, {^2^} raised, {~2~} lowered, {ar|…|} in a language.
"""

import re

from .labels import BULLETS
from .tree import Tree

HEADING = re.compile(r"#{1,6}(?:[ \t]+(?P<heading>.*))?$")
ITEM = re.compile(
    rf"""(?: (?P<bullet>[{re.escape("".join(sorted(BULLETS)))}])
      | (?P<number> \d{{1,3}}[a-z]?[.)] | \(\d{{1,3}}[a-z]?\) | (?P<l>[a-z])(?P=l)?\) | \((?P<m>[a-z])(?P=m)?\) )
      | \{{(?P<label>[^{{}}\\|*~^\n]{{1,20}})\}}
    )(?:[ \t]+(?P<rest>.*))?$""",
    re.VERBOSE,
)
SEPARATOR = re.compile(r"-{3,}$")
PROTECTED = re.compile(r"\[\[(?P<name>[^\[\]]+?)(?P<gone> entfällt)?\]\]$")
FOOTNOTE = re.compile(r"\[\^(?P<label>[^\s\[\]^\\]{1,20})\]")
# The words of the notation are German, as the wordings are.
NAMES = {"table": "Tabelle", "definitions": "Begriffe"}
ANY_OTHER = "Passage"
BRACED = {"strong": "**", "em": "*", "sub": "~", "sup": "^"}


def starts_block(line: str) -> bool:
    """Whether a line of text would be read as the beginning of something else."""
    return any(pattern.match(line) for pattern in (HEADING, ITEM, SEPARATOR, PROTECTED)) or line.startswith(">")


def name_of(block: dict, number: int) -> str:
    return f"{NAMES.get(block['type'], ANY_OTHER)} {number}"


def would_merge(one: dict, two: dict) -> bool:
    """Two neighbours that would be read as one: a line of --- keeps them apart."""
    return one["type"] == two["type"] and one["type"] in ("list", "quote") and one.get("ordered") == two.get("ordered")


def notes_of(tree: Tree) -> dict[str, Tree]:
    """The footnotes of a wording by their marks."""
    found: dict[str, Tree] = {}

    def walk(part: object) -> None:
        if isinstance(part, list):
            for inner in part:
                walk(inner)
        elif isinstance(part, dict):
            if part.get("type") == "footnote":
                found.setdefault(part["label"], part["content"])
            for inner in part.values():
                walk(inner)

    walk(tree)
    return found
