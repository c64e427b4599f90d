"""A file to an ImportedPaper: what was understood, shown before anything is saved."""

import re
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext as _

from ..enums import SectionKind
from ..wording.from_pandoc import ReadDocument, ReadSection, read_ast
from . import markdown, notes, pandoc
from .files import recognise
from .paper import TITLE_LENGTH, ImportedPaper, ImportedSection, Refused

__all__ = ["ImportedPaper", "ImportedSection", "Refused", "read"]


def read(data: bytes, name: str) -> ImportedPaper:
    """The paper in this file: one section a heading, everything in order. Raises Refused with one sentence; saves nothing."""
    source = recognise(data, name)
    text, title = source.data, ""
    if source.format == "markdown":
        prepared, title = markdown.prepare(text.decode())
        text = prepared.encode()
    ast, warnings = pandoc.read(text, source.format)
    document = read_ast(ast)
    if source.format == "html" or title:
        # The head of a web page and front matter are about the text; a word processor's title is the first line people see.
        document.title, document.subtitle, title = "", "", title or document.title
    return _Assembly(document, title, name, [*source.notes, *notes.on_warnings(warnings)]).paper()


class _Assembly:
    def __init__(self, document: ReadDocument, title: str, name: str, notes: list[str]):
        self.document, self.title, self.name, self.notes = document, title, name, notes

    def paper(self) -> ImportedPaper:
        opening, *sections = self.document.sections
        if self.document.subtitle:
            subtitle = {"type": "text", "text": self.document.subtitle}
            opening.tree.insert(0, {"type": "paragraph", "content": [subtitle]})
        self._refuse(opening, sections)
        title_section = self._title_section(sections)
        title = title_section.heading if title_section else self.document.title or self.title or self._only_title(sections)
        imported = [ImportedSection("", 1, SectionKind.PREAMBLE, opening.tree)] if opening.tree else []
        if not sections:
            self.notes.append(_("The file has no headings: all of its text is one section, a preamble on which nobody votes."))
        for section in sections:
            if section is title_section and not section.tree and len(title) <= TITLE_LENGTH:
                continue
            imported.append(ImportedSection(section.heading, section.level, self._kind(section, title_section), section.tree))
        self.notes += notes.on_left_out(self.document.left_out)
        return ImportedPaper(self._short(title), imported, self.notes)

    def _refuse(self, opening: ReadSection, sections: list[ReadSection]) -> None:
        if not any(section.tree for section in [opening, *sections]):
            if sections:
                raise Refused(_("The file has headings, but no text under any of them."))
            raise Refused(_("The file holds no text."))
        if len(sections) > settings.IMPORT_MAX_SECTIONS:
            raise Refused(
                _("The file has %(found)s headings; a paper has at most %(limit)s sections.")
                % {"found": len(sections), "limit": settings.IMPORT_MAX_SECTIONS}
            )

    def _title_section(self, sections: list[ReadSection]) -> ReadSection | None:
        """The first heading, if it alone is on the highest level and the file does not name its title otherwise."""
        if self.document.title or len(sections) < 2 or sections[0].level != 1:
            return None
        return None if any(section.level == 1 for section in sections[1:]) else sections[0]

    def _kind(self, section: ReadSection, title_section: ReadSection | None) -> SectionKind:
        if not section.tree:
            return SectionKind.HEADING
        return SectionKind.PREAMBLE if section is title_section else SectionKind.TEXT

    def _only_title(self, sections: list[ReadSection]) -> str:
        """The heading of a file that has just one, else the file's name."""
        if len(sections) == 1 and sections[0].level == 1:
            return sections[0].heading
        title = re.sub(r"[-_\s]+", " ", PurePath(self.name.replace("\\", "/")).stem).strip() or _("Untitled")
        self.notes.append(_("The file names no title; its name was taken."))
        return title

    def _short(self, title: str) -> str:
        if len(title) <= TITLE_LENGTH:
            return title
        self.notes.append(_("The title is longer than %(limit)s characters and was shortened.") % {"limit": TITLE_LENGTH})
        return title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
