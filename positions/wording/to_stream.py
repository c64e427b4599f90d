"""The block tree as the editor's blocks (raw StreamField data), so that nothing is lost when an editor opens and saves it."""

import uuid
from html import escape
from itertools import groupby, pairwise
from typing import Any

from .inlines import MARKS, Run, runs_of
from .labels import BULLET, counts_from_one
from .tree import Block, Inline, Tree

Raw = dict[str, Any]


def section_data(*, key: uuid.UUID, heading: str, level: int, kind: str, tree: Tree) -> Raw:
    """One section as raw data of `positions.models.blocks.SectionsField`; `key` becomes the block's id."""
    body, notes = body_and_footnotes(tree)
    value = {"heading": heading, "level": level, "kind": kind, "body": body, "footnotes": notes}
    return {"type": "section", "id": str(key), "value": value}


def body_and_footnotes(tree: Tree) -> tuple[list[Raw], list[Raw]]:
    writer = _Writer()
    writer.write(tree)
    notes = [_item({"label": label, "text": text}) for label, text in writer.notes.items()]
    return writer.body, notes


def _block(kind: str, value: Any) -> Raw:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _item(value: Any) -> Raw:
    return _block("item", value)


def is_plain(block: Block) -> bool:
    """Whether the rich-text editor keeps this block exactly."""
    if block["type"] == "paragraph":
        return True
    if block["type"] == "quote":
        return all(inner["type"] == "paragraph" for inner in block["content"])
    if block["type"] != "list":
        return False
    labels = [item["label"] for item in block["items"]]
    return (counts_from_one(labels) if block["ordered"] else set(labels) == {BULLET}) and all(
        [inner["type"] for inner in item["content"]] == ["paragraph"] for item in block["items"]
    )


def fits_rich_text(tree: Tree) -> bool:
    """Whether all of this stands in one rich text without anything running together."""
    return all(map(is_plain, tree)) and not any(_would_merge(one, two) for one, two in pairwise(tree))


def _would_merge(one: Block, two: Block) -> bool:
    return one["type"] == two["type"] != "paragraph" and one.get("ordered") == two.get("ordered")


class _Writer:
    def __init__(self) -> None:
        self.body: list[Raw] = []
        self.notes: dict[str, str] = {}

    def write(self, tree: Tree) -> None:
        plain: Tree = []
        for block in tree:
            if plain and (not is_plain(block) or _would_merge(plain[-1], block)):
                self.body.append(_block("text", self.rich(plain)))
                plain = []
            if is_plain(block):
                plain.append(block)
            else:
                self.body.append(_block(block["type"], getattr(self, f"_{block['type']}")(block)))
        if plain:
            self.body.append(_block("text", self.rich(plain)))

    # --- rich text ----------------------------------------------------------------------------------------------------
    def rich(self, tree: Tree) -> str:
        parts = []
        for block in tree:
            if block["type"] == "paragraph":
                parts.append(f"<p>{self.inlines(block['content'])}</p>")
            elif block["type"] == "quote":
                parts += [f"<blockquote>{self.inlines(inner['content'])}</blockquote>" for inner in block["content"]]
            else:
                element = "ol" if block["ordered"] else "ul"
                items = (f"<li>{self.inlines(item['content'][0]['content'])}</li>" for item in block["items"])
                parts.append(f"<{element}>{''.join(items)}</{element}>")
        return "".join(parts)

    def inlines(self, content: list[Inline]) -> str:
        parts = []
        for href, linked in groupby(runs_of(content), key=lambda run: run.href):
            inner = []
            for lang, spoken in groupby(linked, key=lambda run: run.lang):
                text = "".join(map(self._run, spoken))
                inner.append(f'<span lang="{escape(lang)}">{text}</span>' if lang else text)
            text = "".join(inner)
            parts.append(f'<a href="{escape(href)}">{text}</a>' if href else text)
        return "".join(parts)

    def _run(self, run: Run) -> str:
        if run.kind == "break":
            return "<br/>"
        if run.kind == "footnote":
            if run.label not in self.notes:
                self.notes[run.label] = ""  # keeps the order of appearance
                self.notes[run.label] = self.rich(run.content)
            return escape(f"[^{run.label}]")
        text = escape(run.text)
        for mark in sorted(run.marks):
            text = f"<{MARKS[mark]}>{text}</{MARKS[mark]}>"
        return text

    # --- what rich text would lose --------------------------------------------------------------------------------------
    def _quote(self, block: Block) -> str:
        return self.rich(block["content"])

    def _list(self, block: Block, level: int = 1) -> list[Raw]:
        entries: list[Raw] = []
        for item in block["items"]:
            label, paragraphs = item["label"], []
            for inner in item["content"]:
                if inner["type"] == "paragraph":
                    paragraphs.append(inner)
                    continue
                if paragraphs or label:
                    entries.append(_item({"level": level, "label": label, "text": self.rich(paragraphs)}))
                label, paragraphs = "", []
                entries += self._list(inner, level + 1)
            if paragraphs or label:
                entries.append(_item({"level": level, "label": label, "text": self.rich(paragraphs)}))
        return entries

    def _definitions(self, block: Block) -> list[Raw]:
        return [
            _item({"term": f"<p>{self.inlines(item['term'])}</p>" if item["term"] else "", "text": self.rich(item["content"])})
            for item in block["items"]
        ]

    def _table(self, block: Block) -> Raw:
        width = max(map(len, [block["header"], *block["rows"]]), default=0)
        header = [self._plain(cell) for cell in block["header"]] or [""] * width
        rows = [{"values": [f"<p>{self.inlines(cell)}</p>" if cell else "" for cell in row]} for row in block["rows"]]
        columns = [{"type": "text", "heading": heading} for heading in header]
        return {"columns": columns, "rows": rows, "caption": self._plain(block["caption"])}

    def _plain(self, content: list[Inline]) -> str:
        """Captions and headings of columns are plain in the editor; their footnotes stay."""
        parts = []
        for run in runs_of(content):
            if run.kind == "footnote":
                self._run(run)
            parts.append({"text": run.text, "footnote": f"[^{run.label}]", "break": " "}[run.kind])
        return "".join(parts)
