"""German is complete: every text that code or templates mark is in the catalogue, with a translation that fits."""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ["platform", "positions", "consultations", "home", "templates"]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|<[^>]+>")


def catalogue():
    with (ROOT / "locale/de/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="de")


def marked():
    """(context, message) of every text marked for translation."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in (".py", ".html", ".txt") or "migrations" in path.parts or "requirements" in path.name:
                continue
            source, method = path.read_text(), "python"
            if path.suffix != ".py":
                # What Django makes of a template for extraction is no Python: calls among filler, which this reader forgives.
                source, method = re.sub(r"([(,]\s*)u(?=['\"])", r"\1", templatize(source, origin=str(path))), "javascript"
            for _line, message, _comments, context in extract(method, BytesIO(source.encode()), keywords=KEYWORDS):
                yield context, message[0] if isinstance(message, tuple) else message


def test_every_marked_text_is_translated():
    known = {
        (message.context, message.id[0] if isinstance(message.id, tuple) else message.id)
        for message in catalogue()
        if message.id and all(message.string if isinstance(message.string, tuple) else [message.string])
    }
    assert sorted({text for text in marked() if text not in known}, key=str) == []


def test_translations_keep_placeholders_and_tags():
    wrong = []
    for message in catalogue():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings if message.id else ():
            if sorted(PLACEHOLDER.findall(string)) not in [sorted(PLACEHOLDER.findall(one)) for one in ids]:
                wrong.append((ids, string))
    assert wrong == []


def test_nothing_is_fuzzy():
    assert [message.id for message in catalogue() if message.id and message.fuzzy] == []
