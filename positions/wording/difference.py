"""What has changed between two wordings, word by word: one block tree that holds both.

The tree has two more kinds of inlines, {"type": "ins" | "del", "content": [inline…]}; one that only changed its place says so
with "moved": True. Paragraphs, list items, terms and table rows stay whole: none is torn apart to show a change inside it.
What stands in each other's place is found by the words it shares, not by counting. Without its insertions the tree holds the
words of the old wording, without its deletions those of the new one. `to_html.html` writes it with <ins> and <del>.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from shared.canonical import canonical

from .tree import Block, Tree
from .words import DELETED, INSERTED, changed_inlines, likeness, marked, spoken_words

_ALIKE = 0.3
_FEWEST_MOVED = 4  # words; shorter ones are repeated, not moved


def difference(old: Tree, new: Tree) -> Tree:
    """One tree that shows what was deleted from `old` and inserted into `new`."""
    both = list(_aligned(old, new, _BLOCKS))
    _tell_moved(both)
    return both


@dataclass(frozen=True)
class _Kind:
    """How parts are compared: whether two can be shown as one, and as what; how one is shown that came or went."""

    comparable: Callable[[Any, Any], bool]
    changed: Callable[[Any, Any], Any]
    whole: Callable[[Any, str], Any]


def _aligned(old: list, new: list, kind: _Kind) -> Iterator[Any]:
    """The parts of both lists in order: what stays, what is shown as one, what went, what came."""
    matcher = SequenceMatcher(None, [canonical(part) for part in old], [canonical(part) for part in new], autojunk=False)
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation == "equal":
            yield from old[i:j]
            continue
        gone, come = old[i:j], new[k:m]
        at, other_at = 0, 0
        for one, other in [*_paired(gone, come, kind), (len(gone), len(come))]:
            yield from (kind.whole(part, DELETED) for part in gone[at:one])
            yield from (kind.whole(part, INSERTED) for part in come[other_at:other])
            if one < len(gone):
                yield kind.changed(gone[one], come[other])
            at, other_at = one + 1, other + 1


def _paired(gone: list, come: list, kind: _Kind) -> list[tuple[int, int]]:
    """Which parts are shown as one, so that as much as possible is alike. Two that stand alone are compared anyhow."""
    if len(gone) == len(come) == 1:
        return [(0, 0)] if kind.comparable(gone[0], come[0]) else []
    words, others = [_words(part) for part in gone], [_words(part) for part in come]
    best = [[0.0] * (len(come) + 1) for _row in range(len(gone) + 1)]
    alike = [[_likeness(gone, come, words, others, i, k, kind) for k in range(len(come))] for i in range(len(gone))]
    for i in range(len(gone) - 1, -1, -1):
        for k in range(len(come) - 1, -1, -1):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], alike[i][k] + best[i + 1][k + 1] if alike[i][k] else 0.0)
    pairs, i, k = [], 0, 0
    while i < len(gone) and k < len(come):
        if alike[i][k] and best[i][k] == alike[i][k] + best[i + 1][k + 1]:
            pairs.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return pairs


def _likeness(
    gone: list, come: list, words: list[Counter[bytes]], others: list[Counter[bytes]], i: int, k: int, kind: _Kind
) -> float:
    alike = likeness(words[i], others[k]) if kind.comparable(gone[i], come[k]) else 0.0
    return alike if alike >= _ALIKE else 0.0


def _words(part: Any) -> Counter[bytes]:
    """All words of a part, whatever it is made of."""
    if isinstance(part, list) and all(isinstance(node, dict) and node.get("type") in _INLINES for node in part):
        return spoken_words(part)
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return sum((_words(each) for each in inner), Counter())


_INLINES = frozenset({"text", "link", "footnote", "break", "span"})


# --- Parts of which both have one ------------------------------------------------------------------------------------------


def _same_kind(old: Block, new: Block) -> bool:
    if old["type"] != new["type"]:
        return False
    if old["type"] == "list":
        return bool(old["ordered"] == new["ordered"])
    return old["type"] != "table" or (old["header"], old["caption"]) == (new["header"], new["caption"])


def _block(old: Block, new: Block) -> Block:
    kind = old["type"]
    if kind == "paragraph":
        return {**new, "content": changed_inlines(old["content"], new["content"])}
    if kind == "quote":
        return {**new, "content": list(_aligned(old["content"], new["content"], _BLOCKS))}
    if kind == "list":
        return {**new, "items": list(_aligned(old["items"], new["items"], _ITEMS))}
    if kind == "definitions":
        return {**new, "items": list(_aligned(old["items"], new["items"], _DEFINITIONS))}
    return {**new, "rows": list(_aligned(old["rows"], new["rows"], _ROWS))}


def _item(old: Block, new: Block) -> Block:
    """With its new label; the old one is kept beside it if it differs."""
    was = {"was": old["label"]} if old["label"] != new["label"] else {}
    return {**new, **was, "content": list(_aligned(old["content"], new["content"], _BLOCKS))}


def _definition(old: Block, new: Block) -> Block:
    content = list(_aligned(old["content"], new["content"], _BLOCKS))
    return {"term": changed_inlines(old["term"], new["term"]), "content": content}


def _row(old: list, new: list) -> list:
    return [changed_inlines(cell, other) for cell, other in zip(old, new, strict=True)]


# --- Whole parts that came or went ----------------------------------------------------------------------------------------


def _whole_block(block: Block, mark: str) -> Block:
    kind = block["type"]
    if kind == "paragraph":
        return {**block, "content": marked(block["content"], mark)}
    if kind == "quote":
        return {**block, "content": [_whole_block(inner, mark) for inner in block["content"]]}
    if kind == "list":
        return {**block, "items": [_whole_item(item, mark) for item in block["items"]]}
    if kind == "definitions":
        return {**block, "items": [_whole_definition(item, mark) for item in block["items"]]}
    return {
        **block,
        "caption": marked(block["caption"], mark),
        "header": _whole_row(block["header"], mark),
        "rows": [_whole_row(row, mark) for row in block["rows"]],
    }


def _whole_item(item: Block, mark: str) -> Block:
    return {**item, "mark": mark, "content": [_whole_block(block, mark) for block in item["content"]]}


def _whole_definition(item: Block, mark: str) -> Block:
    return {"term": marked(item["term"], mark), "content": [_whole_block(block, mark) for block in item["content"]]}


def _whole_row(row: list, mark: str) -> list:
    return [marked(cell, mark) for cell in row]


_BLOCKS = _Kind(_same_kind, _block, _whole_block)
_ITEMS = _Kind(lambda old, new: True, _item, _whole_item)
_DEFINITIONS = _Kind(lambda old, new: True, _definition, _whole_definition)
_ROWS = _Kind(lambda old, new: len(old) == len(new), _row, _whole_row)


# --- Paragraphs that only changed their place -------------------------------------------------------------------------------


def _tell_moved(tree: Tree) -> None:
    """A paragraph that went here and came there, word for word, was moved: both say so."""
    gone = {canonical(node["content"]): node for node in _lone(tree, DELETED)}
    for come in _lone(tree, INSERTED):
        if (went := gone.get(canonical(come["content"]))) and spoken_words(come["content"]).total() >= _FEWEST_MOVED:
            went["moved"] = come["moved"] = True


def _lone(tree: Tree, mark: str) -> Iterator[Any]:
    """What is all that a paragraph of the tree holds, and marked so."""
    for block in tree:
        if block["type"] == "paragraph" and len(block["content"]) == 1 and block["content"][0]["type"] == mark:
            yield block["content"][0]
