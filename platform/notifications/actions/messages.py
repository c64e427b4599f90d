"""From an event to messages, and from messages to mails. Both can stop at any point and be run again."""

import itertools
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shared.queue import wake

from .. import kinds
from ..models import Event, Message, MessageState
from .delivery import CHUNK, Delivery

INSERT_BATCH = 1_000
MOST_WAKE_UPS = 20


class NotFailed(Exception):
    """Only a message that failed can be queued again."""

    def __str__(self):
        return _("This message has not failed.")


@transaction.atomic
def expand(*, event: Event, now: datetime) -> int:
    """Write one message for each recipient of this event; the number written. A second run writes none."""
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if event.expanded_at:
        return 0
    kind = kinds.kind(event.kind)
    before = event.messages.count()
    for batch in _batches(kind.recipients(event), INSERT_BATCH):
        rows = [
            Message(event=event, user_id=r.user_id, address=r.address, language=r.language, due_at=event.happened_at)
            for r in batch
        ]
        Message.objects.bulk_create(rows, ignore_conflicts=True)
    written = event.messages.count() - before
    event.expanded_at = now
    if kind.forgets_facts and not (before or written):
        event.facts = {}
    event.save(update_fields=["expanded_at", "facts"])
    _wake_deliveries(written)
    return written


def deliver(*, now: datetime) -> int:
    """Send one chunk of what is due; the number of messages handled.

    Not in a transaction: every message is marked the moment the server has accepted it.
    """
    return Delivery(now=now).run()


def sweep(*, now: datetime) -> None:
    """Wake workers for every event without messages and for everything due."""
    for event_id in Event.objects.filter(expanded_at=None).order_by("pk").values_list("pk", flat=True):
        wake("notifications.expand", event_id=event_id)
    _wake_deliveries(Message.objects.due(now).count())


@transaction.atomic
def retry(*, message: Message, now: datetime) -> Message:
    """Queue a failed message again, from the first attempt."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.state != MessageState.PARKED:
        raise NotFailed
    message.state, message.reason, message.attempts, message.due_at = MessageState.QUEUED, "", 0, now
    message.save(update_fields=["state", "reason", "attempts", "due_at"])
    _wake_deliveries(1)
    return message


def _wake_deliveries(waiting: int) -> None:
    for _number in range(min(-(-waiting // CHUNK), MOST_WAKE_UPS)):
        wake("notifications.deliver")


def _batches(items: Iterable, size: int) -> Iterable[list]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
