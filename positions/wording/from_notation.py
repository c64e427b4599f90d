"""What somebody wrote in the notation, as block trees. Anything can be read, or is refused with a sentence; nothing is lost."""

import re
from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from .inlines import BREAK, LANGUAGE, Run, footnote, paragraph, safe_href
from .labels import BULLET, BULLETS
from .notation import BRACED, FOOTNOTE, ITEM, PROTECTED, SEPARATOR, starts_block
from .tree import Block, Tree

_BRACED_LANGUAGE = re.compile(rf"(?P<lang>{LANGUAGE.pattern})\|(?P<text>.*)\|", re.DOTALL)
_BY_SIGN = {sign: mark for mark, sign in BRACED.items()}
_STARS = {1: {"em"}, 2: {"strong"}, 3: {"em", "strong"}}


class Unreadable(Exception):
    """The text says something that cannot stand in a section; `str()` is the sentence for whoever wrote it."""


def tree_from_notation(text: str, *, notes: Mapping[str, Tree]) -> Tree:
    """The blocks that the text says, without headings and names. `notes` are the footnotes it may refer to."""
    return Reader(notes=notes, blocks={}).blocks_of(lines_of(text))


def lines_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class Reader:
    """Reads one text, piece by piece; `blocks` are those that it may name."""

    def __init__(self, *, notes: Mapping[str, Tree], blocks: Mapping[str, Block]):
        self.notes, self.blocks = notes, blocks
        self.named: set[str] = set()

    def require_all_named(self) -> None:
        for name in self.blocks:
            if name not in self.named:
                raise Unreadable(
                    _("%(name)s is missing. Put [[%(name)s]] where it belongs; if it is to go, write [[%(name)s entfällt]].")
                    % {"name": name}
                )

    # --- blocks ---------------------------------------------------------------------------------------------------------
    def blocks_of(self, lines: list[str]) -> Tree:
        tree: Tree = []
        apart = False  # a line of --- stands between the last block and the next
        at = 0
        while at < len(lines):
            line = lines[at].strip(" \t")
            if not line.strip():
                at += 1
            elif SEPARATOR.match(line):
                apart, at = True, at + 1
            elif found := PROTECTED.match(line):
                tree += self._named(found["name"], bool(found["gone"]))
                apart, at = False, at + 1
            else:
                block, at = self._block(lines, at)
                _place(tree, block, apart)
                apart = False
        return tree

    def _block(self, lines: list[str], at: int) -> tuple[list[Block], int]:
        line = lines[at].strip(" \t")
        if line.startswith(">"):
            return self._quote(lines, at)
        if found := ITEM.match(line):
            return self._item(found, lines, at)
        return self._paragraph(lines, at)

    def _quote(self, lines: list[str], at: int) -> tuple[list[Block], int]:
        inner = []
        while at < len(lines) and lines[at].strip(" \t").startswith(">"):
            inner.append(lines[at].strip(" \t")[1:].removeprefix(" "))
            at += 1
        content = self.blocks_of(inner)
        return [{"type": "quote", "content": content}] if content else [], at

    def _item(self, found: re.Match[str], lines: list[str], at: int) -> tuple[list[Block], int]:
        own, at = _belonging(lines, at + 1)
        sign = found["bullet"] or found["number"] or found["label"]
        label = BULLET if found["bullet"] in ("-", "*") else sign
        item = {"label": label, "content": self.blocks_of([found["rest"] or "", *own])}
        return [{"type": "list", "ordered": label not in BULLETS, "items": [item]}], at

    def _paragraph(self, lines: list[str], at: int) -> tuple[list[Block], int]:
        own = [lines[at].strip(" \t")]
        at += 1
        while at < len(lines) and lines[at].strip() and not starts_block(lines[at].strip(" \t")):
            own.append(lines[at].strip(" \t"))
            at += 1
        text = "\n".join("" if line == "\\" else line for line in own)
        return paragraph(self.runs(text, Run())), at

    def _named(self, name: str, gone: bool) -> Tree:
        if name not in self.blocks:
            raise Unreadable(_("There is no [[%(name)s]] in this section.") % {"name": name})
        if name in self.named:
            raise Unreadable(_("[[%(name)s]] stands here twice; it can stand once.") % {"name": name})
        self.named.add(name)
        return [] if gone else [self.blocks[name]]

    # --- inlines --------------------------------------------------------------------------------------------------------
    def runs(self, text: str, style: Run) -> list[Run]:
        """The text in this style, with what its signs say."""
        runs: list[Run] = []
        plain: list[str] = []
        at = 0

        def add(more: list[Run]) -> None:
            if plain:
                runs.append(replace(style, text="".join(plain)))
                plain.clear()
            runs.extend(more)

        while at < len(text):
            said = self._sign(text, at, style)
            if said is None:
                escaped = text[at] == "\\" and at + 1 < len(text) and not (text[at + 1].isalnum() or text[at + 1].isspace())
                plain.append(text[at + 1] if escaped else text[at])
                at += 2 if escaped else 1
            else:
                add(said[0])
                at = said[1]
        add([])
        return runs

    def _sign(self, text: str, at: int, style: Run) -> tuple[list[Run], int] | None:
        """What begins here, if it is a sign: its runs, and where the text goes on."""
        if text[at] == "\n":
            return [BREAK], at + 1
        reading = {"*": self._stars, "{": self._braces, "[": self._brackets}.get(text[at])
        return reading(text, at, style) if reading else None

    def _stars(self, text: str, at: int, style: Run) -> tuple[list[Run], int] | None:
        count = len(text) - at - len(text[at:].lstrip("*"))
        after = at + count
        opens = after < len(text) and not text[after].isspace() and not (at and text[at - 1].isalnum())
        if count not in _STARS or not opens:
            return [replace(style, text="*" * count)], after
        end = _next(text, "*", after)
        while end is not None:
            length = len(text) - end - len(text[end:].lstrip("*"))
            following = text[end + length : end + length + 1]
            if length == count and not text[end - 1].isspace() and not following.isalnum():
                marked = replace(style, marks=style.marks | _STARS[count])
                return self.runs(text[after:end], marked), end + count
            end = _next(text, "*", end + length)
        return [replace(style, text="*" * count)], after

    def _braces(self, text: str, at: int, style: Run) -> tuple[list[Run], int] | None:
        end = _closing(text, at, "{", "}")
        if end is None:
            return None
        inner = text[at + 1 : end]
        if found := _BRACED_LANGUAGE.fullmatch(inner):
            return self.runs(found["text"], replace(style, lang=found["lang"])), end + 1
        for sign, mark in sorted(_BY_SIGN.items(), reverse=True):
            if len(inner) > 2 * len(sign) and inner.startswith(sign) and inner.endswith(sign):
                marked = replace(style, marks=style.marks | {mark})
                return self.runs(inner[len(sign) : -len(sign)], marked), end + 1
        return None

    def _brackets(self, text: str, at: int, style: Run) -> tuple[list[Run], int] | None:
        if found := FOOTNOTE.match(text, at):
            return [self._footnote(found["label"])], found.end()
        end = _closing(text, at, "[", "]")
        if end is None or text[end + 1 : end + 2] != "(":
            return None
        close = _next(text, ")", end + 2)
        if close is None:
            return None
        written = re.sub(r"\\([\\)])", r"\1", text[end + 2 : close])
        href = safe_href(written)
        if not href:
            told = _("The link to “%(address)s” leads nowhere. It begins with https://, mailto: or tel:.")
            raise Unreadable(told % {"address": written})
        return self.runs(text[at + 1 : end], replace(style, href=href)), close + 1

    def _footnote(self, label: str) -> Run:
        if label not in self.notes:
            told = _("This section has no footnote [^%(label)s]. Say in the reason what a new footnote should say.")
            raise Unreadable(told % {"label": label})
        return footnote(label, self.notes[label])


