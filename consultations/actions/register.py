"""The register of contributions: how each gets its number, and its answer. The one door through which an answer is given."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import OrganisationKind, User
from notifications.actions import events
from positions.models import Version

from .. import locks
from ..enums import CommentVisibility, Decision, RecordKind, SuggestionState
from ..models import Consultation, Contribution, Disposition, Numbering, SectionComment, Suggestion, Verdict, Vote
from . import reasons, record
from .refusals import Refused

REASON_LIMIT = 2000


class CannotDecide(Refused):
    """Nothing was stored: none of the contributions got its answer."""


class ReasonMissing(CannotDecide):
    """An answer without a reason is none."""

    def __str__(self):
        return _("Please give a reason; the organisation reads it.")


class Withdrawn(CannotDecide):
    """The organisation took its contribution back."""


class NowhereToMerge(CannotDecide):
    """What it is to be merged into is missing, is somewhere else, or would lead back to it."""


class NotInTheText(CannotDecide):
    """A suggestion is adopted by a version that came after it, and there is none."""


@dataclass(frozen=True)
class Answer:
    """What is decided about one contribution. `version` is the one that adopts a suggestion; by default the one in force."""

    contribution: Contribution
    decision: Decision
    reason: str = ""
    merged_into: Contribution | None = None
    version: Version | None = None


@transaction.atomic
def enter_comment(*, comment: SectionComment, now: datetime) -> Contribution | None:
    """Give a comment its number. None for what needs no answer: written inside an organisation, or by the secretariat."""
    inner = comment.visibility == CommentVisibility.ORGANISATION
    if inner or comment.organisation.kind == OrganisationKind.FEDERATION:
        return None
    return Contribution.objects.create(
        consultation=comment.consultation,
        number=next_number(consultation=comment.consultation),
        section=comment.section,
        organisation=comment.organisation,
        comment=comment,
        received_at=now,
    )


@transaction.atomic
def enter_suggestion(*, suggestion: Suggestion, now: datetime) -> Contribution:
    """Enter a suggestion under the number it was submitted with."""
    return Contribution.objects.create(
        consultation=suggestion.consultation,
        number=suggestion.number,
        section=suggestion.section,
        organisation=suggestion.organisation,
        suggestion=suggestion,
        received_at=now,
    )


@transaction.atomic
def next_number(*, consultation: Consultation) -> int:
    """The next number of a contribution. Whoever asks meanwhile waits until this transaction ends, so none is left out."""
    numbering = Numbering.objects.filter(consultation=consultation)
    if not numbering.update(last=F("last") + 1):
        Numbering.objects.get_or_create(consultation=consultation)
        numbering.update(last=F("last") + 1)
    return numbering.get().last


def decide(
    *,
    contributions: Iterable[Contribution],
    decision: Decision,
    reason: str,
    merged_into: Contribution | None = None,
    by: User,
    now: datetime,
) -> list[Disposition]:
    """One answer to one or many contributions of a consultation; as `decide_all`."""
    same = [Answer(one, decision, reason, merged_into) for one in contributions]
    return decide_all(answers=same, by=by, now=now)


@transaction.atomic
def decide_all(*, answers: Iterable[Answer], by: User, now: datetime) -> list[Disposition]:
    """Answer contributions of one consultation, each with a reason: all of them or none. Each is on record.

    Those that say the same (their group) are answered with them. Decided anew, the last answer replaces the one before, and
    what its organisation said to that is asked for again; the same answer again changes nothing and tells nobody. A suggestion
    follows: adopted in a version, or not adopted as it was worded. One event, so whoever is concerned is told once.
    Raises CannotDecide: ReasonMissing, Withdrawn, NowhereToMerge, NotInTheText, or a reason that is too long.
    """
    given = list(answers)
    if not given:
        return []
    consultation_id = given[0].contribution.consultation_id
    locks.exclusive(consultation_id)
    consultation = Consultation.objects.select_related("version").get(pk=consultation_id)
    spoken = [_sound(answer, consultation) for answer in _with_twins(consultation, given)]
    _require_an_end(consultation, spoken)
    changed = [answer for answer in spoken if not _stands(answer)]
    entries = [_store(answer, by, now) for answer in changed]
    if changed:
        Verdict.objects.filter(contribution__in=[answer.contribution for answer in changed]).delete()
        _tell(consultation, changed, entries[0], now)
    return [answer.contribution.disposition for answer in spoken]


def _with_twins(consultation: Consultation, given: list[Answer]) -> list[Answer]:
    """The answers, each on a fresh row, and the same for those of its group that are not answered themselves."""
    asked = [answer.contribution.pk for answer in given]
    related = ("comment", "suggestion__wording__version", "suggestion__adopted_in", "disposition", "organisation")
    groups = {row.group for row in consultation.contributions.filter(pk__in=asked)}
    rows = consultation.contributions.filter(Q(pk__in=groups) | Q(twin__in=groups))
    by_pk = {row.pk: row for row in rows.select_related(*related).order_by("number")}
    by_group: dict[int, list[Contribution]] = {}
    for row in by_pk.values():
        by_group.setdefault(row.group, []).append(row)
    if any(answer.contribution.pk not in by_pk for answer in given):
        raise CannotDecide(_("These contributions are not all of this consultation."))
    found: dict[int, Answer] = {}
    for answer in given:
        found[answer.contribution.pk] = replace(answer, contribution=by_pk[answer.contribution.pk])
    for answer in given:
        target = answer.merged_into.pk if answer.merged_into else None
        for row in by_group[by_pk[answer.contribution.pk].group]:
            if row.pk != target and not row.is_withdrawn:
                found.setdefault(row.pk, replace(answer, contribution=row))
    return list(found.values())


def _sound(answer: Answer, consultation: Consultation) -> Answer:
    """The answer as it is stored."""
    contribution, number = answer.contribution, {"number": answer.contribution.number}
    if contribution.is_withdrawn:
        raise Withdrawn(_("Contribution %(number)d was taken back by its organisation and needs no answer.") % number)
    target = answer.merged_into
    if (answer.decision == Decision.MERGED) is (target is None):
        raise NowhereToMerge(_("Please say into which contribution number %(number)d is merged.") % number)
    if target is not None and (target.pk == contribution.pk or target.consultation_id != consultation.pk):
        raise NowhereToMerge(
            _("Contribution %(number)d is merged into another contribution of the same consultation, not into itself.") % number
        )
    version = _adopting(answer, consultation) if contribution.suggestion and answer.decision == Decision.ADOPTED else None
    reason = reasons.tidy(answer.reason)
    if sentence := reasons.too_long(reason, REASON_LIMIT):
        raise CannotDecide(sentence)
    if not reason and version is None:
        raise ReasonMissing
    return replace(answer, reason=reason, version=version)


def _adopting(answer: Answer, consultation: Consultation) -> Version:
    """The version that takes the suggestion up."""
    suggestion = answer.contribution.suggestion
    assert suggestion is not None
    version = answer.version or suggestion.adopted_in
    if version is not None:
        return version
    if consultation.version is None or consultation.version.number <= suggestion.wording.version.number:
        raise NotInTheText(
            _("Suggestion %(number)d is not in the text yet: it is adopted when a version is issued that takes it up.")
            % {"number": suggestion.number}
        )
    return consultation.version


def _require_an_end(consultation: Consultation, answers: list[Answer]) -> None:
    """What is merged leads to a contribution that has an answer of its own, never round in a circle."""
    merged = Disposition.objects.filter(contribution__consultation=consultation, merged_into__isnull=False)
    leads = dict(merged.values_list("contribution", "merged_into"))
    for answer in answers:
        leads.pop(answer.contribution.pk, None)
    leads |= {a.contribution.pk: a.merged_into.pk for a in answers if a.merged_into is not None}
    for answer in answers:
        seen, place = {answer.contribution.pk}, leads.get(answer.contribution.pk)
        while place is not None:
            if place in seen:
                number = {"number": answer.contribution.number}
                raise NowhereToMerge(_("Merged like this, contribution %(number)d would end up in itself.") % number)
            seen.add(place)
            place = leads.get(place)


def _reason(answer: Answer) -> str:
    """What the organisation reads. A wording that was taken up speaks for itself."""
    if answer.reason or answer.version is None:
        return answer.reason
    with translation.override(settings.LANGUAGE_CODE):
        return _("Taken up in version %(number)d.") % {"number": answer.version.number}


def _stands(answer: Answer) -> bool:
    """Whether exactly this was answered already."""
    before = getattr(answer.contribution, "disposition", None)
    suggestion = answer.contribution.suggestion
    if before is None or (suggestion is not None and suggestion.adopted_in != answer.version):
        return False
    said = (answer.decision, _reason(answer), answer.merged_into.pk if answer.merged_into else None)
    return (before.decision, before.reason, before.merged_into_id) == said


def _store(answer: Answer, by: User, now: datetime) -> int:
    """The disposition, its line in the record (whose id is returned), and the state of the suggestion it is about."""
    contribution, reason = answer.contribution, _reason(answer)
    said = {"decision": answer.decision, "reason": reason, "merged_into": answer.merged_into}
    made, _new = Disposition.objects.update_or_create(
        contribution=contribution, defaults={**said, "actor": by.actor.token, "decided_at": now}
    )
    contribution.disposition = made
    facts = {
        "contribution": contribution.number,
        "organisation": contribution.organisation_id,
        "decision": str(answer.decision),
        "merged_into": answer.merged_into.number if answer.merged_into else None,
    }
    kind = RecordKind.CONTRIBUTION_DECIDED
    entry = record.append(consultation=contribution.consultation, kind=kind, facts=facts, reason=reason, by=by, now=now)
    if contribution.suggestion is not None:
        _settle(contribution.suggestion, answer, by, now)
    return entry.pk


def _settle(suggestion: Suggestion, answer: Answer, by: User, now: datetime) -> None:
    """Adopted as it was worded, or not adopted: what votes may hinge on. Whose vote does is told, once for each change."""
    state = SuggestionState.NOT_ADOPTED if answer.version is None else SuggestionState.ADOPTED
    before = suggestion.state, suggestion.adopted_in
    suggestion.state, suggestion.answer, suggestion.decided_at = state, answer.reason, now
    suggestion.adopted_in = answer.version
    suggestion.save(update_fields=["state", "answer", "decided_at", "adopted_in"])
    if before == (state, answer.version):
        return
    facts = {
        "suggestion": suggestion.number,
        "state": str(state),
        "version": answer.version.number if answer.version else None,
        "organisation": suggestion.organisation_id,
    }
    consultation = suggestion.consultation
    entry = record.append(consultation=consultation, kind=RecordKind.SUGGESTION_DECIDED, facts=facts, by=by, now=now)
    hinging = Vote.objects.filter(condition=suggestion)
    if hinging.exists():
        told = {
            "consultation": consultation.pk,
            "suggestion": suggestion.pk,
            "organisations": sorted(hinging.values_list("organisation_id", flat=True)),
        }
        events.record(kind="demand-decided", key=f"demand-decided:{suggestion.pk}:{entry.pk}", facts=told, now=now)


def _tell(consultation: Consultation, changed: list[Answer], first_line: int, now: datetime) -> None:
    facts = {
        "consultation": consultation.pk,
        "contributions": [answer.contribution.pk for answer in changed],
        "organisations": sorted({answer.contribution.organisation_id for answer in changed}),
    }
    events.record(kind="contributions-decided", key=f"contributions-decided:{first_line}", facts=facts, now=now)
