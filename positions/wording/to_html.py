"""The block tree as HTML: what members read, and what other formats are made from. Semantic, and nothing unescaped."""

import re
from html import escape

from .inlines import MARKS
from .labels import counts_from_one
from .tree import Block, Inline, Tree

_MOVED = ' class="moved"'
_DECIMAL = re.compile(r"(\d{1,6})\.")


def html(tree: Tree, *, prefix: str = "") -> str:
    """HTML without ids other than those of footnotes, which begin with `prefix` so that several wordings fit on one page."""
    writer = _Writer(prefix)
    return writer.blocks(tree) + writer.endnotes()


class _Writer:
    def __init__(self, prefix: str):
        self.prefix = escape(prefix)
        self.notes: list[tuple[str, Tree]] = []

    # --- blocks -------------------------------------------------------------------------------------------------------
    def blocks(self, tree: Tree) -> str:
        return "".join(getattr(self, f"_{block['type']}")(block) for block in tree)

    def _paragraph(self, block: Block) -> str:
        return f"<p>{self.inlines(block['content'])}</p>"

    def _quote(self, block: Block) -> str:
        return f"<blockquote>{self.blocks(block['content'])}</blockquote>"

    def _list(self, block: Block) -> str:
        items = block["items"]
        if not block["ordered"]:
            return f"<ul>{''.join(f'<li>{self._item(item)}</li>' for item in items)}</ul>"
        start = _first_number([item["label"] for item in items])
        if start is not None and not any("was" in item or "mark" in item for item in items):
            opening = "<ol>" if start == 1 else f'<ol start="{start}">'
            return f"{opening}{''.join(f'<li>{self._item(item)}</li>' for item in items)}</ol>"
        labelled = (f'<li><span class="label">{_label(item, items)}</span> {self._item(item)}</li>' for item in items)
        return f'<ol class="labelled">{"".join(labelled)}</ol>'

    def _item(self, item: Block) -> str:
        content = item["content"]
        if len(content) == 1 and content[0]["type"] == "paragraph":
            return self.inlines(content[0]["content"])
        return self.blocks(content)

    def _definitions(self, block: Block) -> str:
        return "".join(
            [
                "<dl>",
                *(f"<dt>{self.inlines(item['term'])}</dt><dd>{self._item(item)}</dd>" for item in block["items"]),
                "</dl>",
            ]
        )

    def _table(self, block: Block) -> str:
        # On a phone a table scrolls inside its own frame, by finger and by keyboard. Its name is German like the wording.
        parts = ['<div class="scroll" role="group" aria-label="Tabelle" tabindex="0"><table>']
        if block["caption"]:
            parts.append(f"<caption>{self.inlines(block['caption'])}</caption>")
        if block["header"]:
            cells = "".join(f'<th scope="col">{self.inlines(cell)}</th>' for cell in block["header"])
            parts.append(f"<thead><tr>{cells}</tr></thead>")
        rows = ("".join(f"<td>{self.inlines(cell)}</td>" for cell in row) for row in block["rows"])
        parts.append(f"<tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table></div>")
        return "".join(parts)

    # --- inlines ------------------------------------------------------------------------------------------------------
    def inlines(self, content: list[Inline]) -> str:
        return "".join(getattr(self, f"_{node['type']}")(node) for node in content)

    def _text(self, node: Inline) -> str:
        text = escape(node["text"])
        for mark in reversed(node.get("marks", [])):
            element = {"strong": "strong", "em": "em"}.get(mark, MARKS[mark])
            text = f"<{element}>{text}</{element}>"
        return text

    def _ins(self, node: Inline) -> str:
        return f"<ins{_MOVED if node.get('moved') else ''}>{self.inlines(node['content'])}</ins>"

    def _del(self, node: Inline) -> str:
        return f"<del{_MOVED if node.get('moved') else ''}>{self.inlines(node['content'])}</del>"

    def _spot(self, node: Inline) -> str:
        identity = f' id="{escape(node["id"])}"' if node["id"] else ""
        opening, end = (f'<a href="{escape(node["href"])}"', "a") if node["href"] else ("<mark", "mark")
        return f'{opening} class="spot"{identity}>{self.inlines(node["content"])}</{end}>'

    def _break(self, node: Inline) -> str:
        return "<br>"

    def _link(self, node: Inline) -> str:
        return f'<a href="{escape(node["href"])}">{self.inlines(node["content"])}</a>'

    def _span(self, node: Inline) -> str:
        return f'<span lang="{escape(node["lang"])}">{self.inlines(node["content"])}</span>'

    def _footnote(self, node: Inline) -> str:
        note = (node["label"], node["content"])
        if note in self.notes:
            number = self.notes.index(note) + 1
            anchor = ""
        else:
            self.notes.append(note)
            number = len(self.notes)
            anchor = f' id="{self.prefix}fnref{number}"'
        return f'<sup><a href="#{self.prefix}fn{number}"{anchor} role="doc-noteref">{number}</a></sup>'

    def endnotes(self) -> str:
        if not self.notes:
            return ""
        items = []
        for number, (_label, content) in enumerate(self.notes, start=1):
            back = f'<a href="#{self.prefix}fnref{number}" role="doc-backlink">↩ {number}</a>'
            items.append(f'<li id="{self.prefix}fn{number}">{self._item({"content": content})} {back}</li>')
        return f'<section class="footnotes" role="doc-endnotes"><ol>{"".join(items)}</ol></section>'


def _label(item: Block, items: list[Block]) -> str:
    """With what a difference says of it. Where items came or went, that the others are counted anew is not worth a mark."""
    label = escape(item["label"])
    if "mark" in item:
        return f"<{item['mark']}>{label}</{item['mark']}>"
    if "was" not in item:
        return label
    counted_anew = any("mark" in other for other in items) and _frame(item["was"]) == _frame(item["label"])
    return label if counted_anew else f"<del>{escape(item['was'])}</del> <ins>{label}</ins>"


def _frame(label: str) -> str:
    """The signs around what counts."""
    return "".join(sign for sign in label if not sign.isalnum())


def _first_number(labels: list[str]) -> int | None:
    """Where the browser's own counter has to start to make these labels, if it can."""
    if counts_from_one(labels):
        return 1
    found = _DECIMAL.fullmatch(labels[0]) if labels else None
    if not found:
        return None
    start = int(found.group(1))
    return start if labels == [f"{number}." for number in range(start, start + len(labels))] else None
