"""Issuing versions: the one verb that makes what members read, comment and vote on."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from shared.canonical import digest

from ..enums import MARKS, Change, Difference, SectionKind
from ..models import Paper, Section, Version, VersionSection
from ..queries import CurrentSection, SectionChange, compare, last_wordings, sections_of
from ..wording.to_html import html
from ..wording.tree import plain_text

# Who issued, where no person did (a command, the demo).
NOBODY = uuid.UUID(int=0)


class NothingPublished(Exception):
    """The paper has no published text that could be issued."""


class NothingChanged(Exception):
    """The published text is the last version's."""


class SectionKeyTwice(Exception):
    """Two sections of the paper have the same key."""


class MarksMissing(Exception):
    """A changed section is not marked. `keys` says which."""

    def __init__(self, changes: list[SectionChange]):
        self.keys = [change.key for change in changes]
        names = ", ".join(name_of(change.shown) for change in changes)
        super().__init__(_("Please mark each changed section as editorial or substantive: %(sections)s.") % {"sections": names})


class MarksUnknown(Exception):
    """A mark names a section that has not changed, or is no mark. `keys` says which."""

    def __init__(self, keys: list[uuid.UUID]):
        self.keys = keys
        super().__init__(_("A mark was given for a section whose wording has not changed. Please look at the changes again."))


def name_of(section: CurrentSection | VersionSection) -> str:
    return section.heading or _("section %(number)s") % {"number": section.number or "–"}


@transaction.atomic
def issue(*, paper: Paper, marks: Mapping[uuid.UUID, Change], note: str = "", by: User | None, now: datetime) -> Version:
    """Freeze the published text as the paper's next version.

    `marks` says for each changed text section whether the change is editorial or substantive (by the section's key); it may
    do so for changed preambles and headings, which are editorial otherwise, and for the whole paper, whose own mark follows
    from the sections' otherwise. Drafts are never read. Raises NothingPublished, NothingChanged, MarksMissing, MarksUnknown,
    SectionKeyTwice.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    sections = _published(paper)
    before = last_wordings(paper)
    found = compare(before, sections)
    last = paper.versions.order_by("-number").first()
    version = Version(
        paper=paper,
        number=last.number + 1 if last else 1,
        title=paper.title,
        lede=paper.lede,
        note=note,
        digest=version_digest(paper.title, paper.lede, sections),
        issued_at=now,
        actor=by.actor.token if by else NOBODY,
        revision=paper.live_revision_id,
    )
    if last and last.digest == version.digest and all(change.what is Difference.SAME for change in found):
        raise NothingChanged(_("Nothing has changed since version %(number)s.") % {"number": last.number})
    whole_before = next((wording for wording in before if wording.kind == SectionKind.WHOLE), None)
    marked = _marked(found, marks, whole_before)
    version.save()
    identities = _identities(paper, sections, now)
    VersionSection.objects.bulk_create(
        [
            *_wordings(version, identities, [change for change in found if change.after], marked),
            _whole(
                version,
                identities,
                whole_before,
                len(sections),
                _mark_of_whole(found, marked, marks, whole_before, version, last),
            ),
        ]
    )
    log(paper, "positions.issue_version", user=by, timestamp=now, data={"number": version.number, "digest": version.digest})
    return version


def version_digest(title: str, lede: str, sections: list[CurrentSection]) -> str:
    """SHA-256 over title, lead, and each section's number, level, heading and wording digest in order."""
    contents = [[section.number, section.level, section.heading, section.digest] for section in sections]
    return digest({"title": title, "lede": lede, "sections": contents})


def _published(paper: Paper) -> list[CurrentSection]:
    sections = sections_of(paper) if paper.live else []
    if not sections:
        raise NothingPublished(_("The paper has no published text. Please publish it first."))
    if len({section.key for section in sections}) < len(sections):
        raise SectionKeyTwice(_("Two sections of the paper are the same one. Please remove one of them in the editor."))
    return sections


