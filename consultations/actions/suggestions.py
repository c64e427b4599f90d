"""Suggestions: a wording an organisation would rather read, submitted, taken back, and decided by the secretariat."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from positions.enums import SectionKind
from positions.models import Section, Version, VersionSection
from positions.wording.from_notation import Unreadable
from positions.wording.passages import Passage, passages_from_notation

from .. import locks, phases
from ..enums import Basis, Decision, SuggestionKind, SuggestionState
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
    kind: SuggestionKind = SuggestionKind.REWORD,
    after: Section | None = None,
    reason: str = "",
    basis: Basis = Basis.DELEGATED,
    token: UUID,
    by: User,
    now: datetime,
) -> Suggestion:
    """Submit a change of a section, on the wording in force; numbered among all contributions. Sent twice it is one.

    `text` is in the notation: see `proposed`. `after` says where a section that is moved goes; None is the beginning.
    Raises NotEntitled, NotNow, InvalidSuggestion.
    """
    locks.exclusive(consultation.pk)  # the same form sent twice at once is one suggestion
    consultation = Consultation.objects.select_related("version").prefetch_related("phases").get(pk=consultation.pk)
    participation = Participation.objects.filter(consultation=consultation, organisation=organisation).first()
    if participation is None or not may_submit(by, participation, now):
        raise NotEntitled(_("You may not submit for %(organisation)s, or no longer.") % {"organisation": organisation.name})
    if sentence := consultation.refusal(phases.Verb.SUGGEST, now, participation):
        raise NotNow(sentence)
    wording = consultation.standing_version.wordings.exclude(kind=SectionKind.WHOLE).filter(section=section).first()
    if wording is None:
        raise NotNow(_("This section is not part of the paper any more."))
    kind, parts = proposed(text, kind=kind, wording=wording)
    after, reason = _place(kind, wording, after), fitting(reason)
    if not parts and not reason:
        raise InvalidSuggestion(_("Please give a reason: there is no wording that could speak for itself."))
    token = uuid5(token, f"{section.pk}/{kind}/{after.pk if after else ''}/{text.strip()}")
    if already := Suggestion.objects.filter(actor=by.actor.token, token=token).first():
        return already
    suggestion = Suggestion.objects.create(
        consultation=consultation,
        section=section,
        wording=wording,
        number=register.next_number(consultation=consultation),
        organisation=organisation,
        kind=kind,
        parts=[part.plain for part in parts],
        after=after,
        text=_plain(kind, parts, wording),
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


def proposed(text: str, *, kind: SuggestionKind, wording: VersionSection) -> tuple[SuggestionKind, list[Passage]]:
    """The sections that the text says, read in the notation. Several in place of one split it.

    To leave a section out or to move it takes no text. InvalidSuggestion if the text is empty, too long, cannot be read, or
    says what stands there already.
    """
    if kind in (SuggestionKind.DELETE, SuggestionKind.MOVE):
        return kind, []
    base = Passage("") if kind == SuggestionKind.ADD else Passage(wording.heading, wording.tree)
    try:
        parts = passages_from_notation(fitting(text), base=base)
    except Unreadable as unreadable:
        raise InvalidSuggestion(str(unreadable)) from unreadable
    if not all(part.tree for part in parts):
        raise InvalidSuggestion(
            _("Please write the wording you suggest.") if len(parts) == 1 else _("Please give every section its wording.")
        )
    if kind == SuggestionKind.ADD:
        return kind, parts
    if parts == [base]:
        raise InvalidSuggestion(_("That is the wording as it stands. Please change it first."))
    return (SuggestionKind.SPLIT if len(parts) > 1 else SuggestionKind.REWORD), parts


def places(wording: VersionSection) -> list[VersionSection]:
    """The sections of the same version after which this one could stand instead, in order."""
    others = list(wording.version.wordings.exclude(kind=SectionKind.WHOLE).select_related("section").order_by("position"))
    at = next(index for index, other in enumerate(others) if other.pk == wording.pk)
    return [other for index, other in enumerate(others) if index not in (at, at - 1)]


def _place(kind: SuggestionKind, wording: VersionSection, after: Section | None) -> Section | None:
    """What is added follows the section it is suggested at. What is moved goes somewhere else in the paper."""
    if kind == SuggestionKind.ADD:
        return wording.section
    if kind != SuggestionKind.MOVE:
        return None
    before = wording.version.wordings.exclude(kind=SectionKind.WHOLE).filter(position__lt=wording.position)
    moves = before.exists() if after is None else after.pk in [place.section_id for place in places(wording)]
    if not moves:
        raise InvalidSuggestion(_("That is where the section stands. Please choose another place."))
    return after


def _plain(kind: SuggestionKind, parts: list[Passage], wording: VersionSection) -> str:
    """The plain text of the parts, each with its heading where that is new."""
    pieces = [
        "\n".join(
            filter(None, ["" if kind == SuggestionKind.REWORD and part.heading == wording.heading else part.heading, part.text])
        )
        for part in parts
    ]
    return "\n\n".join(pieces)


def fitting(text: str) -> str:
    """The text as it is stored. InvalidSuggestion if it is too long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > settings.SUGGESTION_LENGTH_LIMIT:
        raise InvalidSuggestion(
            _("This has %(length)d characters; at most %(limit)d are possible. It is not lost: please shorten it.")
            % {"length": len(text), "limit": settings.SUGGESTION_LENGTH_LIMIT}
        )
    return text
