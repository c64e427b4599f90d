"""The acting organisation's own votes as its pages show them: what was said, and what is to be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from positions.models import VersionSection
from positions.wording.changes import changes_between

from ..enums import Basis, SuggestionState
from ..freshness import Lineage, lineages
from ..models import Consultation, Suggestion
from ..scales import Choice
from .suggested import gist

# What is read of a vote, through a relation named "standing".
VOTE = {
    "vote_choice": F("standing__choice"),
    "vote_digest": F("standing__digest"),
    "vote_cast_at": F("standing__cast_at"),
    "vote_wording": F("standing__wording_id"),
    "vote_basis": F("standing__basis"),
    "vote_objected_at": F("standing__objected_at"),
    "vote_reason": F("standing__remark__text"),
    "vote_demand": F("standing__condition__number"),
    "vote_demand_state": F("standing__condition__state"),
}


@dataclass(frozen=True)
class OwnVote:
    """The organisation's vote as it stands.

    Stale: given on a wording that has changed in substance since, or set aside by the organisation's own objection. Carried
    over: given on a wording that has only been edited since; `objectable_until` says how long it can be objected to.
    """

    choice: Choice
    agreement: Choice  # what it says once its condition is met
    reason: str
    cast_at: datetime
    is_stale: bool
    then: VersionSection | None = None  # the wording it was given on, if that is another one than the one in force
    changes: str = ""  # since then, word by word, as HTML
    objected_at: datetime | None = None
    edited_at: datetime | None = None
    objectable_until: datetime | None = None
    is_recorded: bool = False  # by the office, and not confirmed yet
    demand: int | None = None  # the number of the suggestion it hinges on
    demand_state: str = ""

    @property
    def condition_field(self) -> str:
        return str(self.demand or "")

    @property
    def kept_condition(self) -> list[tuple[str, str]]:
        """The suggestion it hinges on, for the field in which it is named, as long as the demand is not met."""
        if self.demand is None or self.is_demand_met:
            return []
        return [(self.condition_field, _("Suggestion %(number)d") % {"number": self.demand})]

    @property
    def is_demand_met(self) -> bool:
        return self.demand_state == SuggestionState.ADOPTED

    @property
    def waits(self) -> bool:
        """The organisation is asked to confirm it."""
        return self.is_stale or self.is_demand_met

    @property
    def confirming(self) -> Choice:
        """What one click confirms: the choice as it was made, or, its condition met, the plain agreement."""
        return self.agreement if self.is_demand_met else self.choice

    @property
    def confirming_reason(self) -> str:
        """With the plain agreement the reason, what should change, has had its day."""
        return "" if self.is_demand_met else self.reason

    @property
    def confirming_condition(self) -> str:
        return "" if self.is_demand_met else self.condition_field

    def is_objectable(self, now: datetime) -> bool:
        """Carried over by an editorial change that can still be objected to."""
        return not self.is_stale and self.objectable_until is not None and now < self.objectable_until


def own_votes(
    voted_on: Mapping[int, Any], in_force: Mapping[int, tuple[str, int]], consultation: Consultation
) -> dict[int, OwnVote]:
    """Section id → the vote. `voted_on`: its question, with the columns of `VOTE`; `in_force`: digest and id of its wording.

    No statement if every vote was given on the wording in force, else two.
    """
    elsewhere = {section: q.vote_wording for section, q in voted_on.items() if q.vote_digest != in_force[section][0]}
    lines = lineages(consultation.standing_version) if elsewhere else {}
    wanted = {*elsewhere.values(), *(in_force[section][1] for section in elsewhere)}
    wordings = VersionSection.objects.select_related("version").defer("text", "html").in_bulk(wanted) if elsewhere else {}
    return {
        section: _own_vote(
            question,
            lines.get(section) if section in elsewhere else None,
            wordings.get(elsewhere.get(section)),
            wordings.get(in_force[section][1]),
            consultation,
        )
        for section, question in voted_on.items()
    }


def _own_vote(
    question: Any,
    line: Lineage | None,
    then: VersionSection | None,
    now: VersionSection | None,
    consultation: Consultation,
) -> OwnVote:
    """`line` is the section's, if the vote was given on another wording than the one in force."""
    is_carried = line is not None and question.vote_digest in line.digests and question.vote_objected_at is None
    return OwnVote(
        choice=question.scale_table.choice(question.vote_choice),
        agreement=question.scale_table.agreement,
        reason=question.vote_reason or "",
        cast_at=question.vote_cast_at,
        is_stale=question.vote_objected_at is not None or (line is not None and not is_carried),
        then=then,
        changes=changes_between(then, now, prefix=f"d{now.pk}-") if then and now else "",
        objected_at=question.vote_objected_at,
        edited_at=line.edited_at if line is not None and is_carried else None,
        objectable_until=line.objectable_until(consultation.objection_days) if line is not None and is_carried else None,
        is_recorded=question.vote_basis == Basis.OFFICE,
        demand=question.vote_demand,
        demand_state=question.vote_demand_state or "",
    )


def conditions(consultation: Consultation, section_id: int) -> list[tuple[str, str]]:
    """The open suggestions of a section that a vote can name: number as text, and what to call it."""
    open_ones = Suggestion.objects.filter(consultation=consultation, section=section_id, state=SuggestionState.OPEN)
    return [
        (str(one.number), f"{one.number} · {one.organisation.name}: {gist(one, 80)}")
        for one in open_ones.select_related("organisation", "wording").order_by("number")
    ]
