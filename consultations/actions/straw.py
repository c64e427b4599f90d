"""Straw votes: how the people of one organisation would vote. They never leave its room."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User

from .. import locks, phases
from ..models import Consultation, Question, StrawVote
from ..rules import may_draft
from . import reasons
from .drafts import InvalidDraft, require_in_room


@transaction.atomic
def take(
    *, question: Question, organisation: Organisation, choice: str, reason: str = "", digest: str, by: User, now: datetime
) -> StrawVote:
    """One person's straw vote, replacing an earlier one. Raises what writing a draft raises."""
    locks.share(question.consultation_id)
    consultation = Consultation.objects.prefetch_related("phases").get(pk=question.consultation_id)
    require_in_room(may_draft, phases.Verb.DRAFT, consultation, organisation, by, now)
    if choice not in {each.code for each in question.scale_table.choices}:
        raise InvalidDraft(_("Please choose one of the answers."))
    reason = reasons.tidy(reason)
    if sentence := reasons.too_long(reason):
        raise InvalidDraft(sentence)
    said = {"choice": choice, "reason": reason, "digest": digest, "cast_at": now}
    return StrawVote.objects.update_or_create(
        question=question, organisation=organisation, actor=by.actor.token, defaults=said
    )[0]
