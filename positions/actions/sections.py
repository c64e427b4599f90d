"""Writing one section of a paper's draft."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from accounts.models import User

from ..models import Paper
from ..wording.passages import Passage
from ..wording.to_stream import section_data


class DraftMoved(Exception):
    """Somebody saved another draft meanwhile; nothing was stored."""

    def __str__(self):
        return _("The draft was changed since this page was opened. Nothing was stored; please look at it again.")


class NoSuchSection(Exception):
    """The draft no longer has this section."""

    def __str__(self):
        return _("The draft has no such section any more.")


@transaction.atomic
def reword(*, paper: Paper, key: uuid.UUID, passage: Passage, note: str, seen: int | None, by: User) -> Revision:
    """Save the next draft of the paper with this wording of one section; all else stays as the last draft has it.

    `seen` is the revision that was looked at. `note` stands in the paper's history. Raises DraftMoved, NoSuchSection.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.latest_revision_id != seen:
        raise DraftMoved
    draft = paper.get_latest_revision_as_object()
    blocks = list(draft.sections.raw_data)
    at = next((index for index, block in enumerate(blocks) if block["id"] == str(key)), None)
    if at is None:
        raise NoSuchSection
    value = blocks[at]["value"]
    level, kind = value.get("level") or 2, value.get("kind") or "text"
    blocks[at] = section_data(key=key, heading=passage.heading, level=level, kind=kind, tree=passage.tree)
    draft.sections = blocks
    revision = draft.save_revision(user=by)
    log(draft, "positions.reword", user=by, revision=revision, data={"heading": passage.heading, "note": note})
    return revision
