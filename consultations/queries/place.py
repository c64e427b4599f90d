"""Who is looking at a consultation, for which organisation, and what stands in the way of their voting and writing."""

from dataclasses import dataclass
from datetime import datetime

from accounts import rules as people
from accounts.models import Organisation, OrganisationKind
from accounts.rules import Person

from .. import rules
from ..enums import CommentVisibility
from ..models import Consultation, Participation, SectionComment
from ..phases import Verb


@dataclass(frozen=True)
class Place:
    """An obstacle is about who, a refusal about when: both are sentences for the page, None if nothing stands in the way."""

    user: Person
    organisation: Organisation | None
    participation: Participation | None
    voting_obstacle: str | None
    voting_refusal: str | None
    commenting_obstacle: str | None
    commenting_refusal: str | None
    reads_discussions: bool
    submits: bool
    anchoring_refusal: str | None

    def anchors_now(self, comment: SectionComment) -> bool:
        """May point this comment at other words: whoever may write it, and the secretariat."""
        if self.anchoring_refusal is not None or self.commenting_obstacle is not None or self.organisation is None:
            return False
        if self.organisation.kind == OrganisationKind.FEDERATION:
            return comment.visibility == CommentVisibility.FEDERATION
        inner = comment.visibility == CommentVisibility.ORGANISATION
        return comment.organisation_id == self.organisation.pk and (self.submits or inner)

    @property
    def has_vote(self) -> bool:
        """The organisation has a vote here, whoever may cast it."""
        return self.participation is not None and self.participation.votes > 0

    @property
    def votes_now(self) -> bool:
        return self.voting_obstacle is None and self.voting_refusal is None

    @property
    def comments_now(self) -> bool:
        return self.commenting_obstacle is None and self.commenting_refusal is None

    @property
    def own_organisations(self) -> list[int]:
        """Inside these the names of people may be shown."""
        return [self.organisation.pk] if self.organisation else []


def place_of(user: Person, consultation: Consultation, organisation: Organisation | None, now: datetime) -> Place:
    """The place of this person, acting for this organisation. Reads the consultation's prefetched phases; one query."""
    participation = None
    if organisation is not None:
        participation = Participation.objects.filter(consultation=consultation, organisation=organisation).first()
    return Place(
        user=user,
        organisation=organisation,
        participation=participation,
        voting_obstacle=rules.voting_obstacle(user, organisation, participation, now),
        voting_refusal=consultation.refusal(Verb.VOTE, now, participation),
        commenting_obstacle=rules.commenting_obstacle(user, organisation, participation, now),
        commenting_refusal=consultation.refusal(Verb.COMMENT, now, participation),
        reads_discussions=rules.reads_discussions(user, now),
        submits=organisation is None or people.may_submit_for(user, organisation, now) or people.is_editor(user, now),
        anchoring_refusal=consultation.refusal(Verb.ANCHOR, now, participation),
    )
