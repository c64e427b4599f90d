"""What Celery's beat calls. Nothing depends on it being on time: refusals read the clock themselves."""

from celery import shared_task
from django.utils import timezone

from .actions import clock, statements


@shared_task(name="consultations.advance")
def advance(**_) -> None:
    clock.advance(now=timezone.now())


@shared_task(name="consultations.sweep_compilations")
def sweep_compilations(**_) -> None:
    statements.sweep(now=timezone.now())
