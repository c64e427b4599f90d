"""What beat calls."""

from celery import shared_task
from django.utils import timezone

from .actions import messages


@shared_task(name="notifications.sweep")
def sweep(**_) -> None:
    """Whatever a lost wake-up left behind."""
    messages.sweep(now=timezone.now())
