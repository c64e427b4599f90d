"""manage.py export_record: the record of a closed consultation as its members read it, for the archive and for a recount."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from consultations.management.naming import consultation_named
from consultations.queries import record_file, record_sheets
from consultations.queries.record_eyes import insider


class Command(BaseCommand):
    help = "Writes the record of a closed consultation: every vote and change, the electorate, the rules and the seals."

    def add_arguments(self, parser):
        parser.add_argument("consultation", metavar="CONSULTATION", help="its address part or its id")
        parser.add_argument("--format", choices=["json", "csv"], default="json")
        parser.add_argument("--output", metavar="FILE", help="default: standard output")

    def handle(self, *, consultation: str, format: str, output: str | None, **options: Any) -> None:
        chosen = consultation_named(consultation)
        if chosen.closed_at is None:
            sentence = _("“%(title)s” is not closed yet; until then nobody reads all its votes.")
            raise CommandError(sentence % {"title": chosen.title})
        eyes = insider(chosen)
        pieces = record_file.pieces(eyes) if format == "json" else record_sheets.pieces(record_sheets.VOTES, eyes)
        if output is None:
            self.stdout.write("".join(pieces), ending="")
            return
        try:
            with Path(output).open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
        except OSError as error:
            raise CommandError(_("“%(file)s” cannot be written: %(why)s") % {"file": output, "why": error.strerror}) from error
