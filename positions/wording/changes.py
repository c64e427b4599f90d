"""What has changed between two texts, word by word, as HTML for a page."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe

from .difference import difference
from .to_html import html
from .tree import Tree


class Worded(Protocol):
    """A heading and the block tree under it: a frozen wording, or a section as it stands in the editor."""

    @property
    def heading(self) -> str: ...

    @property
    def tree(self) -> Tree: ...


def changes_between(then: Worded, now: Worded, *, prefix: str) -> SafeString:
    """Made from the trees: nothing in it is as it was typed. The heading is part of it if it has changed."""
    trees = then.tree, now.tree
    if then.heading != now.heading:
        trees = _paragraphs(then.heading) + then.tree, _paragraphs(now.heading) + now.tree
    return _shown(*trees, prefix=prefix)


def changes_in_sections(then: Sequence[Worded], now: Sequence[Worded], *, prefix: str) -> SafeString:
    """The same for sections that come, go, or become several: each with its heading."""
    trees = ([block for one in side for block in [*_paragraphs(one.heading), *one.tree]] for side in (then, now))
    return _shown(*trees, prefix=prefix)


def changes_in_text(then: str, now: str) -> SafeString:
    """The same for plain texts: each line is a paragraph."""
    return _shown(_paragraphs(then), _paragraphs(now), prefix="")


def _paragraphs(text: str) -> Tree:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [{"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in lines]


def _shown(then: Tree, now: Tree, *, prefix: str) -> SafeString:
    return mark_safe(html(difference(then, now), prefix=prefix))


def changed_words(then: str, now: str) -> list[tuple[str, str]]:
    """What has changed between two plain texts where no HTML is to be had: ("ins" | "del" | "", words), in order."""
    found: list[tuple[str, str]] = []
    for block in difference(_paragraphs(then), _paragraphs(now)):
        for node in block["content"]:
            kept = node["type"] == "text"
            found.append(("" if kept else node["type"], node["text"] if kept else "".join(n["text"] for n in node["content"])))
    return found
