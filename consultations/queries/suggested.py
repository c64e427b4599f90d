"""Suggestions as pages show them: each with what it would change in the wording it was written on."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString

from positions.wording.changes import changes_in_text

from ..models import Consultation, Suggestion


@dataclass(frozen=True)
class Suggested:
    suggestion: Suggestion  # with organisation, section, wording, and `hinging`: how many votes name it
    changes: SafeString  # word by word, from the wording it was written on


def on_section(consultation: Consultation, section_id: int) -> list[Suggested]:
    """All on one section, whatever became of them, the oldest first. One statement."""
    return [_shown(one) for one in _loaded(consultation).filter(section=section_id).order_by("number")]


def in_consultation(consultation: Consultation) -> list[Suggested]:
    """All, by the place of the section in the version they were written on. One statement."""
    return [_shown(one) for one in _loaded(consultation).order_by("wording__position", "number")]


def _loaded(consultation: Consultation) -> QuerySet[Suggestion]:
    related = ("organisation", "section", "wording__version", "adopted_in")
    return consultation.suggestions.select_related(*related).annotate(hinging=Count("conditional_votes"))


def _shown(suggestion: Suggestion) -> Suggested:
    return Suggested(suggestion, changes_in_text(suggestion.wording.text, suggestion.text))
