"""What makes the bytes of a file besides its content: tools, fonts and our own templates, each by version or digest."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

from positions import wording

from . import fonts

TOOLS = ("typst", "pypandoc_binary", "python-docx", "page-validation")
SOURCES = (Path(__file__).parent, Path(wording.__file__).parent)
SUFFIXES = frozenset({".py", ".typ", ".css"})


@cache
def toolchain() -> dict[str, Any]:
    """Tools by version, fonts and templates by SHA-256. The same content under the same toolchain gives the same bytes."""
    return {
        "tools": {"python": python_version(), **{name: version(name) for name in TOOLS}},
        "fonts": fonts.digests(),
        "template": _template_digest(),
    }


def _template_digest() -> str:
    """SHA-256 over everything here and in wording that could change a file: templates, styles, the code that walks trees."""
    total = sha256()
    for folder in SOURCES:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES:
                total.update(f"{folder.name}/{path.relative_to(folder)}".encode())
                total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()
