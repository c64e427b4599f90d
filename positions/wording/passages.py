"""Sections as somebody proposes them: written in one plain field, and read from it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .from_notation import Reader, Unreadable, lines_of
from .inlines import Run, paragraph
from .notation import HEADING, notes_of
from .to_notation import notation_of, protected
from .tree import Tree, plain_inline, plain_text

HEADING_LENGTH = 500


@dataclass(frozen=True)
class Passage:
    """One section as it stands or is proposed: what `changes.Worded` asks for."""

    heading: str
    tree: Tree = field(default_factory=list)

    @property
    def written(self) -> str:
        """In the notation, as a member changes it."""
        return notation_of(self.heading, self.tree)

    @property
    def text(self) -> str:
        return plain_text(self.tree)

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored."""
        return {"heading": self.heading, "tree": self.tree}


def passages_from_notation(text: str, *, base: Passage) -> list[Passage]:
    """The sections that the text says, each from its # on. A first one without # keeps the heading of `base`.

    Footnotes and what stands by its name ([[Tabelle 1]]) are taken from `base`, the wording the text was made from; the latter
    must be there exactly once, or be said to go. Raises `from_notation.Unreadable`, with a sentence.
    """
    reader = Reader(notes=notes_of(base.tree), blocks=protected(base.tree))
    headings = [base.heading]
    bodies: list[list[str]] = [[]]
    for line in lines_of(text):
        if found := HEADING.match(line):
            headings.append(_heading(found["heading"] or "", base))
            bodies.append([])
        else:
            bodies[-1].append(line)
    passages = [Passage(title, reader.blocks_of(body)) for title, body in zip(headings, bodies, strict=True)]
    reader.require_all_named()
    return passages[1:] if len(passages) > 1 and not passages[0].tree else passages


def _heading(written: str, base: Passage) -> str:
    """In normal form; the one that stands there is left as it is."""
    heading = _tidy(written)
    if len(heading) > HEADING_LENGTH:
        told = _("A heading has at most %(limit)d characters. Begin the text on a new line.")
        raise Unreadable(told % {"limit": HEADING_LENGTH})
    return base.heading if heading == _tidy(base.heading) else heading


def _tidy(heading: str) -> str:
    return " ".join(plain_inline(block["content"]) for block in paragraph([Run(text=heading)]))
