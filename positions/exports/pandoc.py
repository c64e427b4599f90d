"""The block tree as pandoc's own document model, and pandoc itself: sandboxed, with limits. Knows no Django."""

import json
import re
import subprocess
from functools import cache
from typing import Any

from .tables import NUMBER, layout
from .unrenderable import Unrenderable

Node = dict[str, Any]
API = [1, 23, 1]
HEAP_MEGABYTES = 512
HEAP_EXHAUSTED = 251
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ckb", "ps"})
WORDS = re.compile(r"( +|\n)")
# How lists count: label pattern → (pandoc's style, pandoc's delimiter)
ENUMERATIONS = (
    (re.compile(r"(\d+)\."), "Decimal", "Period"),
    (re.compile(r"(\d+)\)"), "Decimal", "OneParen"),
    (re.compile(r"\((\d+)\)"), "Decimal", "TwoParens"),
    (re.compile(r"([a-z])\."), "LowerAlpha", "Period"),
    (re.compile(r"([a-z])\)"), "LowerAlpha", "OneParen"),
    (re.compile(r"\(([a-z])\)"), "LowerAlpha", "TwoParens"),
)
MARKS = {"strong": "Strong", "em": "Emph", "sub": "Subscript", "sup": "Superscript"}


def node(kind: str, content: Any = None) -> Node:
    return {"t": kind} if content is None else {"t": kind, "c": content}


def attributes(key: str = "", **more: str) -> list[Any]:
    return [key, [], [[name.replace("_", "-"), value] for name, value in more.items()]]


def strings(text: str) -> list[Node]:
    """Words and spaces; a line break where the text has one."""
    found: list[Node] = []
    for piece in WORDS.split(text):
        if piece == "\n":
            found.append(node("LineBreak"))
        elif piece.startswith(" "):
            found.append(node("Space"))
        elif piece:
            found.append(node("Str", piece))
    return found


def styled(style: str, *content: Node) -> Node:
    """Blocks in a paragraph style of the reference document."""
    return node("Div", [attributes(custom_style=style), list(content)])


def lined(lines: list[str]) -> Node:
    """Lines below each other in one paragraph."""
    return node("Para", strings("\n".join(lines)))


def inlines(content: list[dict[str, Any]]) -> list[Node]:
    found: list[Node] = []
    for item in content:
        kind = item["type"]
        if kind == "text":
            text = strings(item["text"])
            for mark in item.get("marks", []):
                text = [node(MARKS[mark], text)]
            found += text
        elif kind == "link":
            found.append(node("Link", [attributes(), inlines(item["content"]), [item["href"], ""]]))
        elif kind == "footnote":
            found.append(node("Note", blocks(item["content"]) or [node("Para", [])]))
        elif kind == "break":
            found.append(node("LineBreak"))
        elif kind == "span":
            direction = {"dir": "rtl"} if item["lang"].split("-")[0] in RIGHT_TO_LEFT else {}
            found.append(node("Span", [attributes(lang=item["lang"], **direction), inlines(item["content"])]))
    return found


def blocks(tree: list[dict[str, Any]]) -> list[Node]:
    return [made for block in tree for made in _BLOCKS[block["type"]](block)]


def _paragraph(block: dict[str, Any]) -> list[Node]:
    return [node("Para", inlines(block["content"]))]


def _quote(block: dict[str, Any]) -> list[Node]:
    return [node("BlockQuote", blocks(block["content"]))]


def _definitions(block: dict[str, Any]) -> list[Node]:
    return [node("DefinitionList", [[inlines(item["term"]), [blocks(item["content"])]] for item in block["items"]])]


def _list(block: dict[str, Any]) -> list[Node]:
    items = [_compact(blocks(item["content"])) for item in block["items"]]
    if not block["ordered"]:
        return [node("BulletList", items)]
    labels = [item["label"] for item in block["items"]]
    if counting := _enumeration(labels):
        start, style, delimiter = counting
        return [node("OrderedList", [[start, node(style), node(delimiter)], items])]
    # labels that no counter of Word makes stand before their paragraph
    return [styled("Labelled", *_labelled(label, item)) for label, item in zip(labels, items, strict=True)]


