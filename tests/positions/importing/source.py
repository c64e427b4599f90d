"""The real text, and a reader of its Markdown that shares nothing with the product's: what must arrive, in order."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
REAL_TEXT = ROOT.parent / "shared" / "data" / "integrationskursverordnung.md"

_HEADING = re.compile(r"(#{1,6}) (.+)")
_ITEM = re.compile(r"( *)(-|\d+\.|[a-z]\))(?: +(.*))?$")


def sequence(text: str) -> list[str]:
    """Headings ("## …"), paragraphs, list items (label first), terms and meanings, each on one line."""
    body = text.split("---\n", 2)[2]
    found: list[str] = []
    open_line = False
    for line in body.splitlines():
        if heading := _HEADING.match(line):
            found.append(f"{heading.group(1)} {heading.group(2)}")
            open_line = False
        elif not line.strip():
            open_line = False
        elif line.startswith(":   "):
            found.append(line[4:])
            open_line = True
        elif not open_line and (item := _ITEM.match(line)):
            label = "–" if item.group(2) == "-" else item.group(2)
            found.append(f"{label} {item.group(3) or ''}".strip())
            open_line = True
        elif open_line:
            found[-1] += " " + line.strip()
        else:
            found.append(line.strip())
            open_line = True
    return found
