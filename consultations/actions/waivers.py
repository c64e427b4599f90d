"""Finalising although answers are missing: only with a reason, which is on record and printed in the statement."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

from .. import locks
from ..enums import RecordKind
from ..models import Consultation, RecordEntry
from ..queries import register
from . import record
from .refusals import Refused

REASON_LIMIT = 600


class CannotWaive(Refused):
    """There is nothing to waive, or no reason for it."""


@transaction.atomic
def waive(*, consultation: Consultation, reason: str, by: User, now: datetime) -> RecordEntry:
    """Let the statement be issued without the answers missing now. The waiver names them: it holds for no other."""
    reason = reason.strip()
    if not reason:
        raise CannotWaive(_("Please give a reason; it is printed in the annex of the statement."))
    if len(reason) > REASON_LIMIT:
        raise CannotWaive(_("The reason is printed; please use at most %(limit)d characters.") % {"limit": REASON_LIMIT})
    locks.exclusive(consultation.pk)
    missing = register.missing_answers(consultation)
    if not missing:
        raise CannotWaive(_("No answer is missing."))
    kind = RecordKind.ANSWERS_WAIVED
    return record.append(consultation=consultation, kind=kind, facts={"contributions": missing}, reason=reason, by=by, now=now)
