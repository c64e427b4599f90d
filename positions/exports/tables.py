"""How wide a table's columns are and on which page it fits: decided from its texts, the same for every format. Knows no Django."""

import re
from typing import Any

from positions.wording.tree import plain_inline

NUMBER = re.compile(r"[-−–+]?\s?[\d.,\s]+\s?(%|€|Euro|EUR)?|[–-]?")
WIDE_FROM = 5  # columns; uses the margin
TURNED_FROM = 8  # columns; turns the page
LONG_WORD = 18  # characters that may push a narrow column out of its place


def laid_out(tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tree with a `layout` on every table: `columns` (relative widths, 0 = as narrow as its text), `ends`, `wide`, `turned`."""
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
    rows = [block["header"], *block["rows"]] if block["header"] else block["rows"]
    count = max((len(row) for row in rows), default=0)
    texts = [[plain_inline(row[column]) for row in rows if column < len(row)] for column in range(count)]
    bodies = [[plain_inline(row[column]) for row in block["rows"] if column < len(row)] for column in range(count)]
    numeric = [
        column > 0 and any(cells) and all(NUMBER.fullmatch(cell) for cell in cells) for column, cells in enumerate(bodies)
    ]
    crowded = count >= TURNED_FROM
    widths = [0 if numeric[column] and not crowded else _weight(texts[column]) for column in range(count)]
    table = {**block, "layout": {"columns": widths, "ends": numeric, "wide": count >= WIDE_FROM, "turned": crowded}}
    if crowded:
        breakable = [[[_breakable(node) for node in cell] for cell in row] for row in [block["header"], *block["rows"]]]
        table |= {"header": breakable[0], "rows": breakable[1:]}
    return table


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
