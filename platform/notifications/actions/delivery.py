"""One worker's way through one chunk of due messages, over one connection to the mail server."""

import logging
import smtplib
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from .. import kinds, letterhead, rendering, transport
from ..models import Event, Message, MessageState

CHUNK = 100
LEASE = timedelta(minutes=10)  # how long a claimed message is one worker's own
FIRST_PAUSE = timedelta(seconds=30)  # doubled at every attempt
MOST_ATTEMPTS = 12  # the last pause is 17 hours, all of them together a day and a half

logger = logging.getLogger(__name__)


class Delivery:
    """Claims on construction's `now`, then sends message by message. A process that dies in between repeats at most one."""

    def __init__(self, *, now: datetime):
        self.now = now
        self._started = time.monotonic()
        self._letterhead = letterhead.current()
        self._connection = get_connection()
        self._is_open = False

    def run(self) -> int:
        """Handle one chunk; the number of messages in it."""
        claimed = self._claim()
        try:
            with translation.override(settings.LANGUAGE_CODE):  # reasons are read by the secretariat
                for message in claimed:
                    if self._elapsed > LEASE - timedelta(seconds=2 * settings.EMAIL_TIMEOUT):
                        break  # the lease runs out: the rest is claimed again by whoever comes next
                    self._handle(message)
        finally:
            self._close()
        return len(claimed)

    def _claim(self) -> list[Message]:
        """Take due messages that no other worker holds, and count the attempt before it is made."""
        with transaction.atomic():  # SQLite has no row locks: there this immediate transaction itself keeps others out
            due = Message.objects.due(self.now).order_by("due_at", "pk")
            pks = list(due.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True)[:CHUNK])
            Message.objects.filter(pk__in=pks).update(claimed_until=self.now + LEASE, attempts=F("attempts") + 1)
        rows = Message.objects.filter(pk__in=pks)
        return list(rows.select_related("event", "user").order_by("due_at", "pk"))

    def _handle(self, message: Message) -> None:
        if message.attempts > MOST_ATTEMPTS:
            reason = _("Given up after %(attempts)d attempts.") % {"attempts": MOST_ATTEMPTS}
            return self._finish(message, MessageState.PARKED, f"{message.reason} {reason}".strip())
        mail = self._prepare(message)
        if mail is None:
            return None
        try:
            self._send(mail)
        except (OSError, ValueError) as error:  # smtplib's errors and lost connections; headers Django refuses
            self._close()
            return self._refused(message, transport.refusal(error))
        return self._finish(message, MessageState.SENT, "")

    def _prepare(self, message: Message) -> EmailMultiAlternatives | None:
        """The mail; None if it is not due any more or cannot be made, and the message says so."""
        try:
            if not kinds.kind(message.event.kind).still_due(message, self.now):
                self._finish(message, MessageState.DROPPED, "")
                return None
            return rendering.mail(message, self._letterhead)
        except DatabaseError:
            raise
        except (rendering.Unrenderable, kinds.UnknownKind) as broken:
            reason = str(broken)
        except Exception as bug:  # a mail that cannot be made must not hold up the others; it is kept, with its reason
            logger.exception("Message %s cannot be made.", message.pk)
            reason = type(bug).__name__
        self._finish(message, MessageState.PARKED, _("The text cannot be made: %(what)s.") % {"what": reason})
        return None

    def _send(self, mail: EmailMultiAlternatives) -> None:
        if not self._is_open:
            self._connection.open()
            self._is_open = True
        self._connection.send_messages([mail])

    def _refused(self, message: Message, refusal: transport.Refusal) -> None:
        if not refusal.is_temporary:
            self._finish(message, MessageState.PARKED, refusal.reason)
        elif message.attempts >= MOST_ATTEMPTS:
            reason = _("Given up after %(attempts)d attempts.") % {"attempts": message.attempts}
            self._finish(message, MessageState.PARKED, f"{refusal.reason} {reason}")
        else:
            pause = FIRST_PAUSE * 2 ** (message.attempts - 1)
            Message.objects.filter(pk=message.pk).update(due_at=self._clock + pause, claimed_until=None, reason=refusal.reason)

    def _finish(self, message: Message, state: MessageState, reason: str) -> None:
        sent_at = self._clock if state == MessageState.SENT else None
        Message.objects.filter(pk=message.pk).update(state=state, sent_at=sent_at, reason=reason, claimed_until=None)
        if kinds.forgets_facts(message.event.kind):
            waiting = Message.objects.filter(event=message.event_id, state=MessageState.QUEUED)
            if not waiting.exists():
                Event.objects.filter(pk=message.event_id).update(facts={})

    def _close(self) -> None:
        self._is_open = False
        try:
            self._connection.close()
        except (smtplib.SMTPException, OSError):
            # What was accepted is accepted and marked; a farewell that fails changes nothing.
            logger.info("The mail server hung up.")

    @property
    def _elapsed(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self._started)

    @property
    def _clock(self) -> datetime:
        return self.now + self._elapsed
