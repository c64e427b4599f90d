"""Suggestions: a wording an organisation would rather read, submitted, taken back, and decided by the secretariat."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from positions.models import Section, Version, VersionSection

from .. import locks, phases
from ..enums import Basis, Decision, SuggestionState
from ..models import Consultation, Participation, Suggestion
from ..rules import may_submit
from . import register


class SuggestionRefused(Exception):
    """Nothing was stored; `str()` is the sentence for the person who suggested."""


class NotEntitled(SuggestionRefused):
    """This person cannot suggest for this organisation here."""


class NotNow(SuggestionRefused):
    """The time for it has not come, or is over."""


class InvalidSuggestion(SuggestionRefused):
    """The text is empty, too long or the same as what stands there."""


class AnswerMissing(SuggestionRefused):
    """Those whose suggestion is not adopted are told why."""

    def __str__(self):
        return _("Please say why it is not adopted; its organisation reads it.")


class Decided(SuggestionRefused):
    """It was decided or withdrawn already."""

    def __str__(self):
        return _("This suggestion was decided already.")


@transaction.atomic
def submit(
    *,
    consultation: Consultation,
    section: Section,
    organisation: Organisation,
    text: str,
    reason: str = "",
    basis: Basis = Basis.DELEGATED,
    token: UUID,
    by: User,
    now: datetime,
) -> Suggestion:
    """Submit a wording for a section, on the wording in force; numbered among all contributions. Sent twice it is one."""
    locks.exclusive(consultation.pk)  # the same form sent twice at once is one suggestion
    consultation = Consultation.objects.select_related("version").prefetch_related("phases").get(pk=consultation.pk)
    participation = Participation.objects.filter(consultation=consultation, organisation=organisation).first()
    if participation is None or not may_submit(by, participation, now):
        raise NotEntitled(_("You may not submit for %(organisation)s, or no longer.") % {"organisation": organisation.name})
    if sentence := consultation.refusal(phases.Verb.SUGGEST, now, participation):
        raise NotNow(sentence)
    wording = consultation.standing_version.wordings.filter(section=section).first()
    if wording is None:
        raise NotNow(_("This section is not part of the paper any more."))
    text, reason = _sound(text, wording), fitting(reason)
    token = uuid5(token, f"{section.pk}/{text}")
    if already := Suggestion.objects.filter(actor=by.actor.token, token=token).first():
        return already
    suggestion = Suggestion.objects.create(
        consultation=consultation,
        section=section,
        wording=wording,
        number=register.next_number(consultation=consultation),
        organisation=organisation,
        text=text,
        reason=reason,
        basis=basis,
        actor=by.actor.token,
        token=token,
        submitted_at=now,
    )
    register.enter_suggestion(suggestion=suggestion, now=now)
    return suggestion


@transaction.atomic
def withdraw(*, suggestion: Suggestion, organisation: Organisation, by: User, now: datetime) -> Suggestion:
    """Take an open suggestion of the own organisation back. It stays readable as withdrawn."""
    suggestion = _held(suggestion)
    participation = Participation.objects.filter(consultation=suggestion.consultation, organisation=organisation).first()
    if suggestion.organisation_id != organisation.pk or participation is None or not may_submit(by, participation, now):
        raise NotEntitled(_("You may not submit for %(organisation)s, or no longer.") % {"organisation": organisation.name})
    suggestion.state = SuggestionState.WITHDRAWN
    suggestion.save(update_fields=["state"])
    return suggestion


@dataclass(frozen=True)
class Answer:
    """What becomes of one suggestion: adopted in a version, or not adopted, and why."""

    suggestion: Suggestion
    state: SuggestionState
    answer: str = ""
    version: Version | None = None


def decide(
    *, suggestion: Suggestion, state: SuggestionState, answer: str = "", version: Version | None = None, by: User, now: datetime
) -> Suggestion:
    """Say what became of one open suggestion; as `decide_all`."""
    return decide_all(answers=[Answer(suggestion, state, answer, version)], by=by, now=now)[0]


@transaction.atomic
def decide_all(*, answers: Iterable[Answer], by: User, now: datetime) -> list[Suggestion]:
    """Say what became of open suggestions of one consultation: all of them or none. It is their answer in the register, too.

    Their organisations are told once for all of it; those whose vote names one of them are told as well: adopted, they are
    asked to confirm. Raises AnswerMissing, Decided.
    """
    answers, given = list(answers), []
    for one in answers:
        if one.state == SuggestionState.NOT_ADOPTED and not one.answer.strip():
            raise AnswerMissing
        suggestion = _held(one.suggestion)
        decision = Decision.ADOPTED if one.state == SuggestionState.ADOPTED else Decision.NOT_ADOPTED
        given.append(register.Answer(suggestion.contribution, decision, one.answer, version=one.version))
    register.decide_all(answers=given, by=by, now=now)
    return list(Suggestion.objects.filter(pk__in=[one.suggestion.pk for one in answers]).order_by("number"))


def _held(suggestion: Suggestion) -> Suggestion:
    """The suggestion, read again while nobody else decides in this consultation. Decided if it is not open."""
    locks.exclusive(suggestion.consultation_id)
    suggestion = Suggestion.objects.select_related("consultation").get(pk=suggestion.pk)
    if suggestion.state != SuggestionState.OPEN:
        raise Decided
    return suggestion


def _sound(text: str, wording: VersionSection) -> str:
    text = fitting(text)
    if not text:
        raise InvalidSuggestion(_("Please write the wording you suggest."))
    if text == wording.text.strip():
        raise InvalidSuggestion(_("That is the wording as it stands. Please change it first."))
    return text


def fitting(text: str) -> str:
    """The text as it is stored. InvalidSuggestion if it is too long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > settings.SUGGESTION_LENGTH_LIMIT:
        raise InvalidSuggestion(
            _("This has %(length)d characters; at most %(limit)d are possible. It is not lost: please shorten it.")
            % {"length": len(text), "limit": settings.SUGGESTION_LENGTH_LIMIT}
        )
    return text
