"""What the worker is woken for."""

from celery import shared_task
from django.utils import timezone

from .actions import messages
from .models import Event


@shared_task(name="notifications.expand")
def expand(event_id: int, **_) -> None:
    event = Event.objects.filter(pk=event_id).first()
    if event:
        messages.expand(event=event, now=timezone.now())


@shared_task(name="notifications.deliver")
def deliver(**_) -> None:
    messages.deliver(now=timezone.now())