def _place(tree: Tree, blocks: list[Block], apart: bool) -> None:
    """Items in a row are one list, and quotations in a row one quotation."""
    for block in blocks:
        last = tree[-1] if tree and not apart else None
        if last and block["type"] == "list" and last["type"] == "list" and last["ordered"] == block["ordered"]:
            last["items"].extend(block["items"])
        elif last and block["type"] == "quote" and last["type"] == "quote":
            last["content"].extend(block["content"])
        else:
            tree.append(block)


def _belonging(lines: list[str], at: int) -> tuple[list[str], int]:
    """The lines from here on that stand further in: those of an item. Their common indent is taken off."""
    own: list[str] = []
    end = at
    for index in range(at, len(lines)):
        line = lines[index].replace("\t", "    ")
        if line.strip() and not line.startswith("  "):
            break
        own.append(line)
        if line.strip():
            end = index + 1
    own = own[: end - at]
    indent = min((len(line) - len(line.lstrip(" ")) for line in own if line.strip()), default=0)
    return [line[indent:] for line in own], end


def _next(text: str, sign: str, at: int) -> int | None:
    """Where the sign stands next without a backslash before it."""
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text[at] == sign:
            return at
        else:
            at += 1
    return None


def _closing(text: str, at: int, opening: str, closing: str) -> int | None:
    """Where what opens here is closed, other pairs inside it left out."""
    depth = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        depth += (text[at] == opening) - (text[at] == closing)
        if depth == 0:
            return at
        at += 1
    return None
