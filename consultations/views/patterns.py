"""Templates that are rendered once and then filled many times.

A paper of forty sections has forty vote forms that differ in a handful of values. A pattern is a template rendered with
marks in the places of these values, once for each language and process; filling it is joining strings. Values are escaped
as in any template.
"""

import html
import re
from collections.abc import Hashable, Mapping
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Characters for private use: only the template is searched for them, never what is filled in.
OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\w+){CLOSE}")


def place(name: str) -> str:
    """The mark of a place."""
    return f"{OPEN}{name}{CLOSE}"


class Pattern:
    """A text with named places."""

    def __init__(self, text: str):
        pieces = MARK.split(text)
        self.first, self.rest = pieces[0], list(zip(pieces[1::2], pieces[2::2], strict=True))

    def given(self, **values: str) -> "Pattern":
        """The pattern that is left once these places are filled: for what is the same all over one page."""
        left = Pattern("")
        left.first, left.rest = self.first, []
        for name, literal in self.rest:
            if name not in values:
                left.rest.append((name, literal))
            elif left.rest:
                last, before = left.rest[-1]
                left.rest[-1] = (last, before + _escaped(values[name]) + literal)
            else:
                left.first += _escaped(values[name]) + literal
        return left

    def fill(self, values: Mapping[str, str]) -> SafeString:
        """The text with a value in each place, escaped unless it is safe already. KeyError if one is missing."""
        filled = [self.first]
        for name, literal in self.rest:
            filled.append(_escaped(values[name]))
            filled.append(literal)
        return SafeString("".join(filled))


def _escaped(value: str) -> str:
    return value if value.isalnum() or isinstance(value, SafeString) else html.escape(value)


def pattern(template: str, *names: str, **fixed: Hashable) -> Pattern:
    """The template as a pattern in the language in force: `names` are its marked places, `fixed` is the same every time."""
    return _pattern(template, names, tuple(fixed.items()), get_language())


@lru_cache(maxsize=256)
def _pattern(template: str, names: tuple[str, ...], fixed: tuple[tuple[str, Hashable], ...], language: str) -> Pattern:
    marks = {name: place(name) for name in names}
    return Pattern(render_to_string(template, {**marks, **dict(fixed)}).strip())
