"""manage.py compile_statement: from a closed consultation to its issued statement, here and now, without a worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import is_board, is_editor
from consultations.actions import statements
from consultations.models import Consultation


class Command(BaseCommand):
    help = "Compiles the final statement of a closed consultation and issues it: PDF, Word and HTML."

    def add_arguments(self, parser):
        parser.add_argument("consultation", metavar="CONSULTATION", help="its address part or its id")
        parser.add_argument("--approve", action="store_true", help="approve the draft as it was last saved; needs --by")
        parser.add_argument("--by", metavar="EMAIL", help="the editor or board member in whose name it is done")

    def handle(self, *, consultation: str, approve: bool, by: str | None, **options: Any) -> None:
        chosen = _consultation(consultation)
        person = _person(by) if by else None
        try:
            if approve:
                self._approve(chosen, person)
            self._say(_("Reading votes, wordings and names of “%(title)s” …") % {"title": chosen.title})
            compilation = statements.request(consultation=chosen, by=person, now=timezone.now(), wakes_worker=False)
        except statements.CannotIssue as refused:
            raise CommandError(str(refused)) from refused
        self._say(_("Making PDF, Word and HTML, and checking them …"))
        statement = statements.carry_out(compilation=compilation, now=timezone.now())
        if statement is None:
            compilation.refresh_from_db()
            raise CommandError(compilation.error or _("Another worker is compiling this statement already."))
        for file in statement.files.order_by("format"):
            self._say(f"  {file.name}: {file.size} bytes, SHA-256 {file.digest}")
        self.stdout.write(
            _("Statement %(number)s issued (id %(id)d): %(slug)s")
            % {"number": statement.number, "id": statement.pk, "slug": statement.slug}
        )

    def _approve(self, consultation: Consultation, person: User | None) -> None:
        if person is None:
            raise CommandError(_("Say with --by in whose name the draft is approved."))
        draft = statements.approve(consultation=consultation, by=person, now=timezone.now())
        self._say(_("Draft “%(title)s” approved.") % {"title": draft.title})

    def _say(self, line: str) -> None:
        self.stderr.write(line)


def _consultation(given: str) -> Consultation:
    wanted = Q(slug=given) | Q(pk=int(given)) if given.isdecimal() else Q(slug=given)
    found = Consultation.objects.filter(wanted).first()
    if found is None:
        known = ", ".join(Consultation.objects.filter(closed_at__isnull=False).values_list("slug", flat=True)[:5])
        raise CommandError(
            _("There is no consultation “%(given)s”. Closed ones are: %(known)s.") % {"given": given, "known": known}
            if known
            else _("There is no consultation “%(given)s”; none has been closed yet.") % {"given": given}
        )
    return found


def _person(email: str) -> User:
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    now = timezone.now()
    if person is None or not (is_editor(person, now) or is_board(person, now)):
        raise CommandError(_("%(email)s is neither an editor nor on the board.") % {"email": email})
    return person