def _compact(content: list[Node]) -> list[Node]:
    return [node("Plain", item["c"]) if item["t"] == "Para" else item for item in content]


def _labelled(label: str, content: list[Node]) -> list[Node]:
    before = [*strings(label), node("Str", "\u2003")]
    if content and content[0]["t"] in ("Plain", "Para"):
        return [node("Para", [*before, *content[0]["c"]]), *content[1:]]
    return [node("Para", before), *content]


def _enumeration(labels: list[str]) -> tuple[int, str, str] | None:
    """First number, style and delimiter, if these labels are what a counter makes."""
    for pattern, style, delimiter in ENUMERATIONS:
        found = [pattern.fullmatch(label) for label in labels]
        if all(found):
            values = [match[1] for match in found if match]
            numbers = [int(value) if value.isdigit() else ord(value) - ord("a") + 1 for value in values]
            if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
                return numbers[0], style, delimiter
    return None


def _table(block: dict[str, Any]) -> list[Node]:
    rows = [[inlines(cell) for cell in row] for row in block["rows"]]
    weights = [weight or 3 for weight in layout(block)["columns"]]
    return [table(inlines(block["caption"]), [inlines(cell) for cell in block["header"]], rows, weights)]


def table(caption: list[Node], header: list[list[Node]], rows: list[list[list[Node]]], weights: list[int]) -> Node:
    """A table with a header row that repeats; columns of numbers stand right."""
    count = max((len(row) for row in [header, *rows]), default=0)
    ends = [column > 0 and _numeric([row[column] for row in rows]) for column in range(count)]
    widths = [node("ColWidth", weight / sum(weights)) for weight in weights]
    columns = [[node("AlignRight" if end else "AlignLeft"), width] for end, width in zip(ends, widths, strict=True)]

    def row(cells: list[list[Node]]) -> list[Any]:
        return [attributes(), [[attributes(), node("AlignDefault"), 1, 1, [node("Plain", cell)]] for cell in cells]]

    head = [attributes(), [row(header)] if header else []]
    shown = [None, [node("Plain", caption)] if caption else []]
    body = [attributes(), 0, [], [row(cells) for cells in rows]]
    return node("Table", [attributes(), shown, columns, head, [body], [attributes(), []]])


def _numeric(cells: list[list[Node]]) -> bool:
    said = {"Space": lambda item: " ", "Str": lambda item: item["c"]}
    texts = ["".join(said.get(item["t"], lambda item: "x")(item) for item in cell) for cell in cells]
    return any(texts) and all(NUMBER.fullmatch(text) for text in texts)


_BLOCKS = {"paragraph": _paragraph, "list": _list, "definitions": _definitions, "quote": _quote, "table": _table}


@cache
def _binary() -> str:
    import pypandoc

    return pypandoc.get_pandoc_path()


def run(arguments: list[str], data: bytes = b"", *, clock: int = 0) -> bytes:
    """What pandoc writes. It sees only what it is given (sandbox), and a heap it cannot outgrow. Raises Unrenderable."""
    command = [_binary(), "--sandbox", "+RTS", f"-M{HEAP_MEGABYTES}M", "-RTS", *arguments]
    environment = {"SOURCE_DATE_EPOCH": str(clock), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, input=data, capture_output=True, env=environment)
    if done.returncode == HEAP_EXHAUSTED or b"heap overflow" in done.stderr:
        raise Unrenderable("memory")
    if done.returncode:
        raise Unrenderable("pandoc", reason=f"pandoc {done.returncode}")
    return done.stdout


def document(content: list[Node], meta: dict[str, Node]) -> bytes:
    return json.dumps({"pandoc-api-version": API, "meta": meta, "blocks": content}).encode()
