"""A section of the editor (the value of a `SectionBlock`) to the block tree."""

from collections.abc import Iterable
from html import escape
from typing import Any

from .from_html import PageUrl, tree_from_html
from .inlines import Run, inlines, runs_of
from .labels import BULLET, BULLETS
from .tree import Block, Inline, Tree


def tree_of(block_value: Any, *, page_url: PageUrl | None = None) -> Tree:
    """The wording of a section. `page_url` resolves links that the editor made to pages of this site."""
    return _Reader(_footnotes(block_value), page_url).tree(block_value["body"] or ())


def _footnotes(block_value: Any) -> dict[str, str]:
    return {note["label"].strip(): note["text"].source for note in block_value.get("footnotes") or () if note["label"]}


class _Reader:
    def __init__(self, footnotes: dict[str, str], page_url: PageUrl | None):
        self.footnotes, self.page_url = footnotes, page_url

    def tree(self, body: Iterable[Any]) -> Tree:
        tree: Tree = []
        for child in body:
            tree += getattr(self, f"_{child.block_type}")(child.value)
        return tree

    def _html(self, rich_text: Any) -> Tree:
        return tree_from_html(rich_text.source if rich_text else "", self.footnotes, page_url=self.page_url)

    def _inline(self, rich_text: Any) -> list[Inline]:
        """What should be one paragraph; several are set with breaks between them."""
        runs: list[Run] = []
        for block in self._html(rich_text):
            runs += [Run(kind="break")] if runs else []
            runs += list(runs_of(block.get("content", [])))
        return inlines(runs)

    def _plain(self, text: str) -> list[Inline]:
        blocks = tree_from_html(f"<p>{escape(text or '')}</p>", self.footnotes)
        return blocks[0]["content"] if blocks else []

    def _text(self, value: Any) -> Tree:
        return self._html(value)

    def _quote(self, value: Any) -> Tree:
        content = self._html(value)
        return [{"type": "quote", "content": content}] if content else []

    def _list(self, value: Any) -> Tree:
        return nested([(entry["level"] or 1, entry["label"].strip(), self._html(entry["text"])) for entry in value])

    def _definitions(self, value: Any) -> Tree:
        items = [{"term": self._inline(entry["term"]), "content": self._html(entry["text"])} for entry in value]
        items = [item for item in items if item["term"] or item["content"]]
        return [{"type": "definitions", "items": items}] if items else []

    def _table(self, value: Any) -> Tree:
        header = [self._plain(column["heading"]) for column in value.columns]
        rows = [[self._inline(cell.value) for cell in row] for row in value.rows]
        caption = self._plain(value.caption)
        if not any(header) and not any(cell for row in rows for cell in row) and not caption:
            return []
        return [{"type": "table", "caption": caption, "header": header if any(header) else [], "rows": rows}]


def nested(entries: list[tuple[int, str, Tree]]) -> list[Block]:
    """Lines of (level, label, content) as lists in lists. A line without a label continues the item above it on its level."""
    root: Tree = []
    open_items: list[Block] = []  # the item open on each level
    for level, label, content in entries:
        if not label and open_items:
            del open_items[max(level, 1) :]
            open_items[-1]["content"].extend(content)
            continue
        label = label or BULLET
        ordered = label not in BULLETS
        del open_items[max(level, 1) - 1 :]
        place = open_items[-1]["content"] if open_items else root
        if not place or place[-1]["type"] != "list" or place[-1]["ordered"] != ordered:
            place.append({"type": "list", "ordered": ordered, "items": []})
        item: Block = {"label": label, "content": list(content)}
        place[-1]["items"].append(item)
        open_items.append(item)
    return root
