"""How wide a table's columns are and on which page it fits: decided from its texts. Knows no Django."""

import re
from typing import Any

from positions.wording.tree import plain_inline

NUMBER = re.compile(r"[-−–+]?\s?[\d.,\s]+\s?(%|€|Euro|EUR)?|[–-]?")
WIDE_FROM = 5  # columns; uses the margin
TURNED_FROM = 8  # columns; turns the page
NARROW = 6  # characters of a column that is as wide as its text
LONG_WORD = 18  # characters that may push a narrow column out of its place


def laid_out(tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tree with a `layout` on every table: `columns` (weights, 0 = as narrow as its text), `ends`, `wide`, `turned`."""
    return [_block(block) for block in tree]


def _block(block: dict[str, Any]) -> dict[str, Any]:
    kind = block["type"]
    if kind == "table":
        return _table(block)
    if kind in ("list", "definitions"):
        return {**block, "items": [{**item, "content": laid_out(item["content"])} for item in block["items"]]}
    if kind == "quote":
        return {**block, "content": laid_out(block["content"])}
    return block


def _table(block: dict[str, Any]) -> dict[str, Any]:
    decided = layout(block)
    if not decided["turned"]:
        return {**block, "layout": decided}
    header, *rows = [[[_breakable(node) for node in cell] for cell in row] for row in [block["header"], *block["rows"]]]
    return {**block, "layout": decided, "header": header, "rows": rows}


def layout(block: dict[str, Any]) -> dict[str, Any]:
    """Widths and place of one table (see `laid_out`)."""
    rows = [block["header"], *block["rows"]] if block["header"] else block["rows"]
    count = max((len(row) for row in rows), default=0)
    texts = [[plain_inline(row[column]) for row in rows if column < len(row)] for column in range(count)]
    bodies = [cells[1:] if block["header"] else cells for cells in texts]
    ends = [column > 0 and any(cells) and all(NUMBER.fullmatch(cell) for cell in cells) for column, cells in enumerate(bodies)]
    crowded = count >= TURNED_FROM
    narrow = [end or max((len(cell) for cell in cells), default=0) <= NARROW for end, cells in zip(ends, texts, strict=True)]
    narrow = [is_narrow and not (crowded or all(narrow)) for is_narrow in narrow]
    widths = [0 if is_narrow else _weight(cells) for is_narrow, cells in zip(narrow, texts, strict=True)]
    return {"columns": widths, "ends": ends, "wide": count >= WIDE_FROM, "turned": crowded}


def _weight(cells: list[str]) -> int:
    """Roughly the square root of the longest text, so that long columns get more without starving short ones."""
    longest = max((len(cell) for cell in cells), default=1)
    return max(3, min(12, round(longest**0.5)))


def _breakable(node: dict[str, Any]) -> dict[str, Any]:
    """In a crowded table a very long word may break anywhere."""
    if node["type"] == "text":
        words = [word if len(word) < LONG_WORD else "\u200b".join(word) for word in node["text"].split(" ")]
        return {**node, "text": " ".join(words)}
    if node["type"] in ("link", "span"):
        return {**node, "content": [_breakable(item) for item in node["content"]]}
    return node
