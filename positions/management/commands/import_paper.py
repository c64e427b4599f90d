"""manage.py import_paper: a paper from a file, or an edited file into a paper that is there."""

import sys
import uuid
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from positions.actions import papers
from positions.importing import reader
from positions.importing.matching import KnownSection, Matching, Question
from positions.models import Paper

_OFFERED = 5


class Command(BaseCommand):
    help = (
        "Import a paper from Markdown, DOCX, ODT or HTML. With --paper, import an edited file again; sections keep their keys."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--title", default="", help="instead of the title in the file")
        parser.add_argument("--publish", action="store_true", help="publish it at once (no version is issued)")
        parser.add_argument("--paper", metavar="SLUG", help="the paper that the file is a new state of")
        parser.add_argument(
            "--new-sections",
            action="store_true",
            help="sections that cannot be matched are new, and those the file no longer has are removed",
        )
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="PLACE=KEY|PLACE=new|KEY=remove",
            help="which section the one at this place of the file is; may be repeated",
        )

    def handle(self, *, file, title, publish, paper, new_sections, answer, **options):
        imported = self.read(file)
        found = self.find(paper) if paper else None
        self.stdout.write(_("Title: %(title)s") % {"title": title or (found.title if found else imported.title)})
        if found and not title and imported.title != found.title:
            told = _("- The file is titled “%(title)s”; the paper keeps its title (--title changes it).")
            self.stdout.write(told % {"title": imported.title})
        for note in imported.notes:
            self.stdout.write(f"- {note}")
        if found is None:
            saved = self.save(papers.create, imported=imported, title=title, publish=publish)
        else:
            placements, removed = Answers(self, papers.matching(found.get_latest_revision_as_object(), imported)).collect(
                new_sections, answer
            )
            saved = self.save(
                papers.update,
                paper=found,
                imported=imported,
                placements=placements,
                removed=removed,
                title=title,
                publish=publish,
            )
        count = len(imported.sections)
        told = ngettext("%(count)s section saved in “%(slug)s”.", "%(count)s sections saved in “%(slug)s”.", count)
        self.stdout.write(self.style.SUCCESS(told % {"count": count, "slug": saved.slug}))

    def read(self, file: Path) -> reader.ImportedPaper:
        try:
            with file.open("rb") as opened:
                data = opened.read(settings.IMPORT_MAX_BYTES + 1)  # one byte too many is enough to refuse the rest
        except OSError as error:
            raise CommandError(_("%(file)s cannot be read: %(why)s") % {"file": file, "why": error.strerror}) from error
        try:
            return reader.read(data, file.name)
        except reader.Refused as refused:
            raise CommandError(str(refused)) from refused

    def find(self, slug: str) -> Paper:
        found = Paper.objects.filter(slug=slug).first()
        if found is None:
            known = ", ".join(Paper.objects.order_by("slug").values_list("slug", flat=True)) or "–"
            raise CommandError(_("There is no paper “%(slug)s”. There are: %(known)s.") % {"slug": slug, "known": known})
        return found

    def save(self, action, **values) -> Paper:
        try:
            return action(by=None, now=timezone.now(), **values)
        except (papers.NoShelf, papers.TitleTooLong, papers.AnswersMissing, papers.AnswersContradict) as refused:
            raise CommandError(str(refused)) from refused


class Answers:
    """What the person at the terminal, or the options, say about sections that could not be matched."""

    def __init__(self, command: Command, matching: Matching):
        self.command, self.matching = command, matching
        self.placements: dict[int, uuid.UUID | None] = {}
        self.removed: set[uuid.UUID] = set()

    def collect(self, new_sections: bool, given: list[str]) -> tuple[dict[int, uuid.UUID | None], set[uuid.UUID]]:
        for answer in given:
            self.take(answer)
        if new_sections:
            self.placements = {question.index: None for question in self.matching.questions} | self.placements
            self.removed |= {section.key for section in self.matching.left}
        elif self.is_open() and sys.stdin.isatty():
            self.ask_all()
        elif self.is_open():
            self.refuse()
        return self.placements, self.removed

    def take(self, answer: str) -> None:
        place, _equals, value = answer.partition("=")
        try:
            if value == "remove":
                self.removed.add(uuid.UUID(place))
            else:
                self.placements[int(place) - 1] = None if value == "new" else uuid.UUID(value)
        except ValueError as error:
            raise CommandError(_("“%(answer)s” is no answer; see --help.") % {"answer": answer}) from error

    def open_questions(self) -> list[Question]:
        return [question for question in self.matching.questions if question.index not in self.placements]

    def still_left(self) -> list[KnownSection]:
        return [section for section in self.matching.removed(self.placements) if section.key not in self.removed]

    def is_open(self) -> bool:
        return bool(self.open_questions() or self.still_left())

    def refuse(self) -> None:
        """Nobody can be asked: say what is open and how to answer; nothing is saved."""
        lines = [_("Nothing was saved. These sections could not be matched:")]
        for question in self.open_questions():
            lines.append(f"  {question.index + 1}. {_named(question.heading)}")
            lines += [
                f"      --answer {question.index + 1}={known.key}  {_named(known.heading)}" for known in self.offered(question)
            ]
            lines.append(f"      --answer {question.index + 1}=new")
        for section in self.still_left():
            lines.append("  " + _("no longer in the file: %(heading)s") % {"heading": _named(section.heading)})
            lines.append(f"      --answer {section.key}=remove")
        raise CommandError("\n".join(lines))

    def offered(self, question: Question) -> list[KnownSection]:
        taken = set(self.placements.values())
        return [known for known in question.candidates if known.key not in taken][:_OFFERED]

    def ask_all(self) -> None:
        for question in self.open_questions():
            self.ask(question)
        for section in self.still_left():
            told = _("“%(heading)s” is no longer in the file. Remove it?") % {"heading": _named(section.heading)}
            if not self.choose(told, {"1": _("yes, remove it"), "2": _("no, stop and save nothing")}) == "1":
                raise CommandError(_("Nothing was saved."))
            self.removed.add(section.key)

    def ask(self, question: Question) -> None:
        offered = self.offered(question)
        choices = {str(number): _named(known.heading) for number, known in enumerate(offered, start=1)}
        choices["0"] = _("it is a new section")
        told = _("Which section of the paper is “%(heading)s”?") % {"heading": _named(question.heading)}
        choice = self.choose(told, choices)
        self.placements[question.index] = None if choice == "0" else offered[int(choice) - 1].key

    def choose(self, told: str, choices: dict[str, str]) -> str:
        self.command.stdout.write(told)
        for sign, meaning in choices.items():
            self.command.stdout.write(f"  {sign}  {meaning}")
        while True:
            try:
                choice = input("> ").strip()
            except (EOFError, KeyboardInterrupt) as error:
                raise CommandError(_("Nothing was saved.")) from error
            if choice in choices:
                return choice


def _named(heading: str) -> str:
    return heading or _("(without heading)")
