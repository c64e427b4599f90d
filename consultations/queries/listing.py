"""The consultations a person may read, as the list shows them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from accounts.models import Organisation
from accounts.rules import Person

from .. import rules
from ..freshness import fresh_digests_by_version
from ..models import Consultation, Participation, Phase, Vote


@dataclass(frozen=True)
class Listed:
    """One line: what is going on, until when, and how far the acting organisation is (None where it has no vote)."""

    consultation: Consultation
    phase: Phase | None
    next_phase: Phase | None
    asked: int
    answered: int | None


@dataclass(frozen=True)
class Shelf:
    """Running first, the nearest deadline on top; then what is to come; then what is over, the latest first."""

    running: list[Listed]
    coming: list[Listed]
    over: list[Listed]

    def __bool__(self) -> bool:
        return bool(self.running or self.coming or self.over)


def shelf(user: Person, organisation: Organisation | None, now: datetime) -> Shelf:
    """Everything this person may read. Five statements at most, however many consultations."""
    rows = list(
        rules.visible_consultations(user, now)
        .select_related("version")
        .prefetch_related("phases")
        .annotate(asked=Count("questions", filter=Q(questions__withdrawn_at=None, questions__section__isnull=False)))
        .order_by("-opened_at", "-pk")
    )
    answered = _answered(organisation, rows)
    lines = [_listed(row, answered, now) for row in rows]
    running = [line for line in lines if _is_open(line.consultation, now)]
    return Shelf(
        running=sorted(running, key=lambda line: (line.phase is None, line.phase.closes_at if line.phase else now)),
        coming=[line for line in lines if line.consultation.opened_at is None or line.consultation.opened_at > now],
        over=[line for line in lines if line.consultation.closed_at is not None and line.consultation.closed_at <= now],
    )


def _is_open(consultation: Consultation, now: datetime) -> bool:
    opened = consultation.opened_at is not None and consultation.opened_at <= now
    return opened and (consultation.closed_at is None or consultation.closed_at > now)


def _listed(consultation: Consultation, answered: dict[int, int], now: datetime) -> Listed:
    ahead = sorted((p for p in consultation.phases.all() if p.opens_at > now), key=lambda p: p.opens_at)
    return Listed(
        consultation=consultation,
        phase=consultation.phase(now),
        next_phase=ahead[0] if ahead else None,
        asked=consultation.asked,
        answered=answered.get(consultation.pk),
    )


def _answered(organisation: Organisation | None, rows: list[Consultation]) -> dict[int, int]:
    """Consultation id → on how many questions the organisation has a fresh vote; only where it has a vote at all."""
    if organisation is None:
        return {}
    places = Participation.objects.filter(organisation=organisation, votes__gt=0, consultation__in=rows)
    answered = dict.fromkeys(places.values_list("consultation", flat=True), 0)
    cast = Vote.objects.filter(
        organisation=organisation, question__consultation__in=answered, question__withdrawn_at=None, objected_at=None
    ).values_list("question__consultation", "question__section", "digest")
    if not cast:
        return answered
    version_of = {row.pk: row.version for row in rows if row.pk in answered and row.version is not None}
    fresh = fresh_digests_by_version(list(version_of.values()))
    for consultation, section, digest in cast:
        if digest in fresh[version_of[consultation].pk].get(section, ()):
            answered[consultation] += 1
    return answered
