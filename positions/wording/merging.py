"""Putting changes of one wording together, paragraph by paragraph: where they touch different ones, all can stand at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from shared.canonical import canonical

from .passages import Passage
from .tree import Tree


@dataclass(frozen=True)
class Edit:
    """The blocks from `start` to `end` of a wording become these. With nothing in between they are put in before `start`."""

    start: int
    end: int
    blocks: Tree

    def collides(self, other: "Edit") -> bool:
        """Both touch the same blocks, or put something else in at the same place."""
        if self == other:
            return False
        if self.start == self.end == other.start == other.end:
            return True
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Changes:
    """What a passage changes in the one it was made from."""

    heading: str | None  # None: the heading stays
    edits: tuple[Edit, ...]

    def collides(self, other: "Changes") -> bool:
        headings = None not in (self.heading, other.heading) and self.heading != other.heading
        return headings or any(one.collides(another) for one in self.edits for another in other.edits)

    def touches(self, other: "Changes") -> bool:
        """As `collides`; and if both change the same in the same way."""
        headings = None not in (self.heading, other.heading)
        return headings or self.collides(other) or any(one in other.edits for one in self.edits)


def changes_of(base: Passage, new: Passage) -> Changes:
    old, other = ([canonical(block) for block in passage.tree] for passage in (base, new))
    opcodes = SequenceMatcher(None, old, other, autojunk=False).get_opcodes()
    edits = tuple(Edit(i, j, new.tree[k:m]) for operation, i, j, k, m in opcodes if operation != "equal")
    return Changes(None if base.heading == new.heading else new.heading, edits)


def applied(base: Passage, changes: Iterable[Changes]) -> Passage:
    """The passage with all of these changes, which must not collide; what several change alike is changed once."""
    heading, edits = base.heading, []
    for each in changes:
        heading = heading if each.heading is None else each.heading
        edits += [edit for edit in each.edits if edit not in edits]
    tree = list(base.tree)
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        tree[edit.start : edit.end] = edit.blocks
    return Passage(heading, tree)


def carried_over(base: Passage, proposed: Passage, now: Passage) -> Passage | None:
    """What was proposed for `base`, made of what the passage is now. None where both changed the same paragraph."""
    own, others = changes_of(base, proposed), changes_of(base, now)
    return None if own.collides(others) else applied(base, [others, own])
