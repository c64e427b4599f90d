"""Characters that no font of ours can show, found before typesetting, with the place where they stand. Knows no Django."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from . import fonts
from .arrangement import Arrangement
from .unrenderable import Unrenderable

INVISIBLE = frozenset({"Cf", "Mn"}) | frozenset({"Zs"})  # joiners, marks and spaces are shaped, not looked up


def check(arrangement: Arrangement) -> None:
    """Raise Unrenderable with character and section at the first character that cannot be printed."""
    covered = fonts.coverage()
    known: set[str] = set()
    for place, text in _places(arrangement):
        for character in set(text) - known:
            printable = ord(character) in covered or unicodedata.category(character) in INVISIBLE or character == "\n"
            if not printable:
                raise Unrenderable("glyph", character=_name(character), place=place)
            known.add(character)


def _name(character: str) -> str:
    shown = f"“{character}” " if unicodedata.category(character)[0] != "C" else ""
    return f"{shown}(U+{ord(character):04X})"


def _places(arrangement: Arrangement) -> Iterator[tuple[str, str]]:
    for part in arrangement["parts"]:
        place = " ".join(piece for piece in (part["number"], part["heading"]) if piece)
        for text in _strings({key: value for key, value in part.items() if key != "key"}):
            yield place, text
    for text in _strings({key: value for key, value in arrangement.items() if key not in ("parts", "words")}):
        yield arrangement["title"], text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
