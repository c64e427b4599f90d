"""What the secretariat's desk shows of a consultation: who has voted, and whom to telephone."""

from dataclasses import dataclass

from ..models import Consultation, Participation


@dataclass(frozen=True)
class Standing:
    """The electorate of a consultation, in three heaps by whether the organisation has voted."""

    voted: list[Participation]
    waiting: list[Participation]
    without_vote: list[Participation]

    @property
    def everybody(self) -> bool:
        """Nobody was chosen: all members are invited when it opens."""
        return not (self.voted or self.waiting or self.without_vote)


def electorate_of(consultation: Consultation) -> Standing:
    """Organisations only, never who cast the vote. One query."""
    rows = list(consultation.participations.select_related("organisation").order_by("organisation__name"))
    return Standing(
        voted=[row for row in rows if row.votes and row.first_voted_at],
        waiting=[row for row in rows if row.votes and not row.first_voted_at],
        without_vote=[row for row in rows if not row.votes],
    )
