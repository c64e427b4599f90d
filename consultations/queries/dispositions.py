"""What became of contributions, as pages and mails show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Organisation
from positions.models import VersionSection
from positions.wording.changes import changed_words, changes_in_text

from ..enums import Decision, SuggestionKind
from ..models import Consultation, Contribution, Disposition, Verdict
from .naming import name_of
from .proposed import base_of, changes, parts_of

# The sign beside a decision, by its class in paper.css.
SIGNS = {
    Decision.ADOPTED: "disp-adopted",
    Decision.IN_PART: "disp-part",
    Decision.NOTED: "disp-noted",
    Decision.NOT_ADOPTED: "disp-not",
    Decision.OUT_OF_SCOPE: "disp-out",
    Decision.MERGED: "disp-merged",
}
RELATED = (
    "consultation",
    "organisation",
    "section",
    "comment__wording",
    "suggestion__wording",
    "suggestion__rebased_on",
    "suggestion__adopted_in",
    "disposition__merged_into",
    "verdict",
)
PAGE = 50


@dataclass(frozen=True)
class Answered:
    """A contribution with what was decided about it; `changes`: what the version that adopted it made of the wording."""

    contribution: Contribution
    section: str
    text: SafeString
    reason: str
    url: str
    changes: SafeString | str = ""

    @property
    def number(self) -> int:
        return self.contribution.number

    @property
    def disposition(self) -> Disposition | None:
        return getattr(self.contribution, "disposition", None)

    @property
    def verdict(self) -> Verdict | None:
        return getattr(self.contribution, "verdict", None)

    @property
    def kind(self) -> str:
        if self.contribution.comment is not None:
            return str(self.contribution.comment.get_kind_display())
        return pgettext("contribution", "Suggestion")

    @property
    def status(self) -> str:
        return said(self.contribution)

    @property
    def sign(self) -> str:
        return sign(self.contribution)


@dataclass(frozen=True)
class Status:
    """What stands quietly under a comment or a suggestion: its number, what was decided, and why."""

    number: int
    said: str
    sign: str
    reason: str


def status(contribution: Contribution | None) -> Status | None:
    """Of a contribution loaded with its disposition; None of what needs no answer."""
    if contribution is None:
        return None
    made: Disposition | None = getattr(contribution, "disposition", None)
    return Status(contribution.number, said(contribution), sign(contribution), made.reason if made else "")


def said(contribution: Contribution) -> str:
    """The decision in words; where there is none, why."""
    made: Disposition | None = getattr(contribution, "disposition", None)
    if made is None:
        return _("Taken back") if contribution.is_withdrawn else _("Not answered yet")
    if made.merged_into is not None:
        return _("Merged into contribution %(number)d") % {"number": made.merged_into.number}
    return str(Decision(made.decision).label)


def sign(contribution: Contribution) -> str:
    made: Disposition | None = getattr(contribution, "disposition", None)
    return SIGNS[Decision(made.decision)] if made else "disp-open"


def of_organisation(consultation: Consultation, organisation: Organisation) -> list[Answered]:
    """All an organisation contributed, by number. Two statements."""
    rows = Contribution.objects.filter(consultation=consultation, organisation=organisation).order_by("number")
    return answered(rows.select_related(*RELATED))


def answered(rows: QuerySet[Contribution] | list[Contribution]) -> list[Answered]:
    """The rows (loaded with `RELATED`) as pages show them. One statement more if versions adopted suggestions among them."""
    rows = list(rows)
    adopting = _adopting(rows)
    return [_answered(row, adopting) for row in rows]


def _answered(row: Contribution, adopting: dict[tuple[int, int], VersionSection]) -> Answered:
    page = reverse("consultations:section", args=[row.consultation.slug, row.section.key])
    if (comment := row.comment) is not None:
        text, reason, wording, url = (
            mark_safe(linebreaks(comment.comment, autoescape=True)),
            "",
            comment.wording,
            f"c{comment.pk}",
        )
        made: SafeString | str = ""
    else:
        suggestion = row.suggestion
        assert suggestion is not None
        wording, reason, url = suggestion.wording, suggestion.reason, f"vorschlag-{suggestion.number}"
        text = changes(SuggestionKind(suggestion.kind), base_of(suggestion), parts_of(suggestion), prefix=f"v{row.number}-")
        taken = adopting.get((suggestion.adopted_in_id or 0, row.section_id))
        made = changes_in_text(wording.text, taken.text) if taken and taken.text != wording.text else ""
    section = name_of(wording.kind, wording.number, wording.heading)
    return Answered(contribution=row, section=section, text=text, reason=reason, url=f"{page}#{url}", changes=made)


def _adopting(rows: Iterable[Contribution]) -> dict[tuple[int, int], VersionSection]:
    """(version, section) → the wording in the version that adopted a suggestion."""
    places = {(row.suggestion.adopted_in_id, row.section_id) for row in rows if row.suggestion and row.suggestion.adopted_in_id}
    if not places:
        return {}
    found = VersionSection.objects.filter(version__in={v for v, _s in places}, section__in={s for _v, s in places})
    return {(row.version_id, row.section_id): row for row in found.defer("tree", "html")}


def adopted_words(contribution: Contribution) -> list[tuple[str, str]]:
    """For a mail: word by word, what the version that adopted the suggestion made of the wording it was written on."""
    suggestion = contribution.suggestion
    taken = _adopting([contribution]).get((suggestion.adopted_in_id or 0, contribution.section_id)) if suggestion else None
    if suggestion is None or taken is None or taken.text == suggestion.wording.text:
        return []
    return changed_words(suggestion.wording.text, taken.text)
