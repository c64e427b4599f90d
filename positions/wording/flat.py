"""Any block as plain paragraphs, for places that hold nothing else: cells, footnotes, odd nestings."""

from collections.abc import Iterator

from .inlines import Run, paragraph, runs_of
from .tree import Block


def paragraphs_of(block: Block) -> Iterator[Block]:
    """Any block as paragraphs; labels of items stand before their text."""
    kind = block["type"]
    if kind == "paragraph":
        yield block
    elif kind == "quote":
        for inner in block["content"]:
            yield from paragraphs_of(inner)
    elif kind == "list":
        for item in block["items"]:
            parts = [part for inner in item["content"] for part in paragraphs_of(inner)]
            first = parts.pop(0)["content"] if parts else []
            yield from paragraph([Run(text=f"{item['label']} "), *runs_of(first)])
            yield from parts
    elif kind == "definitions":
        for item in block["items"]:
            yield from paragraph(runs_of(item["term"]))
            for inner in item["content"]:
                yield from paragraphs_of(inner)
    elif kind == "table":
        for row in filter(None, [[block["caption"]], block["header"], *block["rows"]]):
            cells = [cell for cell in row if cell]
            yield from paragraph(
                run for at, cell in enumerate(cells) for run in [Run(text=" | " if at else ""), *runs_of(cell)]
            )
