"""Marking phrases in a wording: the same tree, with {"type": "spot", "id", "href", "content"} around what lies in a span.

Spans count characters of `tree.plain_text`. A spot inside a link has no address of its own; where spans overlap, spots nest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from .tree import Block, Inline, Tree, lines, plain_inline


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of the plain text, to be marked by the id `key`, leading to `href`."""

    start: int
    end: int
    key: str
    href: str


def with_spots(tree: Tree, spans: Iterable[Span]) -> Tree:
    """The tree with every span marked; its first spot bears the id."""
    return _Marker(tree, spans).tree(tree)


class _Marker:
    """Walks as `tree.lines` does, line by line of the plain text."""

    def __init__(self, tree: Tree, spans: Iterable[Span]):
        self.spans = sorted(spans, key=lambda span: (span.start, span.end))
        self.begun: set[str] = set()
        lengths = accumulate((len(line) + 1 for line in lines(tree)), initial=0)
        self.lines = iter(list(zip(lengths, lines(tree), strict=False)))
        self.at = 0

    def tree(self, tree: Tree) -> Tree:
        return [getattr(self, f"_{block['type']}")(block) for block in tree]

    # --- blocks -------------------------------------------------------------------------------------------------------
    def _paragraph(self, block: Block) -> Block:
        return {**block, "content": self.line(block["content"])}

    def _quote(self, block: Block) -> Block:
        return {**block, "content": self.tree(block["content"])}

    def _list(self, block: Block) -> Block:
        return {**block, "items": [self._item(item) for item in block["items"]]}

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        if not item["content"]:
            next(self.lines)
            return item
        return {**item, "content": self.tree(item["content"])}

    def _definitions(self, block: Block) -> Block:
        items = [{"term": self.line(item["term"]), "content": self.tree(item["content"])} for item in block["items"]]
        return {**block, "items": items}

    def _table(self, block: Block) -> Block:
        caption = self.words(block["caption"]) if block["caption"] else block["caption"]
        header = [self.line(cell) for cell in block["header"]]
        return {**block, "caption": caption, "header": header, "rows": [[self.line(c) for c in row] for row in block["rows"]]}

    # --- inlines ------------------------------------------------------------------------------------------------------
    def line(self, content: list[Inline]) -> list[Inline]:
        """One line of the plain text, and after it those of its footnotes."""
        return self.footnotes(self.words(content))

    def words(self, content: list[Inline]) -> list[Inline]:
        """One line; the label of an item may stand in it, before the words."""
        start, line = next(self.lines)
        self.at = start + max(0, line.rfind(plain_inline(content)))
        return list(self.inlines(content, in_link=False))

    def inlines(self, content: list[Inline], *, in_link: bool) -> Iterator[Inline]:
        for node in content:
            if node["type"] == "text":
                yield from self.text(node, in_link)
            elif node["type"] in ("link", "span"):
                inner = list(self.inlines(node["content"], in_link=in_link or node["type"] == "link"))
                yield {**node, "content": inner}
            else:
                self.at += node["type"] == "break"
                yield node

    def text(self, node: Inline, in_link: bool) -> Iterator[Inline]:
        start, text = self.at, node["text"]
        self.at += len(text)
        cuts = {0, len(text)}
        cuts |= {edge - start for span in self.spans for edge in (span.start, span.end) if start < edge < self.at}
        places = sorted(cuts)
        for begin, end in pairwise(places):
            piece: Inline = {**node, "text": text[begin:end]}
            covering = [span for span in self.spans if span.start <= start + begin and start + end <= span.end]
            for number, span in reversed(list(enumerate(covering))):
                piece = self.spot(span, piece, leads=not in_link and number == 0)
            yield piece

    def spot(self, span: Span, content: Inline, *, leads: bool) -> Inline:
        key = "" if span.key in self.begun else span.key
        self.begun.add(span.key)
        return {"type": "spot", "id": key, "href": span.href if leads else "", "content": [content]}

    def footnotes(self, content: list[Inline]) -> list[Inline]:
        """The same inlines, with the texts of footnotes marked in the order in which they are read."""
        marked = []
        for node in content:
            if node["type"] == "footnote":
                node = {**node, "content": self.tree(node["content"])}
            elif node["type"] in ("link", "span", "spot"):
                node = {**node, "content": self.footnotes(node["content"])}
            marked.append(node)
        return marked
