"""From a closed consultation to its issued statement: the frame prepared, the compilation asked for, the statement issued."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from positions.enums import Audience
from positions.models import StatementDraft

from .. import statement_wording as wording
from ..enums import Stage, Visibility
from ..models import Consultation
from ..queries.attendance import attendance, days_given

AUDIENCES = {
    Visibility.PUBLIC: Audience.PUBLIC,
    Visibility.MEMBERS: Audience.MEMBERS,
    Visibility.PARTICIPANTS: Audience.PARTICIPANTS,
}


@transaction.atomic
def prepare_draft(*, consultation: Consultation, by: User | None, now: datetime) -> StatementDraft:
    """The statement's frame with everything that can be derived filled in, not approved. One for each consultation."""
    if consultation.statement_draft_id:
        return consultation.statement_draft
    draft = StatementDraft.objects.create(
        version=consultation.version,
        title=wording.title(consultation.bill_title, consultation.bill_short, consultation.version.title),
        short_title=wording.short_title(consultation.bill_short, consultation.version.title),
        topic=consultation.paper.topic,
        addressee="\n".join(_addressee(consultation)),
        addressee_short=consultation.body[:120],
        opening=_opening(consultation),
        closing=f"<p>{wording.CLOSING}</p>",
        audience=AUDIENCES[Visibility(consultation.visibility)],
        live=False,
        has_unpublished_changes=True,
    )
    draft.save_revision(user=by)
    consultation.statement_draft = draft
    consultation.save(update_fields=["statement_draft"])
    return draft


def _addressee(consultation: Consultation) -> list[str]:
    lines = [consultation.body, consultation.unit, *consultation.body_address.splitlines()]
    return [line.strip() for line in lines if line.strip()]


def _opening(consultation: Consultation) -> str:
    heard = attendance(consultation)
    sentence = wording.deadline_sentence(
        deadline=consultation.deadline_at,
        working_days=days_given(consultation),
        consulted=heard.heard,
        members=heard.asked,
    )
    is_invited = bool(consultation.body) and consultation.stage != Stage.OWN_INITIATIVE
    return wording.opening(invited_on=consultation.invited_on, is_invited=is_invited, deadline=sentence)
