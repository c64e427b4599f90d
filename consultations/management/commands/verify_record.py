"""manage.py verify_record: whether a record is what was sealed, in the database or in an exported file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.management.naming import consultation_named
from consultations.models import Consultation
from consultations.queries import chain, counting, record_check, record_file
from consultations.queries.record_eyes import insider


class Command(BaseCommand):
    help = "Checks the hash chain of a record: of a consultation here, or of a file written by export_record."

    def add_arguments(self, parser):
        parser.add_argument("record", metavar="CONSULTATION|FILE", help="an address part, an id, or an exported JSON file")

    def handle(self, *, record: str, **options: Any) -> None:
        path = Path(record)
        if path.suffix == ".json" or path.is_file():
            plain = _read(path)
            found = record_check.problems(plain)
        else:
            consultation = consultation_named(record)
            plain = record_file.whole(insider(consultation))
            found = [*record_check.problems(plain), *_in_tables(consultation)]
        if found:
            raise CommandError("\n".join(found))
        lines, seals = len(plain["record"]) + len(plain["votes"]), len(plain["seals"])
        said = ngettext("%(seals)d seal covers the record,", "%(seals)d seals cover the record,", seals) % {"seals": seals}
        rest = ngettext("%(lines)d line in all. Everything fits.", "%(lines)d lines in all. Everything fits.", lines)
        self.stdout.write(f"{said} {rest % {'lines': lines}}")


def _in_tables(consultation: Consultation) -> Iterator[str]:
    """What an export cannot tell: seals in their old form, and votes that are not what their history says."""
    for number in chain.broken_seals(consultation):
        yield _("Seal %(number)s is broken.") % {"number": number}
    for question, organisation in counting.mismatches(consultation):
        names = {"question": question, "organisation": organisation}
        yield _("Question %(question)s, organisation %(organisation)s: the vote is not what its history says.") % names


def _read(path: Path) -> dict[str, Any]:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(_("“%(file)s” cannot be read: %(why)s") % {"file": path, "why": error.strerror}) from error
    except ValueError as error:
        raise CommandError(_("“%(file)s” is no exported record.") % {"file": path}) from error
    if not isinstance(plain, dict) or plain.get("schema") != record_file.SCHEMA:
        raise CommandError(_("“%(file)s” is no exported record.") % {"file": path})
    return plain
