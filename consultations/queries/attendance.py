"""How many of those who were asked took part."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ..models import Consultation, SectionComment, Vote
from ..workdays import working_days


@dataclass(frozen=True)
class Attendance:
    """Organisations: how many took part, by a vote or a comment, of how many that were asked."""

    heard: int
    asked: int


def attendance(consultation: Consultation) -> Attendance:
    """Those with a vote are the ones asked; if none has one, all participants."""
    invited = set(consultation.participations.filter(votes__gt=0).values_list("organisation_id", flat=True))
    invited = invited or set(consultation.participations.values_list("organisation_id", flat=True))
    voted = Vote.objects.filter(question__consultation=consultation).values_list("organisation_id", flat=True).distinct()
    wrote = SectionComment.objects.filter(consultation=consultation).values_list("organisation_id", flat=True).distinct()
    return Attendance(heard=len(invited & {*voted, *wrote}), asked=len(invited))


def days_given(consultation: Consultation) -> int | None:
    """Working days between the ministry's letter and its deadline; None if one is unknown or they are the wrong way round."""
    if consultation.invited_on is None or consultation.deadline_at is None:
        return None
    deadline: datetime = timezone.localtime(consultation.deadline_at)
    return working_days(consultation.invited_on, deadline.date()) if deadline.date() >= consultation.invited_on else None
