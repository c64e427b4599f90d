"""What has changed between two wordings, word by word: one block tree that holds both.

The tree has two more kinds of inlines, {"type": "ins" | "del", "content": [inline…]}. Paragraphs, list items, terms and table
rows stay whole: none is torn apart to show a change inside it. Without its insertions the tree holds the words of the old
wording, without its deletions those of the new one. `to_html.html` writes it with <ins> and <del>.
"""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any

from shared.canonical import canonical

from .tree import Block, Inline, Tree

_WORDS = re.compile(r"\S+\s*|\s+")
INSERTED, DELETED = "ins", "del"


def difference(old: Tree, new: Tree) -> Tree:
    """One tree that shows what was deleted from `old` and inserted into `new`."""
    return list(_aligned(old, new, _block, _whole_block))


def _aligned(
    old: list, new: list, changed: Callable[[Any, Any], Any | None], whole: Callable[[Any, str], Any]
) -> Iterator[Any]:
    """The parts of both lists in order. What stands in each other's place is compared by `changed` (None: not comparable)."""
    matcher = SequenceMatcher(None, [canonical(part) for part in old], [canonical(part) for part in new], autojunk=False)
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation == "equal":
            yield from old[i:j]
            continue
        gone, come = old[i:j], new[k:m]
        for one, other in zip(gone, come, strict=False):
            compared = changed(one, other)
            if compared is None:
                yield whole(one, DELETED)
                yield whole(other, INSERTED)
            else:
                yield compared
        paired = min(len(gone), len(come))
        yield from (whole(part, DELETED) for part in gone[paired:])
        yield from (whole(part, INSERTED) for part in come[paired:])


def _block(old: Block, new: Block) -> Block | None:
    """Two blocks of one kind as one; None if they are too different in kind to be shown as one."""
    if old["type"] != new["type"]:
        return None
    kind = old["type"]
    if kind == "paragraph":
        return {**new, "content": _inlines(old["content"], new["content"])}
    if kind == "quote":
        return {**new, "content": difference(old["content"], new["content"])}
    if kind == "list" and old["ordered"] == new["ordered"]:
        return {**new, "items": list(_aligned(old["items"], new["items"], _item, _whole_item))}
    if kind == "definitions":
        return {**new, "items": list(_aligned(old["items"], new["items"], _definition, _whole_definition))}
    if kind == "table" and old["header"] == new["header"] and old["caption"] == new["caption"]:
        return {**new, "rows": list(_aligned(old["rows"], new["rows"], _row, _whole_row))}
    return None


def _item(old: Block, new: Block) -> Block | None:
    same_label = old["label"] == new["label"]
    return {**new, "content": difference(old["content"], new["content"])} if same_label else None


def _definition(old: Block, new: Block) -> Block:
    return {"term": _inlines(old["term"], new["term"]), "content": difference(old["content"], new["content"])}


def _row(old: list, new: list) -> list | None:
    if len(old) != len(new):
        return None
    return [_inlines(cell, other) for cell, other in zip(old, new, strict=True)]


def _inlines(old: list[Inline], new: list[Inline]) -> list[Inline]:
    words, others = list(_words(old)), list(_words(new))
    matcher = SequenceMatcher(None, [canonical(word) for word in words], [canonical(word) for word in others], autojunk=False)
    found: list[Inline] = []
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation == "equal":
            found += _joined(words[i:j])
            continue
        found += _marked(_joined(words[i:j]), DELETED)
        found += _marked(_joined(others[k:m]), INSERTED)
    return found


def _words(content: list[Inline]) -> Iterator[Inline]:
    """Texts word by word, each with the space behind it; everything else is one word."""
    for node in content:
        if node["type"] == "text":
            for word in _WORDS.findall(node["text"]):
                yield {**node, "text": word}
        else:
            yield node


def _joined(words: list[Inline]) -> list[Inline]:
    """Neighbouring texts with the same marks are one again."""
    joined: list[Inline] = []
    for word in words:
        last = joined[-1] if joined else None
        if last and last["type"] == word["type"] == "text" and last.get("marks") == word.get("marks"):
            joined[-1] = {**last, "text": last["text"] + word["text"]}
        else:
            joined.append(word)
    return joined


def _marked(content: list[Inline], mark: str) -> list[Inline]:
    return [{"type": mark, "content": content}] if content else []


# --- Whole parts that came or went ----------------------------------------------------------------------------------------


def _whole_block(block: Block, mark: str) -> Block:
    kind = block["type"]
    if kind == "paragraph":
        return {**block, "content": _marked(block["content"], mark)}
    if kind == "quote":
        return {**block, "content": [_whole_block(inner, mark) for inner in block["content"]]}
    if kind == "list":
        return {**block, "items": [_whole_item(item, mark) for item in block["items"]]}
    if kind == "definitions":
        return {**block, "items": [_whole_definition(item, mark) for item in block["items"]]}
    return {
        **block,
        "caption": _marked(block["caption"], mark),
        "header": _whole_row(block["header"], mark),
        "rows": [_whole_row(row, mark) for row in block["rows"]],
    }


def _whole_item(item: Block, mark: str) -> Block:
    return {**item, "content": [_whole_block(block, mark) for block in item["content"]]}


def _whole_definition(item: Block, mark: str) -> Block:
    return {"term": _marked(item["term"], mark), "content": [_whole_block(block, mark) for block in item["content"]]}


def _whole_row(row: list, mark: str) -> list:
    return [_marked(cell, mark) for cell in row]
