"""Runs: a paragraph's content laid flat, and the one normal form of it.

Normal form, so that what reads the same is the same and has the same digest: texts are NFC; a gap is one space, or the special
spaces (no-break, thin …) that stand in it; none stands at the edges or beside a break; a gap between differently formatted
words belongs to neither. That is also exactly what the rich-text editor keeps.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from .tree import Block, Inline

ALLOWED_HREF = re.compile(r"(?:https?://[^\s/]|mailto:[^\s]|tel:[^\s])", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
MARKS = {"strong": "b", "em": "i", "sub": "sub", "sup": "sup"}
# Spaces that only separate, against those that say something (U+00A0, U+202F, U+2009 …).
_ORDINARY = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_UNSPEAKABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ODD_GAP = re.compile(r"\s{2,}|[^\S ]")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one format, a break, or a footnote."""

    text: str = ""
    marks: frozenset[str] = frozenset()
    href: str = ""
    lang: str = ""
    kind: str = "text"
    label: str = ""
    content: Any = None

    @property
    def is_text(self) -> bool:
        return self.kind == "text"

    def formatted_like(self, other: "Run") -> bool:
        return self.marks == other.marks and self.href == other.href and self.lang == other.lang


BREAK = Run(kind="break")


def footnote(label: str, content: list[Block]) -> Run:
    return Run(kind="footnote", label=label, content=content)


def safe_href(href: str) -> str:
    """The address if it leads to the web, to a mailbox or to a telephone; else nothing."""
    href = _UNSPEAKABLE.sub("", href).strip(_ORDINARY)
    href = re.sub(r"\s", lambda found: "%20" if found.group() == " " else "", href)
    return href if ALLOWED_HREF.match(href) else ""


def inlines(runs: Iterable[Run]) -> list[Inline]:
    """Runs as the tree holds them, in normal form."""
    nodes: list[Inline] = []
    for href, linked in groupby(tidy(runs), key=lambda run: run.href):
        inner: list[Inline] = []
        for lang, spoken in groupby(linked, key=lambda run: run.lang):
            leaves = [_leaf(run) for run in spoken]
            inner += [{"type": "span", "lang": lang, "content": leaves}] if lang else leaves
        nodes += [{"type": "link", "href": href, "content": inner}] if href else inner
    return nodes


def _leaf(run: Run) -> Inline:
    if run.kind == "break":
        return {"type": "break"}
    if run.kind == "footnote":
        return {"type": "footnote", "label": run.label, "content": run.content}
    return {"type": "text", "text": run.text, **({"marks": sorted(run.marks)} if run.marks else {})}


def runs_of(nodes: list[Inline], href: str = "", lang: str = "") -> Iterator[Run]:
    """The inlines of a tree as runs; the reverse of `inlines`."""
    for node in nodes:
        kind = node["type"]
        if kind == "text":
            yield Run(text=node["text"], marks=frozenset(node.get("marks", ())), href=href, lang=lang)
        elif kind == "link":
            yield from runs_of(node["content"], node["href"], lang)
        elif kind == "span":
            yield from runs_of(node["content"], href, node["lang"])
        elif kind == "footnote":
            yield footnote(node["label"], node["content"])
        else:
            yield replace(BREAK, lang=lang)


def tidy(runs: Iterable[Run]) -> list[Run]:
    """The normal form described above."""
    pieces = _join_gaps(_pieces(runs))
    while pieces and _may_not_stand_at_the_edge(pieces[0]):
        pieces.pop(0)
    while pieces and _may_not_stand_at_the_edge(pieces[-1]):
        pieces.pop()
    placed: list[Run] = []
    for index, piece in enumerate(pieces):
        if (piece.is_text and piece.text.isspace()) or piece.kind == "break":
            before, after = placed[-1], next(p for p in pieces[index + 1 :] if not _is_gap_or_break(p))
            piece = _between(piece, before, after)
        if piece.is_text and placed and placed[-1].is_text and placed[-1].formatted_like(piece):
            placed[-1] = replace(placed[-1], text=placed[-1].text + piece.text)
        else:
            placed.append(piece)
    return [replace(run, text=unicodedata.normalize("NFC", run.text)) if run.is_text else run for run in placed]


def _pieces(runs: Iterable[Run]) -> Iterator[Run]:
    """Text cut at the edges into gap, words, gap; footnotes stripped of any format."""
    for run in runs:
        if not run.is_text:
            yield run
            continue
        text = unicodedata.normalize("NFC", _UNSPEAKABLE.sub("", run.text))
        words = text.strip()
        if not words:
            if text:
                yield replace(run, text=_gap(text))
            continue
        start = text.index(words)
        if start:
            yield replace(run, text=_gap(text[:start]))
        yield replace(run, text=_ODD_GAP.sub(lambda found: _gap(found.group()), words))
        if start + len(words) < len(text):
            yield replace(run, text=_gap(text[start + len(words) :]))


def _gap(spaces: str) -> str:
    return "".join(space for space in spaces if space not in _ORDINARY) or " "


def _join_gaps(pieces: Iterable[Run]) -> list[Run]:
    joined: list[Run] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and piece.is_text and piece.text.isspace():
            if last.kind == "break":
                continue
            if last.is_text and last.text.isspace():
                joined[-1] = replace(last, text=_gap(last.text + piece.text))
                continue
        if last and piece.kind == "break" and last.is_text and last.text.isspace():
            joined.pop()
        joined.append(piece)
    return joined


def _is_gap_or_break(piece: Run) -> bool:
    return piece.kind == "break" or (piece.is_text and piece.text.isspace())


_may_not_stand_at_the_edge = _is_gap_or_break


def _between(piece: Run, before: Run, after: Run) -> Run:
    if piece.kind == "break":
        # The rich-text editor turns a break inside a link into a space; so the link ends there, and begins again.
        shares_link = not before.href and not after.href
        return replace(piece, href="", lang=before.lang if shares_link and before.lang == after.lang else "")
    shares_link = before.href == after.href
    return replace(
        piece,
        marks=before.marks if before.formatted_like(after) else frozenset(),
        href=before.href if shares_link else "",
        lang=before.lang if shares_link and before.lang == after.lang else "",
    )


def paragraph(runs: Iterable[Run]) -> list[Block]:
    """One paragraph block, or none if nothing is said."""
    content = inlines(runs)
    return [{"type": "paragraph", "content": content}] if content else []
