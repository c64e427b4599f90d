"""An arrangement as a Word file: pandoc's document model, our styles, the same bytes every time. Knows no Django."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from . import letterhead, pandoc
from .arrangement import Arrangement
from .clock import moment, timestamp
from .pandoc import Node, lined, node, strings, styled
from .settling import settled

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def render(arrangement: Arrangement) -> bytes:
    """DOCX with real headings, notes, languages and repeating table heads. Raises Unrenderable."""
    with TemporaryDirectory(prefix="mitstimme-docx-") as folder:
        look = Path(folder) / "look.docx"
        look.write_bytes(letterhead.reference(arrangement))
        arguments = ["--from=json", "--to=docx", "--output=-", f"--reference-doc={look}"]
        made = pandoc.run(arguments, pandoc.document(_blocks(arrangement), _meta(arrangement)), clock=timestamp(arrangement))
    return _normal(made, arrangement)


def _meta(a: Arrangement) -> dict[str, Node]:
    language = a["lang"] + (f"-{a['region']}" if a["region"] else "")
    return {"lang": node("MetaInlines", [node("Str", language)])}


def _blocks(a: Arrangement) -> list[Node]:
    found: list[Node] = []
    if a["addressee"]:
        found.append(styled("Addressee", lined(a["addressee"])))
    if a["reference"]:
        found.append(styled("Reference", lined([f"{label}: {value}" for label, value in a["reference"]])))
    found.append(styled("Title", node("Para", strings(a["title"]))))
    if under := [line for line in (a["bill"], a["stage"]) if line]:
        found.append(styled("Bill", lined(under)))
    if a["salutation"]:
        found.append(node("Para", strings(a["salutation"])))
    found += pandoc.blocks(a["opening"])
    for part in a["parts"]:
        found += _part(part)
    if a["signature"]:
        found.append(styled("Signature", lined(a["signature"])))
    return found + _annex(a["annex"])


def _part(part: dict[str, Any]) -> list[Node]:
    found: list[Node] = []
    if part["heading"]:
        number = f"{part['number']}\u2003" if part["number"] else ""
        text = number + ": ".join(piece for piece in (part["locator"], part["heading"]) if piece)
        found.append(node("Header", [part["depth"], pandoc.attributes(part["key"]), strings(text)]))
    found += pandoc.blocks(part["tree"])
    if part["tally"]:
        found.append(styled("Tally", node("Para", _tally(part["tally"]))))
    return found + _dissents(part["dissents"], min(part["depth"] + 1, 5))


def _dissents(notes: list[dict[str, Any]], level: int) -> list[Node]:
    found: list[Node] = []
    for note in notes:
        found.append(node("Header", [level, pandoc.attributes(), strings(note["heading"])]))
        by = node("Para", [node("Emph", strings(", ".join(note["by"])))])
        found.append(styled("Dissent", *pandoc.blocks(note["tree"]), by))
    return found


def _tally(tally: dict[str, Any]) -> list[Node]:
    says = strings(tally["sentence"])
    return [*says, node("Space"), node("Strong", strings(tally["verdict"]))] if tally["verdict"] else says


def _annex(annex: dict[str, Any]) -> list[Node]:
    found = [node("Header", [1, pandoc.attributes("annex"), strings(annex["heading"])])]
    for label, text in annex["facts"]:
        found.append(styled("Fact", node("Para", [node("Strong", strings(f"{label}: ")), *strings(text)])))
    for result in annex["results"]:
        found.append(_table(result, [15, *((len(cell) + 6) // 2 for cell in result["header"][1:-1]), 10]))
    if annex["named"]:
        found.append(_table(annex["named"], [1] * len(annex["named"]["header"])))
    proof = [f"{label}: {value}" for label, value in annex["proof"]]
    return [*found, *_dissents(annex["dissents"], 2), styled("Proof", lined(proof))]


def _table(value: dict[str, Any], weights: list[int]) -> Node:
    rows = [[strings(cell) for cell in row] for row in value["rows"]]
    return pandoc.table(strings(value["caption"]), [strings(cell) for cell in value["header"]], rows, weights)


def _core(a: Arrangement) -> bytes:
    """The document's properties. `moment` stands for created and modified."""
    when = moment(a).strftime("%Y-%m-%dT%H:%M:%SZ")
    language = a["lang"] + (f"-{a['region']}" if a["region"] else "")
    keywords = ", ".join(part for part in (a["bill"], a["stage"]) if part)
    spaces = {
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    texts = {"dc:title": a["title"], "dc:creator": a["sender"]["name"], "dc:subject": a["short_title"], "dc:language": language}
    parts = [f"<{name}>{escape(text)}</{name}>" for name, text in {**texts, "cp:keywords": keywords}.items() if text]
    dates = [f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>' for name in ("created", "modified")]
    declared = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in spaces.items())
    body = "".join([*parts, *dates])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties {declared}>{body}</cp:coreProperties>'.encode()


def _normal(made: bytes, arrangement: Arrangement) -> bytes:
    """The same archive without anything that differs from run to run; title, author and date set."""
    out = BytesIO()
    with ZipFile(BytesIO(made)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _core(arrangement)
            elif name == "word/document.xml":
                data = settled(data)
            info = ZipInfo(name, ZIP_EPOCH)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, data)
    return out.getvalue()
