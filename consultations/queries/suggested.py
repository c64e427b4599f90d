"""Suggestions as pages show them: each with what it would change in the wording it was written on."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import pgettext_lazy

from positions.models import VersionSection
from positions.wording.merging import Changes, changes_of
from positions.wording.passages import Passage

from ..enums import Stance, SuggestionKind, SuggestionState
from ..models import Consultation, Suggestion, SuggestionStance
from .dispositions import Status, status
from .proposed import base_of, changes, parts_of, place

SIGNS = {
    SuggestionState.OPEN: "open",
    SuggestionState.RETURNED: "open",
    SuggestionState.ADOPTED: "adopted",
    SuggestionState.NOT_ADOPTED: "not",
    SuggestionState.WITHDRAWN: "out",
}
SENTENCE_END = re.compile(r"[.!?:] ")


@dataclass(frozen=True)
class Suggested:
    suggestion: Any  # a Suggestion with organisation, section, wording, and `hinging`: how many votes name it

    @property
    def status(self) -> Status | None:
        """Its number in the register, and what was decided."""
        return status(getattr(self.suggestion, "contribution", None))

    @property
    def disposition(self) -> str:
        """The sign of what became of it."""
        return SIGNS[SuggestionState(self.suggestion.state)]

    @cached_property
    def changes(self) -> SafeString:
        """Word by word, from the wording it was written on, or carried over to."""
        one = self.suggestion
        return changes(SuggestionKind(one.kind), base_of(one), parts_of(one), prefix=f"v{one.number}-")

    @property
    def place(self) -> str:
        """Where an added or moved section goes, as a sentence; else nothing."""
        return place(SuggestionKind(self.suggestion.kind), self.suggestion.after_heading)

    @property
    def stances(self) -> list[tuple[str, str]]:
        """What other organisations think of it: each stance in words, with the names of those who share it."""
        names: dict[str, list[str]] = {stance: [] for stance in STANCES}
        for one in self.suggestion.stances.all():
            names[one.stance].append(one.organisation.name)
        return [(str(STANCES[Stance(stance)]), ", ".join(given)) for stance, given in names.items() if given]


STANCES = {
    Stance.COSIGNS: pgettext_lazy("stance of others", "Co-signed by"),
    Stance.FOR: pgettext_lazy("stance of others", "For it"),
    Stance.AGAINST: pgettext_lazy("stance of others", "Against it"),
}


def on_section(consultation: Consultation, section_id: int) -> list[Suggested]:
    """All on one section, whatever became of them, the oldest first. One statement, and one for stances."""
    return [Suggested(one) for one in _loaded(consultation).filter(section=section_id).order_by("number")]


def in_consultation(consultation: Consultation) -> list[Suggested]:
    """All, by the place of the section in the version they were written on. One statement, and one for stances."""
    return [Suggested(one) for one in _loaded(consultation).order_by("wording__position", "number")]


def touching(consultation: Consultation, base: VersionSection, parts: list[Passage]) -> list[Suggested]:
    """The open suggestions that change a paragraph of this wording which these parts change too."""
    own = changes_of(Passage(base.heading, base.tree), parts[0]) if len(parts) == 1 else None
    open_ones = _loaded(consultation).filter(section=base.section_id, state=SuggestionState.OPEN).order_by("number")
    return [Suggested(one) for one in open_ones if _touches(one, base, own)]


def _touches(suggestion: Suggestion, base: VersionSection, own: Changes | None) -> bool:
    """To leave out, or to split, touches all of it."""
    if suggestion.kind in (SuggestionKind.ADD, SuggestionKind.MOVE) or base_of(suggestion).digest != base.digest:
        return False
    if own is None or suggestion.kind != SuggestionKind.REWORD:
        return True
    theirs = changes_of(Passage(base.heading, base.tree), parts_of(suggestion)[0])
    return own.touches(theirs)


def gist(suggestion: Suggestion, length: int) -> str:
    """What it says from the sentence on in which it first differs from the wording it was written on; one line.

    Of one that proposes no text, what it does."""
    if not suggestion.text:
        return suggestion.get_kind_display()
    text, then = (" ".join(said.split()) + " " for said in (suggestion.text, suggestion.wording.text))
    pairs = enumerate(zip(text, then, strict=False))
    shared = next((place for place, (said, stood) in pairs if said != stood), min(len(text), len(then)))
    begin = max((end.end() for end in SENTENCE_END.finditer(text, 0, shared)), default=0)
    rest = text[begin:].strip() or text.strip()
    return Truncator(f"… {rest}" if begin and rest != text.strip() else rest).chars(length)


def _loaded(consultation: Consultation) -> QuerySet[Suggestion]:
    related = (
        "organisation",
        "section",
        "wording__version",
        "rebased_on__version",
        "adopted_in",
        "contribution__disposition__merged_into",
    )
    before = VersionSection.objects.filter(section=OuterRef("after"), version=OuterRef("wording__version"))
    stances = Prefetch("stances", SuggestionStance.objects.select_related("organisation").order_by("organisation__name"))
    return (
        consultation.suggestions.select_related(*related)
        .prefetch_related(stances)
        .annotate(hinging=Count("conditional_votes"), after_heading=Subquery(before.values("heading")[:1]))
    )
