"""The mails that let a person in. Their secrets are erased from the outbox once they are sent."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings

from notifications.actions import events
from notifications.models import Event

from ..models import User
from ..notices import PasswordReset, SignInCode


def send_code(*, email: str, code: str, now: datetime) -> Event:
    """Mail the code to the person with this address.

    For an address nobody has, the same rows are written and no mail follows: the answer takes as long for both.
    """
    person = User.objects.filter(email__iexact=email, is_active=True).only("pk").first()
    lifetime = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    facts = {"user": person.pk if person else None, "code": code, "expires_at": (now + lifetime).isoformat()}
    return events.record(kind=SignInCode.name, key=f"sign-in-code:{uuid.uuid4()}", facts=facts, now=now)


def send_reset_link(*, user: User | None, url: str, now: datetime) -> Event:
    """Mail the link that sets a new password; for nobody, as above."""
    lifetime = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    facts = {"user": user.pk if user else None, "url": url, "expires_at": (now + lifetime).isoformat()}
    return events.record(kind=PasswordReset.name, key=f"password-reset:{uuid.uuid4()}", facts=facts, now=now)
