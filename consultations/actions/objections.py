"""Objecting to an editorial mark: the organisation holds that the change is one of substance."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from notifications.actions import events

from .. import urn
from ..enums import Basis, VoteAct
from ..freshness import Lineage, lineages
from ..locks import Seat
from ..models import Consultation, Objection, Question, Vote, VoteEntry
from ..phases import Verb, spoken
from ..queries.standing import Standing, standings
from . import reasons, remarks
from .votes import InvalidAnswer, NotNow, VoteRefused, require_mandate, require_time, seat_of


class NothingCarriedOver(VoteRefused):
    """The organisation has no vote that an editorial change carried over."""

    def __str__(self):
        return _("Your organisation has no vote here that was carried over by an editorial change.")


@transaction.atomic
def object_(*, question: Question, organisation: Organisation, reason: str = "", by: User, now: datetime) -> Objection:
    """The organisation's own vote turns stale until it is given again; nobody else's does. Its editors are told.

    Raises NotEntitled, NotNow (the days to object, or the vote, are over), NothingCarriedOver or InvalidAnswer.
    """
    reason = reasons.tidy(reason)
    if sentence := reasons.too_long(reason):
        raise InvalidAnswer(sentence, "reason")
    seat = seat_of(question.consultation_id, organisation)
    before = standings([question], seat=seat, organisation=organisation, by=by, now=now)[question.pk]
    require_mandate(before, organisation, Basis.DELEGATED, by, now)
    require_time(question.consultation_id, seat, now, Verb.OBJECT)
    consultation = Consultation.objects.select_related("version").get(pk=question.consultation_id)
    line = lineages(consultation.standing_version)[before.section_id]
    _require_carried_over(before, line)
    until = line.objectable_until(consultation.objection_days)
    if until is not None and until <= now:
        raise NotNow(_("Objections to this change were possible until %(when)s.") % {"when": spoken(until)})
    return _store(before, line, seat, question=question, organisation=organisation, reason=reason, by=by, now=now)


def _require_carried_over(before: Standing, line: Lineage) -> None:
    carried = before.vote_digest != before.wording_digest and before.vote_digest in line.digests
    if before.vote_id is None or before.vote_objected_at is not None or not carried:
        raise NothingCarriedOver


def _store(
    before: Standing,
    line: Lineage,
    seat: Seat,
    *,
    question: Question,
    organisation: Organisation,
    reason: str,
    by: User,
    now: datetime,
) -> Objection:
    remark = remarks.commit(text=reason) if reason else None
    vote = Vote.objects.get(question=question, organisation=organisation)
    VoteEntry.objects.create(
        act=VoteAct.OBJECTED,
        question=question,
        organisation=organisation,
        choice=vote.choice,
        condition=vote.condition,
        wording_id=vote.wording_id,
        digest=vote.digest,
        commitment=remark.commitment if remark else "",
        basis=vote.basis,
        actor=by.actor.token,
        cast_at=now,
    )
    vote.objected_at = now
    vote.save(update_fields=["objected_at"])
    urn.count({(question.pk, vote.choice): -1}, weight=seat.votes)
    objection, _created = Objection.objects.update_or_create(
        consultation_id=question.consultation_id,
        wording_id=line.edited,
        organisation=organisation,
        defaults={"remark": remark, "actor": by.actor.token, "objected_at": now},
    )
    facts = {"consultation": question.consultation_id, "objection": objection.pk}
    events.record(kind="editorial-objection", key=f"editorial-objection:{objection.pk}:{now.isoformat()}", facts=facts, now=now)
    return objection
