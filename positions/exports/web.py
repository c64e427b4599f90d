"""An arrangement as one accessible HTML file that needs nothing else. Knows no Django; runs in the child process."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from positions.wording import to_html

from .arrangement import Arrangement

STYLE = Path(__file__).with_name("web.css")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ckb", "ps"})
# By mark: where a stroke begins and how tall it is, on a line at 10 of 20.
STROKES = {1: (0, 10), 2: (5, 5), 3: (9, 2), 4: (10, 5), 5: (10, 10), 6: (5, 5)}


def render(arrangement: Arrangement) -> bytes:
    """UTF-8 HTML with its style inside; no script, no request to anywhere."""
    return _page(arrangement).encode()


def _page(a: Arrangement) -> str:
    lang = a["lang"] + (f"-{a['region']}" if a["region"] else "")
    direction = ' dir="rtl"' if a["lang"] in RIGHT_TO_LEFT else ""
    title = f"{a['short_title']} – {a['sender']['name']}"
    return "".join(
        [
            f'<!doctype html>\n<html lang="{escape(lang)}"{direction}>\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
            f"<title>{escape(title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n",
            _letterhead(a),
            f"<main>\n{_letter(a)}{_contents(a)}",
            *(_part(part, a["words"]) for part in a["parts"]),
            _lines(a["signature"], "signature"),
            _annex(a["annex"], a["words"]),
            f"</main>\n{_foot(a)}</body>\n</html>\n",
        ]
    )


@cache
def _style() -> str:
    return STYLE.read_text()


def _html(tree: list[dict[str, Any]], prefix: str, words: dict[str, str]) -> str:
    """The wording, its tables in a frame that scrolls where they are wider than the screen."""
    frame = f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(words["table"])}"><table>'
    return to_html.html(tree, prefix=prefix).replace("<table>", frame).replace("</table>", "</table></div>")


def _letterhead(a: Arrangement) -> str:
    sender = a["sender"]
    contact = [*(escape(line) for line in sender["address"]), *(escape(sender[key]) for key in ("phone",) if sender[key])]
    if sender["email"]:
        contact.append(f'<a href="mailto:{escape(sender["email"])}">{escape(sender["email"])}</a>')
    if sender["website"]:
        contact.append(escape(sender["website"]))
    claim = f'<p class="claim">{escape(sender["claim"])}</p>' if sender["claim"] else ""
    address = f"<address>{'<br>'.join(contact)}</address>" if contact else ""
    return f'<header>\n<div><p class="name">{escape(sender["name"])}</p>{claim}</div>{address}\n</header>\n'


def _letter(a: Arrangement) -> str:
    reference = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in a["reference"])
    under = "<br>".join(escape(line) for line in (a["bill"], a["stage"]) if line)
    return "".join(
        [
            f'<div class="letter">{_lines(a["addressee"], "addressee")}',
            f'<dl class="reference">{reference}</dl>' if reference else "",
            "</div>\n",
            f"<h1>{escape(a['title'])}</h1>\n",
            f'<p class="bill">{under}</p>\n' if under else "",
            f"<p>{escape(a['salutation'])}</p>\n" if a["salutation"] else "",
            _html(a["opening"], "opening-", a["words"]),
            "\n",
        ]
    )


def _lines(lines: list[str], name: str) -> str:
    return f'<p class="{name}">{"<br>".join(escape(line) for line in lines)}</p>\n' if lines else ""


def _contents(a: Arrangement) -> str:
    parts = [part for part in a["parts"] if part["heading"]]
    if len(parts) < 4:
        return ""
    items = "".join(
        f'<li class="d{part["depth"]}"><a href="#{escape(part["key"])}">{escape(_name(part))}</a></li>' for part in parts
    )
    label = escape(a["words"]["contents"])
    return f"<nav><details><summary>{label}</summary><ul>{items}</ul></details></nav>\n"


def _name(part: dict[str, Any]) -> str:
    return " ".join(piece for piece in (part["number"], part["locator"], part["heading"]) if piece)


def _part(part: dict[str, Any], words: dict[str, str]) -> str:
    level = min(part["depth"] + 1, 6)
    key = escape(part["key"])
    return "".join(
        [
            f'<section id="{key}">\n',
            _heading(part, level),
            _html(part["tree"], f"{key}-", words),
            "\n",
            _tally(part["tally"], words) if part["tally"] else "",
            _dissents(part["dissents"], min(level + 1, 6), key, words),
            "</section>\n",
        ]
    )


def _heading(part: dict[str, Any], level: int) -> str:
    if not part["heading"]:
        return ""
    number = f'<span class="number">{escape(part["number"])}</span> ' if part["number"] else ""
    text = escape(part["heading"])
    if part["locator"]:
        text = f'{escape(part["locator"])} <br><span class="about">{text}</span>'
    return f"<h{level}>{number}{text}</h{level}>\n"


def _tally(tally: dict[str, Any], words: dict[str, str]) -> str:
    verdict = f'<br><strong class="verdict">{escape(tally["verdict"])}</strong>' if tally["verdict"] else ""
    count = f'<span class="count"><b>{tally["yes"]}</b> {escape(words["of"])} {tally["of"]}</span> ' if tally["voted"] else ""
    return f'<div class="tally">{_strokes(tally)}<p>{count}{escape(tally["says"])}{verdict}</p></div>\n'


def _strokes(tally: dict[str, Any]) -> str:
    places = max(1, sum(count for _mark, count in tally["strokes"]) + tally["silent"])
    shapes, x = [], 0
    for mark, count in tally["strokes"]:
        top, height = STROKES[mark]
        path = "".join(f"M{place * 10 + 2} {top}h6v{height}h-6z" for place in range(x, x + count))
        shapes.append(f'<path class="v{mark}" d="{path}"/>')
        x += count
    line = f'<path class="line" d="M0 10h{places * 10}"/>'
    return (
        f'<svg viewBox="0 0 {places * 10} 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{line}{''.join(shapes)}</svg>"
    )


def _dissents(notes: list[dict[str, Any]], level: int, key: str, words: dict[str, str]) -> str:
    return "".join(
        _dissent(note, level, _html(note["tree"], f"{key}-dissent-{index}-", words)) for index, note in enumerate(notes, 1)
    )


def _dissent(note: dict[str, Any], level: int, wording: str) -> str:
    by = escape(", ".join(note["by"]))
    return f'<div class="dissent"><h{level}>{escape(note["heading"])}</h{level}>{wording}<p class="by">{by}</p></div>\n'


def _annex(annex: dict[str, Any], words: dict[str, str]) -> str:
    facts = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>" for label, text in annex["facts"])
    tables = [*annex["results"], *([annex["named"]] if annex["named"] else [])]
    notes = _dissents(annex["dissents"], 3, "annex", words)
    proof = "".join(f"<p>{escape(label)}<br><code>{escape(value)}</code></p>" for label, value in annex["proof"])
    return (
        f'<section class="annex" id="annex">\n<h2>{escape(annex["heading"])}</h2>\n<dl class="facts">{facts}</dl>\n'
        f'{"".join(_table(table) for table in tables)}{notes}<div class="proof">{proof}</div>\n</section>\n'
    )


def _table(table: dict[str, Any]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table["header"])
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in table["rows"]
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table["caption"])}"><table>'
        f"<caption>{escape(table['caption'])}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>\n"
    )


def _foot(a: Arrangement) -> str:
    sender = a["sender"]
    pieces = [f"{sender['name']}, {a['name']}", sender["register"], a["file_reference"]]
    return f"<footer><p>{escape(' · '.join(piece for piece in pieces if piece))}</p></footer>\n"
