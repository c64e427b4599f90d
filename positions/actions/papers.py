"""Writing papers: a new one from a file, or a file's text into a paper that is there."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from accounts.models import User

from ..enums import SectionKind, Topic
from ..importing.matching import KnownSection, Matching, match
from ..importing.paper import TITLE_LENGTH, ImportedPaper, ImportedSection
from ..models import Paper
from ..queries import sections_of
from ..wording.to_stream import section_data

_SLUG_LENGTH = 60
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class NoShelf(Exception):
    """The site has no page to put papers under."""


class TitleTooLong(Exception):
    """A paper's title has at most 255 characters."""


class AnswersMissing(Exception):
    """Sections of the file, or of the paper, are not placed. `matching` holds the questions."""

    def __init__(self, matching: Matching):
        self.matching = matching
        super().__init__(_("Please say for each open section which one it is: %(sections)s.") % {"sections": _open(matching)})


def _open(matching: Matching) -> str:
    names = [question.heading for question in matching.questions] or [section.heading for section in matching.left]
    return ", ".join(name or _("section without heading") for name in names)


class AnswersContradict(Exception):
    """An answer names a section that the paper does not have, or one that was given twice."""


@transaction.atomic
def create(
    *,
    imported: ImportedPaper,
    title: str,
    by: User | None,
    now: datetime,
    publish: bool = False,
    topic: str = Topic.INTEGRATION,
) -> Paper:
    """A new paper on the shelf with this text, as a draft or published. Raises NoShelf, TitleTooLong."""
    shelf = _shelf()
    title = _checked(title) or imported.title
    slug = _free_slug(shelf, title)
    paper = Paper(
        title=title,
        slug=slug,
        topic=topic,
        sections=[_raw(section, uuid.uuid4()) for section in imported.sections],
        owner=by,
        live=False,
        has_unpublished_changes=True,
    )
    shelf.add_child(instance=paper)
    _save(paper, imported, by=by, now=now, publish=publish)
    return paper


@transaction.atomic
def update(
    *,
    paper: Paper,
    imported: ImportedPaper,
    placements: Mapping[int, uuid.UUID | None],
    by: User | None,
    now: datetime,
    publish: bool = False,
    removed: Collection[uuid.UUID] = (),
    title: str = "",
) -> Paper:
    """The paper's draft with this text; every section that is still there keeps its key.

    `placements` answers `matching(...).questions`: place in the file → key of the section it is, or None for a new one.
    `removed` confirms the sections that the file no longer has. What is missing raises AnswersMissing, what cannot be
    raises AnswersContradict; nothing is saved then. The paper keeps its title unless another is given.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    draft = paper.get_latest_revision_as_object()
    found = matching(draft, imported)
    partners = _partners(found, placements, removed)
    before = {raw["id"]: raw for raw in draft.sections.raw_data}
    known = {section.key: section for section in sections_of(draft)}
    draft.sections = [
        _raw(section, uuid.uuid4()) if key is None else _updated(section, key, before.get(str(key)), known.get(key))
        for section, key in ((section, partners[place]) for place, section in enumerate(imported.sections))
    ]
    draft.title = _checked(title) or draft.title
    _save(draft, imported, by=by, now=now, publish=publish)
    return draft


def matching(paper: Paper, imported: ImportedPaper) -> Matching:
    """Which section of the file is which of this state of the paper, as far as that is certain."""
    return match(
        [KnownSection(section.key, section.heading, section.tree) for section in sections_of(paper)], imported.sections
    )


def _partners(
    found: Matching, placements: Mapping[int, uuid.UUID | None], removed: Collection[uuid.UUID]
) -> dict[int, uuid.UUID | None]:
    asked = {question.index for question in found.questions}
    answers = {place: key for place, key in placements.items() if place in asked}
    free = {section.key for section in found.left}
    given = [key for key in answers.values() if key is not None]
    if len(set(given)) < len(given) or not free.issuperset(given):
        raise AnswersContradict(_("Two sections of the file cannot be the same section, nor one that has its place already."))
    if set(answers) != asked or any(section.key not in removed for section in found.removed(answers)):
        raise AnswersMissing(found)
    return {**found.partners, **answers}


def _raw(section: ImportedSection, key: uuid.UUID, kind: str = "") -> dict[str, Any]:
    return section_data(key=key, heading=section.heading, level=section.level, kind=kind or section.kind, tree=section.tree)


def _updated(section: ImportedSection, key: uuid.UUID, raw: dict[str, Any] | None, known: Any) -> dict[str, Any]:
    """A section that is still there. What the editor said it is stays, and unchanged text keeps its very blocks."""
    kind = section.kind
    if raw and section.tree and raw["value"].get("kind") not in (None, SectionKind.HEADING):
        kind = raw["value"]["kind"]
    if raw and known and known.tree == section.tree:
        return {**raw, "value": {**raw["value"], "heading": section.heading, "level": section.level, "kind": kind}}
    return _raw(section, key, kind)


def _save(paper: Paper, imported: ImportedPaper, *, by: User | None, now: datetime, publish: bool) -> None:
    revision = paper.save_revision(user=by)
    log(paper, "positions.import", user=by, timestamp=now, data={"sections": len(imported.sections), "notes": imported.notes})
    if publish:
        revision.publish(user=by)
        paper.refresh_from_db()


def _checked(title: str) -> str:
    title = " ".join(title.split())
    if len(title) > TITLE_LENGTH:
        raise TitleTooLong(_("A title has at most %(limit)s characters.") % {"limit": TITLE_LENGTH})
    return title


def _shelf() -> Page:
    for model in Paper.allowed_parent_page_models():
        if shelf := model.objects.first():
            return shelf
    raise NoShelf(_("There is no shelf of papers in the page tree. Please create it first."))


def _free_slug(shelf: Page, title: str) -> str:
    base = slugify(title.translate(_UMLAUTS)) or "papier"
    base = base if len(base) <= _SLUG_LENGTH else base[: _SLUG_LENGTH + 1].rpartition("-")[0] or base[:_SLUG_LENGTH]
    taken = set(Page.objects.child_of(shelf).filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))) if slug not in taken)
