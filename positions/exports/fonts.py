"""The fonts of printed statements: whole TrueType files from font packages, no system fonts. Knows no Django."""

import importlib
from functools import cache
from hashlib import sha256
from pathlib import Path

PACKAGES = ("fontpkg_source_serif_4", "fontpkg_source_sans_3", "fontpkg_noto_sans", "fontpkg_noto_sans_arabic")


@cache
def folders() -> tuple[Path, ...]:
    """Where the font packages keep their files."""
    return tuple(importlib.import_module(package).ROOT for package in PACKAGES)


@cache
def files() -> tuple[Path, ...]:
    return tuple(sorted(path for folder in folders() for path in folder.rglob("*.ttf")))


@cache
def digests() -> dict[str, str]:
    """SHA-256 of every font file, by name."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files()}


@cache
def coverage() -> frozenset[int]:
    """Every code point that at least one of the fonts can show."""
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for path in files():
        with TTFont(path, lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)
