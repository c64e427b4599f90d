"""A wording in the notation, for a plain field. What the notation cannot say stands there by its name."""

from itertools import groupby

from .from_notation import Unreadable, tree_from_notation
from .inlines import Run, runs_of
from .notation import BRACED, ITEM, name_of, notes_of, starts_block, would_merge
from .tree import Block, Inline, Tree

_BEFORE = frozenset(" \n([|„“‚‘«»–—/\u00a0\u202f")
_AFTER = frozenset(" \n.,;:!?)]“”’‘»«…–—/\u00a0\u202f")
_ALONE = {"-": "–", "*": "–"}  # signs that are read as the usual bullet


def notation_of(heading: str, tree: Tree) -> str:
    """Heading and wording as a member reads and changes them. `from_notation.passages_from_notation` is the way back."""
    body = _body(tree)
    return "\n\n".join(filter(None, [f"# {heading}" if heading else "#", body]))


def protected(tree: Tree) -> dict[str, Block]:
    """The blocks that stand in the notation by their name only: name → block, in order."""
    blocks = [block for block in tree if not _is_sayable(block, tree)]
    return {name_of(block, number): block for number, block in enumerate(blocks, start=1)}


def _body(tree: Tree) -> str:
    names = {id(block): name for name, block in protected(tree).items()}
    written: list[str] = []
    for at, block in enumerate(tree):
        shown = id(block) not in names
        if at and shown and id(tree[at - 1]) not in names and would_merge(tree[at - 1], block):
            written.append("---")
        written.append(_block(block) if shown else f"[[{names[id(block)]}]]")
    return "\n\n".join(written)


def _is_sayable(block: Block, tree: Tree) -> bool:
    """Whether it would be read again exactly as it is. Asked of the reader itself: nothing is lost by a gap in the notation."""
    if block["type"] in ("table", "definitions"):
        return False
    try:
        return tree_from_notation(_block(block), notes=notes_of(tree)) == [block]
    except (Unreadable, KeyError):
        return False


def _blocks(tree: Tree) -> str:
    written = ""
    for before, block in zip([None, *tree], tree, strict=False):
        if before is not None:
            # A list may follow its paragraph at once; everything else keeps a line's distance.
            close = block["type"] == "list" and before["type"] == "paragraph"
            written += "\n\n---\n\n" if would_merge(before, block) else "\n" if close else "\n\n"
        written += _block(block)
    return written


def _block(block: Block) -> str:
    if block["type"] == "paragraph":
        return _paragraph(block["content"])
    if block["type"] == "quote":
        return "\n".join(f"> {line}".rstrip(" ") for line in _blocks(block["content"]).split("\n"))
    return "\n".join(map(_item, block["items"]))  # KeyError: nothing that the notation knows


def _item(item: Block) -> str:
    first, *others = _blocks(item["content"]).split("\n")
    if item["content"] and item["content"][0]["type"] != "paragraph":
        first, others = "", [first, *others]
    lines = [f"{_label(item['label'])} {first}".rstrip(" "), *(f"  {line}" if line else "" for line in others)]
    return "\n".join(lines)


def _label(label: str) -> str:
    if label == "–":
        return "-"
    found = ITEM.match(label)
    plain = found and not found["label"] and label not in _ALONE
    return label if plain else f"{{{label}}}"


# --- Inlines ------------------------------------------------------------------------------------------------------------------


def _paragraph(content: list[Inline]) -> str:
    lines = _inlines(content).split("\n")
    return "\n".join(_guarded(line) if line else "\\" for line in lines)


def _guarded(line: str) -> str:
    """A line of text that would begin a list or the like, with the sign that says so taken back."""
    if not starts_block(line):
        return line
    at = next(index for index, sign in enumerate(line) if not sign.isalnum())
    return f"{line[:at]}\\{line[at:]}"


def _inlines(content: list[Inline]) -> str:
    written = ""
    for href, linked in groupby(runs_of(content), key=lambda run: run.href):
        inner = _spoken(list(linked), "[" if href else written[-1:])
        written += f"[{inner}]({_address(href)})" if href else inner
    return written


def _spoken(runs: list[Run], last: str) -> str:
    """Runs of one link, or of none; `last` is the sign before them."""
    written = ""
    for lang, spoken in groupby(runs, key=lambda run: run.lang):
        inner = _texts(list(spoken), "|" if lang else written[-1:] or last)
        written += f"{{{lang}|{inner}|}}" if lang else inner
    return written


def _texts(runs: list[Run], last: str) -> str:
    written = ""
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if run.kind == "break":
            written += "\n"
        elif run.kind == "footnote":
            written += f"[^{run.label}]"
        else:
            written += _marked(run, written[-1:] or last, following)
    return written


def _marked(run: Run, last: str, following: Run | None) -> str:
    text = _escaped(run.text)
    stars = {frozenset({"strong"}): "**", frozenset({"em"}): "*"}.get(run.marks)
    if stars and (not last or last in _BEFORE) and _ends_a_word(following):
        return f"{stars}{text}{stars}"
    for mark in sorted(run.marks):
        text = f"{{{BRACED[mark]}{text}{BRACED[mark]}}}"
    return text


def _ends_a_word(following: Run | None) -> bool:
    """Whether what follows lets a star close: the end, a break, or plain text that begins with a sign or a space."""
    if following is None or not following.is_text:
        return following is None or following.kind == "break"
    return not following.marks and following.text[0] in _AFTER


def _escaped(text: str) -> str:
    """The text with a backslash before every sign that would be read as something else."""
    signs: list[str] = []
    for at, sign in enumerate(text):
        in_word = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
        if sign in "\\[]{}|~^" or (sign == "*" and not in_word):
            signs.append("\\")
        signs.append(sign)
    return "".join(signs)


def _address(href: str) -> str:
    return href.replace("\\", "\\\\").replace(")", "\\)")