def _marked(
    found: list[SectionChange], marks: Mapping[uuid.UUID, Change], whole: VersionSection | None
) -> dict[uuid.UUID, Change]:
    """Every section's change, from what differs and how the editor marked it."""
    changed = {change.key for change in found if change.what is Difference.CHANGED}
    may_be_marked = changed | ({whole.section.key} if whole else set())
    if unknown := [key for key, mark in marks.items() if key not in may_be_marked or mark not in MARKS]:
        raise MarksUnknown(unknown)
    if missing := [change for change in found if change.needs_mark and change.key not in marks]:
        raise MarksMissing(missing)
    marked = {}
    for change in found:
        if change.what is Difference.ADDED:
            marked[change.key] = Change.NEW
        elif change.what is Difference.CHANGED:
            marked[change.key] = Change(marks.get(change.key, Change.EDITORIAL))
        else:
            marked[change.key] = Change.SAME
    return marked


def _mark_of_whole(
    found: list[SectionChange],
    marked: Mapping[uuid.UUID, Change],
    marks: Mapping[uuid.UUID, Change],
    before: VersionSection | None,
    version: Version,
    last: Version | None,
) -> Change:
    """The whole paper changes as its sections do; another title, lead, order or stock of sections is substantive."""
    if before is None or last is None:
        return Change.NEW
    if before.digest == version.digest:
        return Change.SAME
    if before.section.key in marks:
        return Change(marks[before.section.key])
    words_only = all(change.what in (Difference.SAME, Difference.CHANGED) for change in found)
    editorial = words_only and Change.SUBSTANTIVE not in marked.values()
    return Change.EDITORIAL if editorial and (last.title, last.lede) == (version.title, version.lede) else Change.SUBSTANTIVE


def _identities(paper: Paper, sections: list[CurrentSection], now: datetime) -> dict[uuid.UUID | None, Section]:
    """A Section row for every section and for the whole paper (under None); what is gone is archived, what is back returns."""
    known = {section.key: section for section in paper.identities.exclude(kind=SectionKind.WHOLE)}
    present = {section.key: section for section in sections}
    for key, section in present.items():
        identity = known.get(key)
        if identity is None:
            known[key] = Section.objects.create(paper=paper, key=key, kind=section.kind)
        elif identity.kind != section.kind or identity.archived_at:
            identity.kind, identity.archived_at = section.kind, None
            identity.save(update_fields=["kind", "archived_at"])
    gone = [identity.pk for key, identity in known.items() if key not in present]
    Section.objects.filter(pk__in=gone, archived_at=None).update(archived_at=now)
    whole, _created = Section.objects.get_or_create(paper=paper, kind=SectionKind.WHOLE)
    return {**known, None: whole}


def _wordings(
    version: Version,
    identities: Mapping[uuid.UUID | None, Section],
    found: list[SectionChange],
    marked: Mapping[uuid.UUID, Change],
) -> list[VersionSection]:
    return [
        VersionSection(
            version=version,
            section=identities[section.key],
            position=position,
            kind=section.kind,
            level=section.level,
            number=section.number,
            heading=section.heading,
            tree=section.tree,
            html=html(section.tree, prefix=f"s{section.key.hex[:8]}-"),
            text=plain_text(section.tree),
            digest=section.digest,
            previous=change.before,
            change=marked[section.key],
        )
        for position, change in enumerate(found, start=1)
        if (section := change.after) is not None
    ]


def _whole(
    version: Version,
    identities: Mapping[uuid.UUID | None, Section],
    before: VersionSection | None,
    count: int,
    change: Change,
) -> VersionSection:
    return VersionSection(
        version=version,
        section=identities[None],
        position=count + 1,
        kind=SectionKind.WHOLE,
        level=1,
        heading=version.title[:500],
        digest=version.digest,
        previous=before,
        change=change,
    )
