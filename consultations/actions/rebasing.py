"""Open suggestions when the wording they were written on changes: carried over, or returned to their authors."""

from datetime import datetime

from django.db import transaction

from notifications.actions import events
from positions.models import Version, VersionSection
from positions.wording.merging import carried_over
from positions.wording.passages import Passage

from ..enums import SuggestionKind, SuggestionState
from ..models import Consultation, Suggestion
from ..queries.proposed import base_of, parts_of


@transaction.atomic
def rebase(*, consultation: Consultation, version: Version, now: datetime) -> list[Suggestion]:
    """Carry every open suggestion over to this version, where the paragraphs it touches are what they were.

    What was written stays as it was, beside what it comes to on the new wording. The others are returned, and their
    organisations told: nothing is guessed. One that the version says already waits for its decision. Returns those that were
    returned.
    """
    wordings = {wording.section_id: wording for wording in version.wordings.all()}
    open_ones = consultation.suggestions.filter(state=SuggestionState.OPEN).select_related("wording", "rebased_on")
    returned = []
    for suggestion in open_ones.order_by("number"):
        wording = wordings.get(suggestion.section_id)
        if (
            wording is None
            or (suggestion.after_id is not None and suggestion.after_id not in wordings)
            or (wording.digest != base_of(suggestion).digest and not _carried(suggestion, wording))
        ):
            returned.append(_returned(suggestion, now))
    return returned


def _carried(suggestion: Suggestion, wording: VersionSection) -> bool:
    """Whether it stands on this wording now, or need not."""
    if suggestion.kind in (SuggestionKind.ADD, SuggestionKind.MOVE):
        return True  # where a section stands has nothing to do with its words
    if suggestion.kind != SuggestionKind.REWORD:
        return False  # to leave out or to split another text is another proposal
    base = base_of(suggestion)
    standing = Passage(wording.heading, wording.tree)
    proposed = carried_over(Passage(base.heading, base.tree), parts_of(suggestion)[0], standing)
    if proposed is None:
        return False
    if proposed != standing:
        suggestion.rebased_parts, suggestion.rebased_on = [proposed.plain], wording
        suggestion.save(update_fields=["rebased_parts", "rebased_on"])
    return True


def _returned(suggestion: Suggestion, now: datetime) -> Suggestion:
    suggestion.state = SuggestionState.RETURNED
    suggestion.save(update_fields=["state"])
    facts = {
        "consultation": suggestion.consultation_id,
        "organisation": suggestion.organisation_id,
        "suggestion": suggestion.pk,
    }
    events.record(kind="suggestion-returned", key=f"suggestion-returned:{suggestion.pk}", facts=facts, now=now)
    return suggestion
