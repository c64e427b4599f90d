"""What the secretariat's desk shows of a consultation: who has voted, and whom to telephone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import Membership, Organisation

from ..freshness import fresh_digests_by_section
from ..models import Consultation, Participation, Report, Vote
from ..phases import Verb


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


@dataclass(frozen=True)
class Owing:
    """An organisation that has not answered everything: questions without its vote, stale votes, and whom to call."""

    organisation: Organisation
    missing: int
    stale: int
    people: list[str]


def owing(consultation: Consultation, now: datetime) -> list[Owing]:
    """Those that still owe a vote while votes are taken, the most first. Numbers, not what anyone voted. Five statements."""
    if consultation.version is None or consultation.refusal(Verb.VOTE, now) is not None:
        return []
    asked = dict(consultation.questions.filter(withdrawn_at=None, section__isnull=False).values_list("pk", "section_id"))
    fresh = fresh_digests_by_section(consultation.version)
    given: defaultdict[int, list[bool]] = defaultdict(list)
    votes = Vote.objects.filter(question__in=asked).values_list("organisation_id", "question_id", "digest", "objected_at")
    for organisation, question, digest, objected_at in votes:
        given[organisation].append(objected_at is None and digest in fresh.get(asked[question], frozenset()))
    places = consultation.participations.filter(votes__gt=0).select_related("organisation")
    rows = {p.organisation: (len(asked) - len(given[p.organisation_id]), given[p.organisation_id].count(False)) for p in places}
    people = _delegates([organisation.pk for organisation in rows], now)
    found = [Owing(o, missing, stale, people[o.pk]) for o, (missing, stale) in rows.items() if missing or stale]
    return sorted(found, key=lambda one: (-one.missing - one.stale, one.organisation.name))


def _delegates(organisations: list[int], now: datetime) -> dict[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    held = Membership.objects.active(now).submitting().filter(organisation__in=organisations).select_related("user")
    for membership in held.order_by("role", "user__name"):
        names[membership.organisation_id].append(membership.user.name)
    return names


def reports_of(consultation: Consultation) -> QuerySet[Report]:
    """What readers reported in its discussions, the oldest first, with the comments and who wrote them."""
    rows = Report.objects.filter(comment__consultation=consultation).order_by("pk")
    return rows.select_related("organisation", "comment__organisation", "comment__section", "comment__consultation")
