"""What time does by itself: consultations open, phases end, consultations close."""

import logging
from datetime import datetime

from django.db import transaction

from .. import locks
from ..models import Consultation
from . import consultations

logger = logging.getLogger(__name__)


def advance(*, now: datetime) -> list[int]:
    """Bring every consultation to where it should be at `now`; returns the ids of those that were due.

    Each in a transaction of its own, under its lock and only if still due: any number of workers does it once, however late.
    One that fails is logged and does not keep the others; the failures are raised together at the end.
    """
    failures: list[Exception] = []
    due = _due(now)
    for pk in due:
        try:
            _advance_one(pk, now)
        except Exception as failure:
            logger.exception("Consultation %s could not be advanced.", pk)
            failures.append(failure)
    if failures:
        raise ExceptionGroup("Consultations could not be advanced.", failures)
    return due


def _due(now: datetime) -> list[int]:
    every = Consultation.objects.all()
    ids = {
        pk
        for due in (every.due_to_open(now), every.due_to_seal(now), every.due_to_close(now))
        for pk in due.values_list("pk", flat=True)
    }
    return sorted(ids)


@transaction.atomic
def _advance_one(pk: int, now: datetime) -> None:
    locks.exclusive(pk)
    one = Consultation.objects.filter(pk=pk)
    if consultation := one.due_to_open(now).first():
        consultations.open_(consultation=consultation, by=None, now=now)
    if consultation := one.due_to_seal(now).first():
        consultations.seal_phases(consultation=consultation, now=now)
    if consultation := one.due_to_close(now).first():
        consultations.close(consultation=consultation, by=None, now=now)
