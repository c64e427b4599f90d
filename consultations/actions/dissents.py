"""Dissenting notes: submitted, changed and taken back by a delegate, and placed in the statement by the secretariat."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation, User
from positions.models import Section

from .. import locks
from ..enums import Basis, Placement, RecordKind
from ..models import Consultation, Dissent, Participation, Question
from ..models.dissents import DISSENT_LIMIT
from ..phases import Verb
from ..rules import may_submit
from . import record, treatments
from .refusals import Refused


class DissentRefused(Exception):
    """Nothing was stored; `str()` is the sentence for the person who wrote."""


class NotEntitled(DissentRefused):
    """This person cannot submit for this organisation here."""


class NotNow(DissentRefused):
    """The time for it has not come, or is over, or the section is not put to the vote."""


class InvalidNote(DissentRefused):
    """The text is empty or too long."""


class CannotPlace(Refused):
    """The note stays where it is; the text says why."""


@transaction.atomic
def submit(
    *,
    consultation: Consultation,
    section: Section,
    organisation: Organisation,
    text: str,
    basis: Basis = Basis.DELEGATED,
    by: User,
    now: datetime,
) -> Dissent:
    """Submit the organisation's note on a section (or, the section of kind "whole", on the paper), or change it.

    One a section; the record keeps every text by its commitment. The same text again writes nothing. Raises NotEntitled,
    NotNow or InvalidNote.
    """
    consultation = _hold(consultation, organisation, by, now)
    _require_asked(consultation, section)
    text = _sound(text)
    before = Dissent.objects.filter(consultation=consultation, section=section, organisation=organisation).first()
    if before is not None and (before.text, before.basis) == (text, basis):
        return before
    said = {"text": text, "basis": basis, "actor": by.actor.token, "submitted_at": now}
    note, _created = Dissent.objects.update_or_create(
        consultation=consultation, section=section, organisation=organisation, defaults=said
    )
    facts = {**_facts(note), "basis": str(basis)}
    kind = RecordKind.DISSENT_SUBMITTED
    record.append(consultation=consultation, kind=kind, facts=facts, reason=text, by=by, now=now)
    return note


@transaction.atomic
def withdraw(*, consultation: Consultation, section: Section, organisation: Organisation, by: User, now: datetime) -> None:
    """Take the organisation's note back. The record keeps that it was there. Raises NotEntitled or NotNow."""
    consultation = _hold(consultation, organisation, by, now)
    note = Dissent.objects.filter(consultation=consultation, section=section, organisation=organisation).first()
    if note is None:
        raise NotNow(_("There is no dissenting note to take back."))
    kind = RecordKind.DISSENT_WITHDRAWN
    record.append(consultation=consultation, kind=kind, facts=_facts(note), by=by, now=now)
    note.delete()


@transaction.atomic
def place(*, note: Dissent, placement: Placement, by: User, now: datetime) -> Dissent:
    """Choose where the note is printed. Refused (CannotPlace) before the close, and once the statement is being made."""
    locks.exclusive(note.consultation_id)
    consultation = Consultation.objects.select_related("statement_draft").get(pk=note.consultation_id)
    if consultation.closed_at is None:
        raise CannotPlace(_("Dissenting notes are placed once the consultation is closed."))
    if sentence := treatments.too_late(consultation):
        raise CannotPlace(sentence)
    note.placement = placement
    note.save(update_fields=["placement"])
    return note


def _hold(consultation: Consultation, organisation: Organisation, by: User, now: datetime) -> Consultation:
    """The consultation as it stands under the lock, if this person may submit a note for the organisation now."""
    locks.voting(consultation.pk, organisation.pk)
    consultation = Consultation.objects.prefetch_related("phases").get(pk=consultation.pk)
    participation = Participation.objects.filter(consultation=consultation, organisation=organisation).first()
    if participation is None or not may_submit(by, participation, now):
        raise NotEntitled(_("You may not submit for %(organisation)s, or no longer.") % {"organisation": organisation.name})
    if sentence := consultation.refusal(Verb.DISSENT, now, participation):
        raise NotNow(sentence)
    return consultation


def _require_asked(consultation: Consultation, section: Section) -> None:
    if not Question.objects.filter(consultation=consultation, section=section, withdrawn_at=None).exists():
        raise NotNow(_("This section is not put to the vote any more."))


def _sound(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise InvalidNote(_("Please write your note first."))
    if (excess := len(text) - DISSENT_LIMIT) > 0:
        sentence = ngettext(
            "The note is %(excess)d character too long; at most %(limit)d are possible.",
            "The note is %(excess)d characters too long; at most %(limit)d are possible.",
            excess,
        )
        raise InvalidNote(sentence % {"excess": excess, "limit": DISSENT_LIMIT})
    return text


def _facts(note: Dissent) -> dict[str, int | str]:
    return {"organisation": note.organisation_id, "name": note.organisation.name, "section": str(note.section.key)}
