"""HTML of the rich-text editor (or of anyone) to the block tree. Whatever comes in is sanitised first."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import nh3

from .inlines import BREAK, LANGUAGE, Run, footnote, paragraph, safe_href
from .labels import BULLET, ordered_label
from .tree import Block, Tree

_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
_PARAGRAPHS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "tr", "td", "th", "caption", "section", "article"}
_INLINE = {*_MARKS, "a", "br", "span"}
_ALLOWED = {*_INLINE, *_PARAGRAPHS, "ul", "ol", "li", "blockquote", "dl", "dt", "dd"}
_ATTRIBUTES = {"a": {"href", "linktype", "id"}, "ol": {"start", "type"}, "li": {"value"}, "span": {"lang"}}
_ATTRIBUTES |= {name: {"lang"} for name in _PARAGRAPHS}
_STYLES = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]^]{1,20})\]")

PageUrl = Callable[[int], str | None]


def tree_from_html(html: str, footnotes: Mapping[str, str] | None = None, *, page_url: PageUrl | None = None) -> Tree:
    """The wording that this HTML says.

    A mark `[^label]` becomes a footnote if `footnotes` has HTML for the label. A link that does not lead to the web, a mailbox
    or a telephone becomes text; one to a page of the editor's (`linktype="page"`) leads where `page_url` says.
    """
    known = footnotes or {}
    marked = set(_FOOTNOTE.findall(unescape(html))) if known else set()
    notes = {label: tree_from_html(known[label], page_url=page_url) for label in marked if label in known}
    return _Reader(notes, page_url).read(sanitised(html))


def sanitised(html: str) -> str:
    return nh3.clean(
        html,
        tags=_ALLOWED,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )


def _number(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else default


class _OpenList:
    def __init__(self, name: str, attributes: dict[str, str | None]):
        self.ordered = name == "ol"
        self.style = _STYLES.get(attributes.get("type") or "", "Decimal")
        self.next = _number(attributes.get("start"), 1)
        self.items: list[Block] = []

    def add_item(self, value: str | None = None) -> Block:
        number = _number(value, self.next)
        self.next = number + 1
        item = {"label": ordered_label(number, self.style) if self.ordered else BULLET, "content": []}
        self.items.append(item)
        return item


class _Reader(HTMLParser):
    """Collects runs until a block ends, and blocks in the innermost open container."""

    def __init__(self, notes: Mapping[str, Tree], page_url: PageUrl | None):
        super().__init__(convert_charrefs=True)
        self.notes, self.page_url = notes, page_url
        self.tree: Tree = []
        self.containers: list[Tree] = [self.tree]
        self.lists: list[_OpenList] = []
        self.definitions: list[list[Block]] = []
        self.runs: list[Run] = []
        self.marks: list[str] = []
        self.links: list[str] = []
        self.languages: list[str] = []

    def read(self, html: str) -> Tree:
        self.feed(html)
        self.close()
        self.flush()
        return self.tree

    # --- text ---------------------------------------------------------------------------------------------------------
    def handle_data(self, data: str) -> None:
        run = Run(
            marks=frozenset(self.marks),
            href=self.links[-1] if self.links else "",
            lang=next((language for language in reversed(self.languages) if language), ""),
        )
        self.runs += self._with_footnotes(data, run) if self.notes else [replace(run, text=data)]

    def _with_footnotes(self, data: str, run: Run) -> Iterator[Run]:
        end = 0
        for found in _FOOTNOTE.finditer(data):
            if found.group(1) in self.notes:
                yield replace(run, text=data[end : found.start()])
                yield footnote(found.group(1), self.notes[found.group(1)])
                end = found.end()
        yield replace(run, text=data[end:])

    def flush(self) -> None:
        """End the paragraph that is open."""
        blocks = paragraph(self.runs)
        self.runs = []
        if blocks:
            self._open_container().extend(blocks)

    def _open_container(self) -> Tree:
        return self.containers[-1]

    # --- elements -----------------------------------------------------------------------------------------------------
    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if name in _MARKS:
            self.marks.append(_MARKS[name])
        elif name == "a":
            self.links.append(self._href(attributes))
        elif name == "br":
            self.runs.append(BREAK)
        elif name == "span":
            self.languages.append(_language(attributes))
        else:
            self.flush()
            if name in _PARAGRAPHS:
                self.languages.append(_language(attributes))
            self._open_block(name, attributes)

    def _href(self, attributes: dict[str, str | None]) -> str:
        if attributes.get("linktype") == "page":
            page = _number(attributes.get("id"), 0)
            return safe_href((self.page_url(page) if self.page_url and page else "") or "")
        return safe_href(attributes.get("href") or "")

    def _open_block(self, name: str, attributes: dict[str, str | None]) -> None:
        if name in ("ul", "ol"):
            opened = _OpenList(name, attributes)
            self.lists.append(opened)
            # Text that stands in a list but in no item: a first item of its own.
            self.containers.append(_ItemOnDemand(opened))
        elif name == "li":
            self.containers.append(self.lists[-1].add_item(attributes.get("value"))["content"] if self.lists else [])
        elif name == "blockquote":
            self.containers.append([])
        elif name == "dl":
            self.definitions.append([])
            self.containers.append([])
        elif name in ("dt", "dd"):
            self.containers.append([])

    def handle_endtag(self, name: str) -> None:
        if name in _MARKS:
            _drop_last(self.marks, _MARKS[name])
        elif name == "a" and self.links:
            self.links.pop()
        elif name == "span" and self.languages:
            self.languages.pop()
        elif name not in _INLINE:
            self.flush()
            if name in _PARAGRAPHS:
                if self.languages:
                    self.languages.pop()
            elif len(self.containers) > 1:
                self._close_block(name, self.containers.pop())

    def _close_block(self, name: str, content: Tree) -> None:
        outer = self._open_container()
        if name in ("ul", "ol"):
            items = self.lists.pop().items
            if items:
                outer.append({"type": "list", "ordered": name == "ol", "items": items})
        elif name == "li" and not self.lists:
            outer.extend(content)
        elif name == "blockquote" and content:
            if outer and outer[-1]["type"] == "quote":
                outer[-1]["content"].extend(content)
            else:
                outer.append({"type": "quote", "content": content})
        elif name in ("dt", "dd"):
            self._add_to_definitions(name, content, outer)
        elif name == "dl":
            items = self.definitions.pop()
            outer.extend([{"type": "definitions", "items": items}] if items else [])
            outer.extend(content)

    def _add_to_definitions(self, name: str, content: Tree, outer: Tree) -> None:
        if not self.definitions:
            outer.extend(content)
        elif name == "dt":
            term = [node for block in content if block["type"] == "paragraph" for node in block["content"]]
            self.definitions[-1].append({"term": term, "content": []})
        elif self.definitions[-1]:
            self.definitions[-1][-1]["content"].extend(content)
        else:
            self.definitions[-1].append({"term": [], "content": content})


class _ItemOnDemand(list):
    """The place between a list's items: what lands here opens an item (or continues the last)."""

    def __init__(self, opened: _OpenList):
        super().__init__()
        self.opened = opened

    def _content(self) -> Tree:
        return (self.opened.items[-1] if self.opened.items else self.opened.add_item())["content"]

    def extend(self, blocks) -> None:
        self._content().extend(blocks)

    def append(self, block) -> None:
        self._content().append(block)


def _language(attributes: dict[str, str | None]) -> str:
    language = attributes.get("lang") or ""
    return language if LANGUAGE.fullmatch(language) else ""


def _drop_last(values: list[str], value: str) -> None:
    for index in range(len(values) - 1, -1, -1):
        if values[index] == value:
            del values[index]
            return
