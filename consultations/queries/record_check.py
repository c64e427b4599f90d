"""Checking a record that was read from a file: its lines, its seals, the texts behind its commitments. Needs no database."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from shared.canonical import digest

Plain = dict[str, Any]
KINDS = (("record", "last_record"), ("votes", "last_vote"))


def problems(record: Plain) -> list[str]:
    """What does not fit, each as a sentence. Empty: nothing was changed, added or left out since it was sealed.

    A line that is veiled or withheld is only known by its digest, which the seals cover. An erased text is no problem.
    """
    return [*_lines(record), *_seals(record), *_texts(record)]


def _lines(record: Plain) -> Iterator[str]:
    for kind, _last in KINDS:
        for line in record[kind]:
            entry = line["entry"]
            if entry is not None and "by" in entry and digest(entry) != line["line"]:
                yield _("Line %(id)s of “%(kind)s” is not what its digest says.") % {"id": line["id"], "kind": kind}


def _seals(record: Plain) -> Iterator[str]:
    before: Plain = {"number": 0, "digest": "", "last_record": 0, "last_vote": 0}
    for seal in record["seals"]:
        content = {
            "number": before["number"] + 1,
            "previous": before["digest"],
            "sealed_at": seal["sealed_at"],
            **{
                kind: [line["line"] for line in record[kind] if before[last] < line["id"] <= seal[last]] for kind, last in KINDS
            },
        }
        if digest(content) != seal["digest"]:
            yield _("Seal %(number)s does not cover these lines.") % {"number": seal["number"]}
        before = seal


def _texts(record: Plain) -> Iterator[str]:
    for text in record["texts"]:
        if not text["erased"] and sha256((text["salt"] + text["text"]).encode()).hexdigest() != text["commitment"]:
            yield _("The text “%(text)s” is not the one that was committed to.") % {"text": text["text"][:40]}
