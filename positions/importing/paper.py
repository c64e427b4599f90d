"""What was understood of a file, before anything is saved."""

from dataclasses import dataclass, field

from ..wording.tree import Tree

TITLE_LENGTH = 255


class Refused(Exception):
    """The file cannot be taken over. Its text is one translated sentence for the person who chose it."""


@dataclass(frozen=True)
class ImportedSection:
    heading: str
    level: int
    kind: str
    tree: Tree


@dataclass(frozen=True)
class ImportedPaper:
    """Title, sections in order, and notes: sentences on everything that was read differently or not taken over."""

    title: str
    sections: list[ImportedSection]
    notes: list[str] = field(default_factory=list)
