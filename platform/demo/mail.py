"""The demo writes to nobody: its mails are caught, one file each, and can be read at /demo/mail/."""

import email
import email.policy
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

MOST_SHOWN = 200
NAME = re.compile(r"^\d{8}T\d{12}-[0-9a-f]{32}$")


@dataclass(frozen=True)
class CaughtMail:
    name: str
    caught_at: datetime
    message: EmailMessage

    @property
    def to(self) -> str:
        return str(self.message["To"])

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""


class CaughtMailBackend(BaseEmailBackend):
    """Keeps what would have been sent."""

    def send_messages(self, email_messages):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex}"
            unfinished = folder / f"{name}.part"
            unfinished.write_bytes(message.message().as_bytes())
            unfinished.rename(folder / f"{name}.eml")  # a reader never meets half a mail
        return len(email_messages)


def caught(*, to: str = "") -> list[CaughtMail]:
    """The newest mails first, all or those to addresses with this text in them."""
    files = sorted(_folder().glob("*.eml"), reverse=True)[:MOST_SHOWN]
    mails = [_read(path) for path in files]
    return [mail for mail in mails if to.lower() in mail.to.lower()]


def find(name: str) -> CaughtMail | None:
    """The mail of this name."""
    path = _folder() / f"{name}.eml"
    return _read(path) if NAME.match(name) and path.exists() else None


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "mail"


def _read(path: Path) -> CaughtMail:
    stamp = datetime.strptime(path.stem.partition("-")[0], "%Y%m%dT%H%M%S%f")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return CaughtMail(name=path.stem, caught_at=stamp.replace(tzinfo=UTC), message=message)
