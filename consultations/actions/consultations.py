"""The life of a consultation: released, opened, its phases moved, closed. By an editor, or by the clock (`by` is None)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from notifications.actions import events
from positions.actions import versions
from positions.models import Version

from .. import locks
from ..enums import RecordKind
from ..models import Consultation, Phase
from ..phases import PhaseKind, all_over, disorder, spoken
from ..queries.frozen import final_rule, section_rule
from . import electorate, outcomes, questions, record, statements
from .plain import moment, plain_phases, plain_rule
from .refusals import Refused as Refused


class CannotOpen(Refused):
    pass


class CannotClose(Refused):
    pass


class CannotMove(Refused):
    pass


class ReasonMissing(Refused):
    pass


def obstacle(consultation: Consultation, now: datetime) -> str | None:
    """Why the consultation cannot open now, as a translated sentence; None if it can. Reads phases, paper and participants."""
    phases = list(consultation.phases.all())
    if consultation.opened_at is not None:
        return _("It was opened on %(when)s.") % {"when": spoken(consultation.opened_at)}
    if sentence := disorder(phases) or all_over(phases, now):
        return sentence
    if consultation.deadline_at is not None and consultation.deadline_at <= now:
        return _("The deadline of %(body)s passed on %(when)s.") % {
            "body": consultation.body or _("the ministry"),
            "when": spoken(consultation.deadline_at),
        }
    if not consultation.paper.live:
        return _("The paper “%(paper)s” is not published yet.") % {"paper": consultation.paper.title}
    if not electorate.anybody(consultation):
        return _("Nobody is invited. Choose the organisations that take part.")
    if any(phase.kind == PhaseKind.VOTE for phase in phases) and not electorate.anybody(consultation, with_vote=True):
        return _("None of the invited organisations has a vote.")
    return None


@transaction.atomic
def release(*, consultation: Consultation, by: User, now: datetime) -> Consultation:
    """Let the clock open it when its first phase begins. Refused (CannotOpen) for whatever would keep it from opening."""
    _hold(consultation)
    if sentence := obstacle(consultation, now):
        raise CannotOpen(sentence)
    consultation.released_at = now
    consultation.save(update_fields=["released_at"])
    return consultation


@transaction.atomic
def withdraw_release(*, consultation: Consultation, by: User, now: datetime) -> Consultation:
    """Take the release back. Refused (CannotOpen) once the consultation is open."""
    _hold(consultation)
    if consultation.opened_at is not None:
        raise CannotOpen(obstacle(consultation, now))
    consultation.released_at = None
    consultation.save(update_fields=["released_at"])
    return consultation


@transaction.atomic
def open_(*, consultation: Consultation, by: User | None, now: datetime) -> Consultation:
    """Open it: electorate, rule and legal effect are frozen and recorded, questions posed, participants told.

    A paper without an issued version gets its first one here. Refused (CannotOpen) with the sentence of `obstacle`.
    """
    _hold(consultation)
    if sentence := obstacle(consultation, now):
        raise CannotOpen(sentence)
    left_out = electorate.freeze(consultation=consultation, now=now)
    consultation.version = _current_version(consultation, by, now)
    consultation.opened_at = now
    consultation.save(update_fields=["version", "opened_at"])
    questions.pose(consultation=consultation, now=now)
    facts = {
        "electorate": electorate.plain(consultation),
        "left_out": left_out,
        "rule": plain_rule(section_rule(consultation)),
        "scale": consultation.scale,
        "final": {"rule": plain_rule(final_rule(consultation)), "scale": consultation.final_scale},
        "legal_effect": consultation.legal_effect,
        "decision_note": consultation.decision_note,
        "visibility": consultation.visibility,
        "phases": plain_phases(consultation),
        "version": {"number": consultation.standing_version.number, "digest": consultation.standing_version.digest},
    }
    record.append(consultation=consultation, kind=RecordKind.OPENED, facts=facts, by=by, now=now)
    key = f"consultation-opened:{consultation.pk}"
    events.record(kind="consultation-opened", key=key, facts={"consultation": consultation.pk}, now=now)
    return consultation


@transaction.atomic
def move_phase(*, phase: Phase, opens_at: datetime, closes_at: datetime, by: User, now: datetime, reason: str = "") -> Phase:
    """Give a phase other times. Once the consultation is open this needs a reason, and both stand in the record.

    Refused (CannotMove): a phase that has ended, a beginning that has passed, an end that would lie in the past, disorder.
    """
    consultation = phase.consultation
    _hold(consultation)
    phase.refresh_from_db()
    if sentence := _immovable(phase, opens_at, closes_at, now):
        raise CannotMove(sentence)
    is_open = consultation.opened_at is not None
    if is_open and not reason.strip():
        raise ReasonMissing(_("Please say why the phase is moved; the reason is printed in the record."))
    before = {"opens_at": moment(phase.opens_at), "closes_at": moment(phase.closes_at)}
    phase.opens_at, phase.closes_at = opens_at, closes_at
    others = consultation.phases.exclude(pk=phase.pk)
    if sentence := disorder([phase, *others]):
        raise CannotMove(sentence)
    phase.save(update_fields=["opens_at", "closes_at"])
    if is_open:
        after = {"opens_at": moment(opens_at), "closes_at": moment(closes_at)}
        facts = {"phase": phase.kind, "before": before, "after": after}
        record.append(consultation=consultation, kind=RecordKind.PHASE_MOVED, facts=facts, reason=reason, by=by, now=now)
    return phase


@transaction.atomic
def close(*, consultation: Consultation, by: User | None, now: datetime, reason: str = "") -> Consultation:
    """Close it: outcomes are counted from the votes and frozen, the record is sealed, the statement's frame is prepared.

    Before its end (graces included) only with a reason, which the record keeps. Refused (CannotClose) if not open.
    """
    _hold(consultation)
    if consultation.opened_at is None or consultation.opened_at > now:
        raise CannotClose(_("This consultation has not been opened yet."))
    if consultation.closed_at is not None:
        raise CannotClose(_("It was closed on %(when)s.") % {"when": spoken(consultation.closed_at)})
    early = not Consultation.objects.due_to_close(now).filter(pk=consultation.pk).exists()
    if early and not reason.strip():
        raise ReasonMissing(_("It has not ended yet. Please say why it is closed now; the record keeps the reason."))
    seal_phases(consultation=consultation, now=now, cut_short=True)
    frozen = outcomes.freeze(consultation=consultation, now=now)
    consultation.closed_at = now
    consultation.save(update_fields=["closed_at"])
    facts = {
        "early": early,
        "version": {"number": consultation.standing_version.number, "digest": consultation.standing_version.digest},
        "outcomes": [outcomes.plain(outcome) for outcome in frozen],
    }
    record.append(consultation=consultation, kind=RecordKind.CLOSED, facts=facts, reason=reason, by=by, now=now)
    record.seal(consultation=consultation, now=now)
    statements.prepare_draft(consultation=consultation, by=by, now=now)
    return consultation


@transaction.atomic
def hide_results(*, consultation: Consultation, reason: str = "", by: User, now: datetime) -> Consultation:
    """Keep results from everyone until the close, from now on. There is no way back before. Recorded, with a reason."""
    _hold(consultation)
    if consultation.opened_at is None or consultation.closed_at is not None:
        raise CannotMove(_("Results are hidden by this while the consultation is open."))
    if consultation.results_hidden:
        raise CannotMove(_("Results are hidden until the close already."))
    if not reason.strip():
        raise ReasonMissing(_("Please say why the results are hidden from now on; the record keeps the reason."))
    consultation.results_hidden = True
    consultation.save(update_fields=["results_hidden"])
    record.append(consultation=consultation, kind=RecordKind.RESULTS_HIDDEN, facts={}, reason=reason, by=by, now=now)
    return consultation


@transaction.atomic
def seal_phases(*, consultation: Consultation, now: datetime, cut_short: bool = False) -> list[Phase]:
    """Seal every phase that has ended (with `cut_short`, also the one that is running); returns them. Once, and in order."""
    locks.exclusive(consultation.pk)
    limit = {"opens_at__lte": now} if cut_short else {"closes_at__lte": now}
    ended = list(consultation.phases.filter(sealed_at=None, **limit).order_by("opens_at"))
    for phase in ended:
        phase.sealed_at = now
        phase.save(update_fields=["sealed_at"])
        facts = {"phase": phase.kind, "opens_at": moment(phase.opens_at), "closes_at": moment(phase.closes_at)}
        record.append(consultation=consultation, kind=RecordKind.PHASE_SEALED, facts=facts, by=None, now=now)
        record.seal(consultation=consultation, now=now)
    return ended


def _hold(consultation: Consultation) -> None:
    """Take the consultation alone and read it again: what the caller saw may be past."""
    locks.exclusive(consultation.pk)
    consultation.refresh_from_db()


def _current_version(consultation: Consultation, by: User | None, now: datetime) -> Version:
    if last := consultation.paper.versions.order_by("-number").first():
        return last
    try:
        return versions.issue(paper=consultation.paper, marks={}, by=by, now=now)
    except (versions.NothingPublished, versions.SectionKeyTwice) as unfit:
        raise CannotOpen(str(unfit)) from unfit


def _immovable(phase: Phase, opens_at: datetime, closes_at: datetime, now: datetime) -> str | None:
    if phase.consultation.closed_at is not None:
        return _("The consultation was closed on %(when)s.") % {"when": spoken(phase.consultation.closed_at)}
    if phase.sealed_at is not None or (phase.consultation.opened_at is not None and phase.closes_at <= now):
        return _("“%(phase)s” ended on %(when)s.") % {"phase": phase.get_kind_display(), "when": spoken(phase.closes_at)}
    if phase.consultation.opened_at is not None and phase.opens_at <= now and opens_at != phase.opens_at:
        return _("“%(phase)s” has begun already; only its end can be moved.") % {"phase": phase.get_kind_display()}
    if closes_at <= opens_at:
        return _("A phase cannot end before it begins.")
    if closes_at <= now:
        return _("%(when)s has passed already.") % {"when": spoken(closes_at)}
    return None
