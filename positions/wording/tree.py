"""The block tree: plain values (dict, list, str, int, bool), made once when a version is issued and stored as JSON.

Blocks
    {"type": "paragraph", "content": [inline…]}
    {"type": "list", "ordered": bool, "items": [{"label": str, "content": [block…]}…]}
        `label` is what stands before the item ("1.", "a)", "–"), never empty.
    {"type": "definitions", "items": [{"term": [inline…], "content": [block…]}…]}
    {"type": "quote", "content": [block…]}
    {"type": "table", "caption": [inline…], "header": [[inline…]…], "rows": [[[inline…]…]…]}
        a cell is a list of inlines; every row is as long as the others; `header` may be empty.

Inlines
    {"type": "text", "text": str, "marks": [str…]}      marks: "strong", "em", "sub", "sup", sorted; may be absent
    {"type": "link", "href": str, "content": [inline…]}  href: http, https, mailto or tel
    {"type": "footnote", "label": str, "content": [block…]}
    {"type": "break"}
    {"type": "span", "lang": str, "content": [inline…]}  a passage in another language (BCP 47 tag)

A text in the tree is NFC, has single spaces and no line breaks; neighbouring texts with the same marks are one.
"""

from collections.abc import Iterator
from typing import Any

from shared.canonical import digest

Block = dict[str, Any]
Inline = dict[str, Any]
Tree = list[Block]


def wording_digest(heading: str, tree: Tree) -> str:
    """SHA-256 of heading and tree. Number, level and position are left out: a section that only moves keeps its votes."""
    return digest({"heading": heading, "tree": tree})


def plain_inline(content: list[Inline]) -> str:
    """The text of inlines in reading order, without footnotes."""
    parts: list[str] = []
    for node in content:
        if node["type"] == "text":
            parts.append(node["text"])
        elif node["type"] == "break":
            parts.append("\n")
        elif node["type"] in ("link", "span"):
            parts.append(plain_inline(node["content"]))
    return "".join(parts)


def lines(tree: Tree) -> Iterator[str]:
    """Every paragraph, list item line, term, cell and footnote of the tree as plain text, in reading order."""
    for block in tree:
        kind = block["type"]
        if kind == "paragraph":
            yield plain_inline(block["content"])
            yield from _footnotes(block["content"])
        elif kind == "list":
            for item in block["items"]:
                first = True
                for line in lines(item["content"]) if item["content"] else [""]:
                    yield f"{item['label']} {line}".strip() if first else line
                    first = False
        elif kind == "definitions":
            for item in block["items"]:
                yield plain_inline(item["term"])
                yield from _footnotes(item["term"])
                yield from lines(item["content"])
        elif kind == "quote":
            yield from lines(block["content"])
        elif kind == "table":
            if block["caption"]:
                yield plain_inline(block["caption"])
            for row in [block["header"], *block["rows"]] if block["header"] else block["rows"]:
                for cell in row:
                    yield plain_inline(cell)
                    yield from _footnotes(cell)


def _footnotes(content: list[Inline]) -> Iterator[str]:
    for node in content:
        if node["type"] == "footnote":
            yield from lines(node["content"])
        elif node["type"] in ("link", "span"):
            yield from _footnotes(node["content"])


def plain_text(tree: Tree) -> str:
    """The wording as text, one line a paragraph; for search and for mails."""
    return "\n".join(lines(tree))
