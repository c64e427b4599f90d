"""What beat calls."""

from celery import shared_task
from django.utils import timezone

from .actions import staff


@shared_task(name="accounts.sync_staff")
def sync_staff(**_) -> None:
    staff.sync_all(now=timezone.now())
