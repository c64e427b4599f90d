"""Votes that the office recorded for an organisation and that wait for its word."""

from dataclasses import dataclass

from accounts.models import Organisation
from positions.models import VersionSection

from ..enums import Basis
from ..models import Consultation, Vote
from .naming import names_of


@dataclass(frozen=True)
class Recorded:
    """One vote, with the section's name and the digest of its wording in force."""

    vote: Vote
    key: str
    name: str
    digest: str
    label: str
    reason: str


def recorded(consultation: Consultation, organisation: Organisation) -> list[Recorded]:
    """In the order of the paper. Three statements."""
    votes = Vote.objects.filter(
        question__consultation=consultation, question__withdrawn_at=None, question__section__isnull=False
    ).filter(organisation=organisation, basis=Basis.OFFICE)
    rows = list(votes.select_related("question__section", "remark").order_by("question__position"))
    if not rows:
        return []
    wordings = VersionSection.objects.filter(version=consultation.version_id)
    digests = dict(wordings.values_list("section_id", "digest"))
    names = names_of(consultation)
    return [_recorded(vote, names, digests) for vote in rows]


def _recorded(vote: Vote, names: dict[str, str], digests: dict[int, str]) -> Recorded:
    section = vote.question.section
    if section is None:
        raise ValueError(f"Question {vote.question_id} asks about no section.")
    return Recorded(
        vote=vote,
        key=str(section.key),
        name=names.get(str(section.key), ""),
        digest=digests.get(section.pk, ""),
        label=str(vote.question.scale_table.choice(vote.choice).label),
        reason=vote.remark.text if vote.remark else "",
    )
