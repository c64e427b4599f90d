"""The outbox: one Event row a thing that happened, one Message row a notification to one recipient on one channel."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    MAIL = "mail", pgettext_lazy("channel", "E-mail")


class MessageState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("message", "Queued")
    SENT = "sent", pgettext_lazy("message", "Sent")
    PARKED = "parked", pgettext_lazy("message", "Failed")
    DROPPED = "dropped", pgettext_lazy("message", "No longer due")


class Event(models.Model):
    """A thing that happened. Written in the transaction of what happened, whatever the number of recipients.

    `key` names the happening ("statement-issued:17"); the same happening cannot be told twice.
    `facts` holds ids and plain values only; texts are rendered for each recipient when a message is delivered.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    facts = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    expanded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["id"], name="event_unexpanded", condition=models.Q(expanded_at=None))]

    def __str__(self):
        return self.key


class MessageQuerySet(models.QuerySet):
    def due(self, now: datetime):
        """Waiting to be sent, and held by no worker."""
        free = models.Q(claimed_until=None) | models.Q(claimed_until__lte=now)
        return self.filter(free, state=MessageState.QUEUED, due_at__lte=now)


class Message(models.Model):
    """One notification to one recipient on one channel. A failure is a state, never a log line.

    The recipient is a user, or an address where there is no user yet. Once sent, `Message-ID` and state stay.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="messages", verbose_name=_("event"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    address = models.EmailField(_("address"), blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.MAIL)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=MessageState, default=MessageState.QUEUED)
    message_id = models.UUIDField(_("message id"), default=uuid.uuid4, unique=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"))
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user", "channel"], condition=models.Q(user__isnull=False), name="message_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["event", "address", "channel"], condition=models.Q(user__isnull=True), name="message_once_per_address"
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | ~models.Q(address=""), name="message_has_recipient"
            ),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent") & models.Q(sent_at=None),
                name="message_sent_has_time",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="message_queued", condition=models.Q(state="queued"))]

    def __str__(self):
        return f"{self.event.kind} → {self.user_id or self.address}"
