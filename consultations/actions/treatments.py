"""What becomes of a contested section: printed with its dissenting notes, reworded, or dropped."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from positions.enums import OPEN_COMPILATION_STATES

from .. import locks
from ..enums import RecordKind, Result, TreatmentKind
from ..models import Consultation, Outcome, Treatment
from . import record
from .refusals import Refused


class CannotTreat(Refused):
    """The section's fate is not to be decided here, or not any more; the text says why."""


@transaction.atomic
def treat(*, outcome: Outcome, kind: TreatmentKind, reason: str, by: User, now: datetime) -> Treatment:
    """Decide it, or decide it anew, with a reason unless it is printed; both stand in the record.

    Refused (CannotTreat): not contested, without a reason, or the statement is issued or being compiled.
    """
    consultation = outcome.question.consultation
    locks.exclusive(consultation.pk)
    consultation.refresh_from_db()
    if sentence := _obstacle(outcome, consultation):
        raise CannotTreat(sentence)
    if kind != TreatmentKind.PRINT and not reason.strip():
        raise CannotTreat(_("Please say why the section is left out; the reason is printed in the annex."))
    decided = {"kind": kind, "reason": reason.strip(), "actor": by.actor.token, "decided_at": now}
    treatment, _created = Treatment.objects.update_or_create(outcome=outcome, defaults=decided)
    facts = {"question": outcome.question_id, "kind": str(kind)}
    record.append(consultation=consultation, kind=RecordKind.TREATED, facts=facts, reason=reason.strip(), by=by, now=now)
    return treatment


def _obstacle(outcome: Outcome, consultation: Consultation) -> str | None:
    if outcome.result != Result.CONTESTED:
        return _("Only contested sections are printed, reworded or dropped by choice.")
    return too_late(consultation)


def too_late(consultation: Consultation) -> str | None:
    """Why what the statement prints cannot be chosen any more, as a translated sentence; None while it can."""
    draft = consultation.statement_draft
    if draft is None:
        return None
    if draft.statements.exists():
        return _("The statement has been issued; nothing can be changed in it any more.")
    if draft.compilations.filter(state__in=OPEN_COMPILATION_STATES).exists():
        return _("The statement is being compiled. Wait for its end, or call it off first.")
    return None
