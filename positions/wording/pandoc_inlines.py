"""Pandoc's inlines to runs, and the tally of what a wording cannot hold."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..enums import PASSAGE_LANGUAGES
from .flat import paragraphs_of
from .inlines import BREAK, Run, footnote, safe_href
from .tree import Tree

# A list item's label as it stood in the source, behind what pandoc reads as the label (positions.importing.markdown sets it).
LABEL = re.compile("\ue000([^\ue001]*)\ue001")
_LABEL_IN_CODE = re.compile("\\S+(\\s*)\ue000([^\ue001]*)\ue001")
_MARKS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}
_WORDS = frozenset({"Str", "Space", "SoftBreak"})
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


class InlineReader:
    """Reads inlines. What reads blocks builds on it and says where we are (`place`)."""

    place = ""

    def __init__(self, blocks: list[Any]):
        self.left_out: Counter[tuple[str, str]] = Counter()
        self.note_number = 0
        self.taken_labels = set(re.findall(r"\[\^([^\s\[\]^]{1,20})\]", json.dumps(blocks, ensure_ascii=False)))

    def leave_out(self, what: str) -> None:
        self.left_out[what, self.place] += 1

    def blocks(self, blocks: list[Any], depth: int = 0, lang: str = "") -> Tree:
        raise NotImplementedError

    def runs(self, nodes: list[Any], marks: frozenset[str] = frozenset(), href: str = "", lang: str = "") -> Iterator[Run]:
        # Words come one by one; joined before anything looks at them, they cost a tenth.
        words: list[str] = []
        for node in nodes:
            kind, content = node["t"], node.get("c")
            if kind in _WORDS:
                words.append(content if kind == "Str" else " ")
                continue
            if words:
                yield Run(text="".join(words), marks=marks, href=href, lang=lang)
                words = []
            if kind in _MARKS:
                yield from self.runs(content, marks | {_MARKS[kind]}, href, lang)
            elif kind == "Note":
                yield self.note(content)
            elif kind == "Link":
                yield from self.runs(content[1], marks, self.link(content[2][0]), lang)
            elif kind == "Span":
                yield from self.runs(content[1], marks, href, language(content[0], lang))
            elif kind == "LineBreak" or (kind == "RawInline" and _BREAK_TAG.fullmatch(content[1])):
                yield BREAK
            else:
                yield from self.rare(kind, content, marks, href, lang)
        if words:
            yield Run(text="".join(words), marks=marks, href=href, lang=lang)

    def rare(self, kind: str, content: Any, marks: frozenset[str], href: str, lang: str) -> Iterator[Run]:
        if kind in ("Strikeout", "Underline", "SmallCaps"):
            self.leave_out(kind)
            yield from self.runs(content, marks, href, lang)
        elif kind == "Quoted":
            before, after = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
            yield Run(text=before, marks=marks, href=href, lang=lang)
            yield from self.runs(content[1], marks, href, lang)
            yield Run(text=after, marks=marks, href=href, lang=lang)
        elif kind == "Cite":
            yield from self.runs(content[1], marks, href, lang)
        elif kind in ("Code", "Math"):
            if kind == "Math":
                self.leave_out("formula")
            yield Run(text=content[1], marks=marks, href=href, lang=lang)
        elif kind == "Image":
            self.leave_out("image")
        elif kind == "RawInline":
            self.leave_out("program code")

    def link(self, target: str) -> str:
        href = safe_href(target)
        if not href:
            self.leave_out("link")
        return href

    def note(self, blocks: list[Any]) -> Run:
        self.note_number += 1
        while str(self.note_number) in self.taken_labels:
            self.note_number += 1
        content = [part for block in self.blocks(blocks, 1) for part in paragraphs_of(block)]
        return footnote(str(self.note_number), content)


def with_source_labels(nodes: list[Any]) -> list[Any]:
    """Text that looked like a list item and is none gets back the label it had in the source."""
    restored: list[Any] = []
    for node in nodes:
        if node["t"] == "Str" and (found := LABEL.match(node["c"])):
            if len(restored) >= 2 and restored[-1]["t"] == "Space" and restored[-2]["t"] == "Str":
                restored[-2] = {"t": "Str", "c": found.group(1)}
            node = {"t": "Str", "c": node["c"][found.end() :]}
        restored.append(node)
    return restored


def code_with_source_labels(code: str) -> str:
    return _LABEL_IN_CODE.sub(lambda found: found.group(2) + found.group(1), code)


def language(attributes: list[Any], outer: str) -> str:
    """The language of a box, if it is one that the editor can keep."""
    given = dict(attributes[2]).get("lang", "").lower()
    return given.split("-")[0] if given.split("-")[0] in PASSAGE_LANGUAGES else outer
