"""What a suggestion proposes, as pages show it: its parts, what they are changes of, and what they change."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from positions.models import VersionSection
from positions.wording.changes import changes_between, changes_in_sections
from positions.wording.passages import Passage

from ..enums import SuggestionKind
from ..models import Suggestion


def changes(kind: SuggestionKind, base: VersionSection, parts: list[Passage], *, prefix: str) -> SafeString:
    """What a suggestion of this kind would change, word by word. Of a section that is moved nothing."""
    if kind == SuggestionKind.REWORD:
        return changes_between(base, parts[0], prefix=prefix)
    if kind == SuggestionKind.MOVE:
        return SafeString("")
    return changes_in_sections([] if kind == SuggestionKind.ADD else [base], parts, prefix=prefix)


def place(kind: SuggestionKind, after: str | None) -> str:
    """`after` is the heading of the section before it, None if there is none."""
    if kind not in (SuggestionKind.ADD, SuggestionKind.MOVE):
        return ""
    if after is None:
        return _("At the beginning of the paper.")
    return _("After “%(section)s”.") % {"section": after or _("the preamble")}


def base_of(suggestion: Suggestion) -> VersionSection:
    """The wording that its changes are changes of."""
    return suggestion.rebased_on or suggestion.wording


def parts_of(suggestion: Suggestion) -> list[Passage]:
    """What it proposes in place of that wording."""
    parts = suggestion.rebased_parts if suggestion.rebased_on_id else suggestion.parts
    return [Passage(part["heading"], part["tree"]) for part in parts]
