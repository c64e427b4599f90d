"""What was read differently or not taken over, in sentences for the person who handed the file in."""

import re
from collections import Counter, defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

_PLACES_NAMED = 5
_SENTENCES = {
    "image": ngettext_lazy("%(count)s picture was not taken over", "%(count)s pictures were not taken over", "count"),
    "link": ngettext_lazy(
        "%(count)s link leads to no web address and became plain text",
        "%(count)s links lead to no web address and became plain text",
        "count",
    ),
    "empty heading": ngettext_lazy(
        "%(count)s heading without words was left out", "%(count)s headings without words were left out", "count"
    ),
    "long heading": ngettext_lazy(
        "%(count)s heading of more than 500 characters became a paragraph",
        "%(count)s headings of more than 500 characters became paragraphs",
        "count",
    ),
    "footnote in heading": ngettext_lazy(
        "%(count)s footnote of a heading became the first paragraph below it",
        "%(count)s footnotes of headings became the first paragraphs below them",
        "count",
    ),
    "heading inside other text": ngettext_lazy(
        "%(count)s heading inside a list, a table or a quotation became a bold paragraph",
        "%(count)s headings inside lists, tables or quotations became bold paragraphs",
        "count",
    ),
    "line across the page": ngettext_lazy(
        "%(count)s line across the page was left out", "%(count)s lines across the page were left out", "count"
    ),
    "program code": ngettext_lazy(
        "%(count)s piece of program code was left out", "%(count)s pieces of program code were left out", "count"
    ),
    "structure inside other text": ngettext_lazy(
        "%(count)s list, table or quotation inside another one became paragraphs",
        "%(count)s lists, tables or quotations inside others became paragraphs",
        "count",
    ),
    "merged cells": ngettext_lazy(
        "%(count)s table cell spanned several; its text stands in the first",
        "%(count)s table cells spanned several; their text stands in the first",
        "count",
    ),
    "link in a table heading": ngettext_lazy(
        "%(count)s link in the heading of a table became plain text",
        "%(count)s links in the headings of tables became plain text",
        "count",
    ),
    "Strikeout": ngettext_lazy(
        "%(count)s passage was struck through; the words were kept, without the line",
        "%(count)s passages were struck through; the words were kept, without the line",
        "count",
    ),
    "Underline": ngettext_lazy(
        "%(count)s passage was underlined; the words were kept, without the line",
        "%(count)s passages were underlined; the words were kept, without the line",
        "count",
    ),
    "SmallCaps": ngettext_lazy(
        "%(count)s passage was in small capitals; the words were kept",
        "%(count)s passages were in small capitals; the words were kept",
        "count",
    ),
    "formula": ngettext_lazy("%(count)s formula became plain text", "%(count)s formulas became plain text", "count"),
}


def on_warnings(warnings: list[str]) -> list[str]:
    notes = []
    for warning in warnings:
        if found := re.match(r"Note with key '(.+)' defined at .* but not used", warning):
            notes.append(_("Footnote %(label)s is referred to nowhere and was left out.") % {"label": found.group(1)})
        elif found := re.match(r"Duplicate note reference '(.+)'", warning):
            notes.append(_("Footnote %(label)s is there twice; only the last one was read.") % {"label": found.group(1)})
    return notes


def on_left_out(left_out: Counter[tuple[str, str]]) -> list[str]:
    """One sentence a kind: how many, and under which headings."""
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for (what, heading), count in left_out.items():
        places[what][heading] += count
    return [
        _("%(what)s (%(where)s).") % {"what": _SENTENCES[what] % {"count": sum(found.values())}, "where": _where(list(found))}
        for what, found in places.items()
    ]


def _where(headings: list[str]) -> str:
    named = [_("“%(heading)s”") % {"heading": heading} if heading else _("before the first heading") for heading in headings]
    if len(named) <= _PLACES_NAMED:
        return ", ".join(named)
    more = len(named) - _PLACES_NAMED
    rest = ngettext("and %(count)s more section", "and %(count)s more sections", more) % {"count": more}
    return ", ".join([*named[:_PLACES_NAMED], rest])
