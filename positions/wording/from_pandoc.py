"""Pandoc's document tree (JSON) to headings and block trees. What a tree cannot hold is counted, never dropped in silence."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .flat import paragraphs_of
from .inlines import BREAK, Run, inlines, paragraph, runs_of
from .labels import BULLET, ordered_label
from .pandoc_inlines import LABEL, InlineReader, code_with_source_labels, language, with_source_labels
from .to_stream import fits_rich_text
from .tree import Block, Tree, plain_inline

AST = dict[str, Any]


@dataclass
class ReadSection:
    """A heading with what stands below it. The one before the first heading has level 0."""

    heading: str
    level: int
    tree: Tree = field(default_factory=list)


@dataclass
class ReadDocument:
    """`left_out` counts (what, under which heading); the reader of files puts it into words."""

    title: str
    subtitle: str
    sections: list[ReadSection]
    left_out: Counter[tuple[str, str]]


def read_ast(ast: AST) -> ReadDocument:
    return _Converter(ast).document()


class _Converter(InlineReader):
    def __init__(self, ast: AST):
        super().__init__(ast["blocks"])
        self.ast = ast
        self.sections = [ReadSection("", 0)]

    def document(self) -> ReadDocument:
        meta = self.ast["meta"]
        first = self.sections[0]
        for name in ("author", "date", "abstract"):
            first.tree += self.meta_blocks(meta.get(name))
        self.walk(self.ast["blocks"], "")
        title, subtitle = (self.plain(self.meta_inlines(meta.get(name))) for name in ("title", "subtitle"))
        return ReadDocument(title, subtitle, self.sections, self.left_out)

    def meta_inlines(self, value: Any) -> list[Any]:
        if not value or value["t"] not in ("MetaInlines", "MetaString"):
            return []
        return value["c"] if value["t"] == "MetaInlines" else [{"t": "Str", "c": value["c"]}]

    def meta_blocks(self, value: Any) -> Tree:
        if value and value["t"] == "MetaList":
            return [block for item in value["c"] for block in self.meta_blocks(item)]
        if value and value["t"] == "MetaBlocks":
            return self.blocks(value["c"])
        return paragraph(self.runs(self.meta_inlines(value)))

    # --- headings -----------------------------------------------------------------------------------------------------
    def walk(self, blocks: list[Any], lang: str) -> None:
        """The top level, through transparent boxes: headings open sections."""
        for block in blocks:
            if block["t"] == "Div":
                self.walk(block["c"][1], language(block["c"][0], lang))
            elif block["t"] == "Header":
                self.heading(block["c"], lang)
            else:
                self.sections[-1].tree += self.block(block, lang=lang)

    def heading(self, content: list[Any], lang: str) -> None:
        level, _attributes, nodes = content
        runs = list(self.runs(with_source_labels(nodes), lang=lang))
        text = self.plain_runs(runs)
        if not text:
            self.leave_out("empty heading")
            return
        if len(text) > 500:
            self.leave_out("long heading")
            self.sections[-1].tree += paragraph(runs)
            return
        self.sections.append(ReadSection(text, level))
        self.place = text
        self.note_number = 0
        for run in runs:
            if run.kind == "footnote":
                self.leave_out("footnote in heading")
                self.sections[-1].tree += run.content

    def plain(self, nodes: list[Any]) -> str:
        return self.plain_runs(self.runs(nodes))

    def plain_runs(self, runs: Any) -> str:
        return plain_inline(inlines(runs)).replace("\n", " ")

    # --- blocks -------------------------------------------------------------------------------------------------------
    def blocks(self, blocks: list[Any], depth: int = 0, lang: str = "") -> Tree:
        return [made for block in blocks for made in self.block(block, depth, lang)]

    def block(self, block: Any, depth: int = 0, lang: str = "") -> Tree:
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            return paragraph(self.runs(with_source_labels(content), lang=lang))
        if kind == "OrderedList":
            return self.ordered(content, depth, lang)
        if kind == "BulletList":
            return self.list_of([(BULLET, item) for item in content], ordered=False, depth=depth, lang=lang)
        if kind == "DefinitionList":
            return self.definitions(content, lang)
        if kind == "BlockQuote":
            quoted = self.simple(self.blocks(content, depth + 1, lang))
            return [{"type": "quote", "content": quoted}] if quoted else []
        if kind == "Table":
            return self.table(content, lang)
        if kind == "Div":
            return self.blocks(content[1], depth, language(content[0], lang))
        if kind == "Figure":
            caption = self.blocks(content[1][1], depth, lang)
            return [*self.blocks(content[2], depth, lang), *caption]
        if kind == "LineBlock":
            return paragraph(run for line in content for run in [*self.runs(line, lang=lang), BREAK])
        if kind == "CodeBlock":
            return paragraph(
                run for line in code_with_source_labels(content[1]).splitlines() for run in (Run(text=line), BREAK)
            )
        if kind == "Header":
            self.leave_out("heading inside other text")
            return paragraph(self.runs(content[2], frozenset({"strong"}), lang=lang))
        if kind == "HorizontalRule":
            self.leave_out("line across the page")
        elif kind == "RawBlock":
            self.leave_out("program code")
        return []

    def ordered(self, content: list[Any], depth: int, lang: str) -> Tree:
        (start, style, delimiter), items = content
        labels = [ordered_label(number, style["t"], delimiter["t"]) for number in range(start, start + len(items))]
        if depth == 0 and style["t"] == "Decimal" and delimiter["t"] == "TwoParens":
            return self.numberedparagraphs_of(labels, items, lang)
        return self.list_of(list(zip(labels, items, strict=True)), ordered=True, depth=depth, lang=lang)

    def numberedparagraphs_of(self, labels: list[str], items: list[Any], lang: str) -> Tree:
        """The paragraphs of a legal section, "(1) …": text that begins with its number, not a list."""
        tree: Tree = []
        for label, item in zip(labels, items, strict=True):
            blocks = self.blocks(item, 0, lang)
            begun = blocks.pop(0)["content"] if blocks and blocks[0]["type"] == "paragraph" else []
            tree += [*paragraph([Run(text=f"{label} ", lang=lang), *runs_of(begun)]), *blocks]
        return tree

    def list_of(self, items: list[tuple[str, Any]], *, ordered: bool, depth: int, lang: str) -> Tree:
        own_labels = [self.label_from_source(blocks) for _label, blocks in items]
        if len(items) > 1 and len(set(own_labels)) == 1:
            own_labels = [""] * len(items)  # "1." before every item: people leave the counting to the machine
        made = [
            {"label": own or label, "content": self.in_item(self.blocks(blocks, depth + 1, lang))}
            for own, (label, blocks) in zip(own_labels, items, strict=True)
        ]
        return [{"type": "list", "ordered": ordered, "items": made}]

    def label_from_source(self, blocks: list[Any]) -> str:
        nodes = blocks[0]["c"] if blocks and blocks[0]["t"] in ("Para", "Plain") else []
        if nodes and nodes[0]["t"] == "Str" and (found := LABEL.match(nodes[0]["c"])):
            nodes[0] = {"t": "Str", "c": nodes[0]["c"][found.end() :]}
            return found.group(1)
        return ""

    def in_item(self, tree: Tree) -> Tree:
        """What a list item can hold: paragraphs, and lists that do not touch."""
        kept: Tree = []
        for block in tree:
            for made in [block] if block["type"] in ("paragraph", "list") else self.flat(block):
                last = kept[-1] if kept else made
                if last is not made and last["type"] == made["type"] == "list" and last["ordered"] == made["ordered"]:
                    last["items"] += made["items"]
                else:
                    kept.append(made)
        return kept

    def simple(self, tree: Tree, quotes: bool = False) -> Tree:
        """What a quotation (or with `quotes`, a definition) can hold: what one rich text holds."""
        if all(quotes or block["type"] != "quote" for block in tree) and fits_rich_text(tree):
            return tree
        return [made for block in tree for made in ([block] if block["type"] == "paragraph" else self.flat(block))]

    def flat(self, block: Block) -> Tree:
        """A block that has no place here, as paragraphs."""
        self.leave_out("structure inside other text")
        return list(paragraphs_of(block))

    def definitions(self, content: list[Any], lang: str) -> Tree:
        items = []
        for term, meanings in content:
            meaning = self.blocks([block for blocks in meanings for block in blocks], 1, lang)
            items.append({"term": inlines(self.runs(term, lang=lang)), "content": self.simple(meaning, quotes=True)})
        items = [item for item in items if item["term"] or item["content"]]
        return [{"type": "definitions", "items": items}] if items else []

    # --- tables -------------------------------------------------------------------------------------------------------
    def table(self, content: list[Any], lang: str) -> Tree:
        _attributes, caption, columns, head, bodies, foot = content
        width = len(columns)
        head_rows = self.rows(head[1], width, lang)
        rows = head_rows[1:]
        for body in bodies:
            rows += self.rows([*body[2], *body[3]], width, lang)
        rows += self.rows(foot[1], width, lang)
        header = [self.without_format(cell) for cell in head_rows[0]] if head_rows else []
        title = self.without_format(self.one_paragraph(self.blocks(caption[1], 1, lang)))
        if not title and not any(header) and not any(map(any, rows)):
            return []
        return [{"type": "table", "caption": title, "header": header if any(header) else [], "rows": rows}]

    def rows(self, rows: list[Any], width: int, lang: str) -> list[list[Any]]:
        """Rows of equal length; a cell that spans several places fills the first of them."""
        grid: list[list[Any]] = []
        taken: set[tuple[int, int]] = set()
        for y, (_attributes, cells) in enumerate(rows):
            line: list[Any] = [[] for _ in range(width)]
            x = 0
            for _attributes, _align, height, breadth, blocks in cells:
                while (y, x) in taken:
                    x += 1
                if height > 1 or breadth > 1:
                    self.leave_out("merged cells")
                    taken |= {(y + down, x + right) for down in range(height) for right in range(breadth)}
                if x < width:
                    line[x] = self.one_paragraph(self.blocks(blocks, 1, lang))
                x += breadth
            grid.append(line)
        return grid

    def one_paragraph(self, tree: Tree) -> list[Any]:
        runs: list[Run] = []
        for block in tree:
            for part in paragraphs_of(block):
                runs += [BREAK] if runs else []
                runs += list(runs_of(part["content"]))
        return inlines(runs)

    def without_format(self, content: list[Any]) -> list[Any]:
        runs = list(runs_of(content))
        if any(run.href for run in runs):
            self.leave_out("link in a table heading")
        return inlines(run if run.kind == "footnote" else Run(text=run.text or " ") for run in runs)
