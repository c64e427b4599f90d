"""What a mail server's answer means for the message."""

import re
import smtplib
from dataclasses import dataclass

from django.utils.translation import gettext as _

# Refusals that a later attempt can turn into acceptance (RFC 5321 4.2.1: all of 4xx) and the one 5xx that mail
# servers use for "not now": 552, storage exceeded, which RFC 5321 4.5.3.1.10 tells senders to treat as temporary.
TEMPORARY_CODES = frozenset({*range(400, 500), 552})


@dataclass(frozen=True)
class Refusal:
    """Why a message was not accepted, and whether trying again can help."""

    reason: str
    is_temporary: bool


def refusal(error: Exception) -> Refusal:
    """Read a failed hand-over. The sentence holds the server's codes, never its text, which repeats addresses."""
    code, answer = _answer(error)
    if code is None:
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return Refusal(_("The mail server cannot carry this address."), is_temporary=False)
        if isinstance(error, OSError):  # smtplib's own exceptions are OSErrors too
            return Refusal(_("The mail server cannot be reached."), is_temporary=True)
        return Refusal(_("The message cannot be sent: its address or subject is not valid."), is_temporary=False)
    enhanced = re.search(r"\b[245]\.\d{1,3}\.\d{1,3}\b", answer)
    codes = f"{code} {enhanced[0]}" if enhanced else str(code)
    if code in TEMPORARY_CODES:
        return Refusal(_("The mail server asked us to try again later (%(codes)s).") % {"codes": codes}, is_temporary=True)
    return Refusal(_("The mail server refused the message (%(codes)s).") % {"codes": codes}, is_temporary=False)


def _answer(error: Exception) -> tuple[int | None, str]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, answer = error.smtp_code, error.smtp_error
    else:
        return None, ""
    return code, answer.decode("ascii", "replace") if isinstance(answer, bytes) else str(answer)
