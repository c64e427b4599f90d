"""Telling that something happened."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from shared.queue import wake

from .. import kinds
from ..models import Event


@transaction.atomic
def record(*, kind: str, key: str, facts: Mapping[str, Any], now: datetime) -> Event:
    """Write one row in the caller's transaction and wake the worker that finds the recipients.

    `key` names the happening: told twice, it stays one event and nobody is told again. `facts` are ids and plain values.
    """
    kinds.kind(kind)  # a misspelt name fails here and not in a worker at night
    event, is_new = Event.objects.get_or_create(key=key, defaults={"kind": kind, "facts": dict(facts), "happened_at": now})
    if is_new:
        wake("notifications.expand", event_id=event.pk)
    return event
