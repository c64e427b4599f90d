"""The suggestions on one section, put together on the paper's draft: which can stand at once, and which collide."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from positions.queries import sections_of
from positions.wording.merging import Changes, applied, carried_over, changes_of
from positions.wording.passages import Passage

from ..enums import Stance, SuggestionKind
from ..models import Consultation
from .proposed import base_of, parts_of
from .suggested import Suggested


@dataclass(frozen=True)
class Merged:
    """The draft's wording with all that could be taken, and sentences on what could not."""

    passage: Passage
    taken: list[Suggested] = field(default_factory=list)
    collisions: list[str] = field(default_factory=list)


def draft_of(consultation: Consultation, key: object) -> Passage | None:
    """The section as the paper's last draft has it; None if it has it no more."""
    draft = consultation.paper.get_latest_revision_as_object()
    return next((Passage(one.heading, one.tree) for one in sections_of(draft) if one.key == key), None)


def merged(draft: Passage, chosen: Iterable[Suggested]) -> Merged:
    """Take them one after the other; one that collides with the draft, or with one taken before, stays out and is named."""
    taken: list[Suggested] = []
    changes: list[Changes] = []
    collisions: list[str] = []
    for one in chosen:
        base = base_of(one.suggestion)
        proposed = carried_over(Passage(base.heading, base.tree), parts_of(one.suggestion)[0], draft)
        if proposed is None:
            told = _(
                "Suggestion %(number)d changes a paragraph that the draft has changed already. It is not in the text below."
            )
            collisions.append(told % {"number": one.suggestion.number})
            continue
        own = changes_of(draft, proposed)
        against = [other.suggestion.number for other, theirs in zip(taken, changes, strict=True) if own.collides(theirs)]
        if against:
            told = _("Suggestion %(number)d changes the same paragraph as suggestion %(other)s. It is not in the text below.")
            others = get_text_list([str(number) for number in against], _("and"))
            collisions.append(told % {"number": one.suggestion.number, "other": others})
            continue
        taken.append(one)
        changes.append(own)
    return Merged(applied(draft, changes), taken, collisions)


def can_be_taken(one: Suggested) -> bool:
    """Another wording can be put together with others; what adds, splits, moves or leaves out is done in the editor."""
    return one.suggestion.kind == SuggestionKind.REWORD and bool(one.suggestion.parts)


def credit(chosen: Iterable[Suggested]) -> str:
    """Every organisation behind these suggestions, by name: those that made them and those that co-sign them."""
    pieces = []
    for one in chosen:
        cosigners = [each.organisation.name for each in one.suggestion.stances.all() if each.stance == Stance.COSIGNS]
        names = get_text_list([one.suggestion.organisation.name, *cosigners], _("and"))
        pieces.append(_("suggestion %(number)d (%(names)s)") % {"number": one.suggestion.number, "names": names})
    return get_text_list(pieces, _("and"))
