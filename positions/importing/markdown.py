"""Markdown made safe for pandoc, which numbers lists anew and knows neither "3a." nor "aa)".

Every label is repeated behind the one that pandoc reads, between two private signs, and read back by `positions.wording`. So
"1., 2., 4." stays as it was written, and what only looked like a list item gets its own label back.
"""

import re
from collections.abc import Iterator

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FRONT_MATTER_LINE = re.compile(r"\s*(?:$|#|- |[\w\"'-]+\s*:|\s+\S)")
_FRONT_MATTER_TITLE = re.compile(r"^title\s*:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_PRIVATE = re.compile("[\ue000\ue001]")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_TABLE_RULE = re.compile(r"\s*(?:-{2,}(?:\s+-{2,})+|\+[-=+:]+)\s*$")
_INDENT = r"(?P<indent>[ \t]*(?:>[ \t]?)*)"
_ABSATZ = re.compile(r"[ ]{0,3}\((?P<number>\d{1,3})(?P<letter>[a-z]{0,2})\)(?=\s|$)")
_LABELLED = re.compile(
    _INDENT
    + r"""(?P<label>
          \d{1,4}[a-z]{0,2}[.)]            # 1.  1)  3a.
        | \([a-z]{1,5}\)                   # (a)
        | ([a-z])\3{0,2}[.)]               # a)  aa)
        | [A-Z][.)] | [ivxlc]{2,6}[.)] | [IVXLC]{2,6}[.)]
    )(?P<gap>[ \t]+)(?P<rest>\S.*)$""",
    re.VERBOSE,
)
_HEADING = re.compile(r"#{1,6}\s+\S")
_BULLET = re.compile(r"[ ]{0,3}[-*+][ \t]+\S")
_TYPED_BULLET = re.compile(r"(\s*)[•–][ \t]+(?=\S)")
_ITEM_OR_INDENTED = re.compile(r"\s*(?:[-*+•]|\d+[.)]|[A-Za-z][.)]|\(\w+\))\s|\s|[#|>:]|$")
_OPENS_SOMETHING = re.compile(r"(?:[-*+>#|]|\d+[.)])\s|[`~]{3}")


def prepare(text: str) -> tuple[str, str]:
    """(Markdown for pandoc, title of the front matter or nothing). Front matter is about the text, not part of it."""
    text = _PRIVATE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text, title = _without_front_matter(text)
    return "\n".join(_lines(text.split("\n"))), title


def _without_front_matter(text: str) -> tuple[str, str]:
    found = _FRONT_MATTER.match(text)
    if not found or not all(_FRONT_MATTER_LINE.match(line) for line in found.group(1).splitlines()):
        return text, ""
    title = _FRONT_MATTER_TITLE.search(found.group(1))
    return text[found.end() :], title.group(1).strip("\"'") if title else ""


def _lines(lines: list[str]) -> Iterator[str]:
    fence = ""
    tables = _lines_of_tables(lines)
    before, absatz, typed_bullets = "", (0, ""), False
    for index, line in enumerate(lines):
        if found := _FENCE.match(line):
            fence = "" if fence and found.group(1).startswith(fence) else fence or found.group(1)
        elif not fence and index not in tables:
            if (typed := _TYPED_BULLET.match(line)) and (not before.strip() or typed_bullets or "•" in typed.group()):
                line, typed_bullets = f"{typed.group(1)}- {line[typed.end() :]}", True
            elif not line.strip():
                typed_bullets = False
            if found := _ABSATZ.match(line):
                this = int(found.group("number")), found.group("letter")
                if not before.strip() or _follows(this, absatz):
                    yield from [""] if before.strip() else []
                    line, absatz = line.replace("(", "\\(", 1), this
            elif _starts_a_list(line, before) or (_HEADING.match(line) and before.strip()):
                yield ""
            line = _with_label(line)
        yield line
        before = line


def _lines_of_tables(lines: list[str]) -> set[int]:
    """Lines that stand in columns: nothing may be put between their letters."""
    inside: set[int] = set()
    chunk: list[int] = []
    for index, line in enumerate([*lines, ""]):
        if line.strip():
            chunk.append(index)
            continue
        if any(_TABLE_RULE.match(lines[at]) for at in chunk):
            inside.update(chunk)
        chunk = []
    return inside


def _follows(this: tuple[int, str], last: tuple[int, str]) -> bool:
    next_letter = chr(ord(last[1]) + 1) if len(last[1]) == 1 else "a"
    return this == (last[0] + 1, "") or this == (last[0], next_letter)


def _starts_a_list(line: str, before: str) -> bool:
    """Whether people see a list here although pandoc, without an empty line before it, does not."""
    if _ITEM_OR_INDENTED.match(before):
        return False
    first = _LABELLED.match(line)
    return bool(_BULLET.match(line)) or bool(
        first and before.rstrip().endswith(":") and first.group("label").strip("().") in ("1", "a", "A", "i", "I")
    )


def _with_label(line: str) -> str:
    found = _LABELLED.match(line)
    if not found or _OPENS_SOMETHING.match(found.group("rest")):
        return line
    label = found.group("label")
    if re.fullmatch(r"\d+[a-z]+[.)]", label):
        known = re.sub(r"[a-z]", "", label)
    elif found.group(3) and len(label) > 2:
        known = label[0] + label[-1]
    else:
        known = label
    gap = found.group("gap") + " " * (len(label) - len(known))
    return f"{found.group('indent')}{known}{gap}\ue000{label}\ue001{found.group('rest')}"
