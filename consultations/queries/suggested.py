"""Suggestions as pages show them: each with what it would change in the wording it was written on."""

import re
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from positions.wording.changes import changes_in_text

from ..enums import SuggestionState
from ..models import Consultation, Suggestion
from .dispositions import Status, status

SIGNS = {
    SuggestionState.OPEN: "open",
    SuggestionState.ADOPTED: "adopted",
    SuggestionState.NOT_ADOPTED: "not",
    SuggestionState.WITHDRAWN: "out",
}
SENTENCE_END = re.compile(r"[.!?:] ")


@dataclass(frozen=True)
class Suggested:
    suggestion: Suggestion  # with organisation, section, wording, and `hinging`: how many votes name it
    changes: SafeString  # word by word, from the wording it was written on
    status: Status | None = None  # its number in the register, and what was decided

    @property
    def disposition(self) -> str:
        """The sign of what became of it."""
        return SIGNS[SuggestionState(self.suggestion.state)]


def on_section(consultation: Consultation, section_id: int) -> list[Suggested]:
    """All on one section, whatever became of them, the oldest first. One statement."""
    return [_shown(one) for one in _loaded(consultation).filter(section=section_id).order_by("number")]


def in_consultation(consultation: Consultation) -> list[Suggested]:
    """All, by the place of the section in the version they were written on. One statement."""
    return [_shown(one) for one in _loaded(consultation).order_by("wording__position", "number")]


def gist(suggestion: Suggestion, length: int) -> str:
    """What it says from the sentence on in which it first differs from the wording it was written on; one line."""
    text, then = (" ".join(said.split()) + " " for said in (suggestion.text, suggestion.wording.text))
    pairs = enumerate(zip(text, then, strict=False))
    shared = next((place for place, (said, stood) in pairs if said != stood), min(len(text), len(then)))
    begin = max((end.end() for end in SENTENCE_END.finditer(text, 0, shared)), default=0)
    rest = text[begin:].strip() or text.strip()
    return Truncator(f"… {rest}" if begin and rest != text.strip() else rest).chars(length)


def _loaded(consultation: Consultation) -> QuerySet[Suggestion]:
    related = ("organisation", "section", "wording__version", "adopted_in", "contribution__disposition__merged_into")
    return consultation.suggestions.select_related(*related).annotate(hinging=Count("conditional_votes"))


def _shown(suggestion: Suggestion) -> Suggested:
    changes = changes_in_text(suggestion.wording.text, suggestion.text)
    return Suggested(suggestion, changes, status(getattr(suggestion, "contribution", None)))
