"""manage.py export_statement: an issued file, byte for byte as it is stored."""

import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import gettext as _

from positions.enums import FileFormat
from positions.models import Statement, StatementFile


class Command(BaseCommand):
    help = "Writes one file of an issued statement, exactly as it was issued."

    def add_arguments(self, parser):
        parser.add_argument("statement", metavar="STATEMENT", help="its number (7/2026), its address part or its id")
        parser.add_argument("--format", choices=FileFormat.values, default=FileFormat.PDF.value)
        parser.add_argument("--output", metavar="FILE", type=Path, help="where to write; by default its own name, here")

    def handle(self, *, statement: str, format: str, output: Path | None, **options):
        file = _file(_statement(statement), format)
        data = bytes(file.data)
        if hashlib.sha256(data).hexdigest() != file.digest:
            raise CommandError(
                _("The stored bytes of %(name)s do not have the digest they were issued with.") % {"name": file.name}
            )
        target = output or Path(file.name)
        try:
            target.write_bytes(data)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise CommandError(_("%(file)s cannot be written: %(reason)s.") % {"file": target, "reason": reason}) from error
        self.stdout.write(
            _("%(file)s written: %(bytes)d bytes, SHA-256 %(digest)s.")
            % {"file": target, "bytes": len(data), "digest": file.digest}
        )


def _statement(given: str) -> Statement:
    wanted = Q(slug=given)
    serial, slash, year = given.partition("/")
    if slash and serial.isdecimal() and year.isdecimal():
        wanted = Q(serial=int(serial), year=int(year))
    elif given.isdecimal():
        wanted |= Q(pk=int(given))
    try:
        return Statement.objects.get(wanted)
    except Statement.DoesNotExist:
        known = ", ".join(statement.number for statement in Statement.objects.all()[:5])
        raise CommandError(
            _("There is no statement “%(given)s”. The latest are: %(known)s.") % {"given": given, "known": known}
            if known
            else _("There is no statement “%(given)s”; none has been issued yet.") % {"given": given}
        ) from None


def _file(statement: Statement, format: str) -> StatementFile:
    try:
        return statement.files.get(format=format)
    except StatementFile.DoesNotExist:
        raise CommandError(
            _("Statement %(number)s was not issued as %(format)s.")
            % {"number": statement.number, "format": FileFormat(format).label}
        ) from None
