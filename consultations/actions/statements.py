"""From a closed consultation to its issued statement: the frame prepared, the compilation asked for, the statement issued."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from notifications.actions import events
from positions.actions import compilations
from positions.actions import statements as frozen
from positions.enums import Audience, CompilationState
from positions.exports.child import RenderingFailed
from positions.exports.files import RenderedFile
from positions.models import Compilation, Statement, StatementDraft
from shared.queue import wake

from .. import locks
from .. import statement_wording as wording
from ..enums import RecordKind, Stage, Visibility
from ..models import Consultation
from ..queries import register
from ..queries.attendance import attendance, days_given
from ..queries.statement_content import statement_content
from . import record
from .refusals import Refused

AUDIENCES = {
    Visibility.PUBLIC: Audience.PUBLIC,
    Visibility.MEMBERS: Audience.MEMBERS,
    Visibility.PARTICIPANTS: Audience.PARTICIPANTS,
}
# How long a compilation may wait before its wake-up call is taken for lost.
PATIENCE = timedelta(seconds=30)


class CannotIssue(Refused):
    """No statement can be issued now."""


@transaction.atomic
def prepare_draft(*, consultation: Consultation, by: User | None, now: datetime) -> StatementDraft:
    """The statement's frame with everything that can be derived filled in, not approved. One for each consultation."""
    if consultation.statement_draft:
        return consultation.statement_draft
    draft = StatementDraft.objects.create(
        version=consultation.standing_version,
        title=wording.title(consultation.bill_title, consultation.bill_short, consultation.standing_version.title),
        short_title=wording.short_title(consultation.bill_title, consultation.bill_short, consultation.standing_version.title),
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


@transaction.atomic
def approve(*, consultation: Consultation, by: User, now: datetime) -> StatementDraft:
    """Approve the frame as it was last saved, without a workflow (from the shell, in the demo). Refused: CannotIssue."""
    locks.exclusive(consultation.pk)
    consultation.refresh_from_db()
    draft = consultation.statement_draft
    if draft is None or draft.statements.exists():
        raise CannotIssue(obstacle(consultation))
    draft.get_latest_revision().publish(user=by, skip_permission_checks=True)  # who may is the caller's question
    draft.refresh_from_db()
    return draft


def obstacle(consultation: Consultation) -> str | None:
    """Why no statement can be issued from this consultation now, as a translated sentence; None if it can."""
    draft = consultation.statement_draft
    if consultation.closed_at is None or draft is None:
        return _("“%(title)s” is not closed yet; a statement is issued from a closed consultation.") % {
            "title": consultation.title
        }
    if issued := draft.statements.order_by("-issued_at").first():
        return _("Statement %(number)s has been issued from it already.") % {"number": issued.number}
    if not draft.is_approved:
        return _("The draft “%(title)s” has not been approved yet.") % {"title": draft.title}
    return _unanswered(consultation)


def _unanswered(consultation: Consultation) -> str | None:
    """Every contribution gets an answer before the statement is issued, or it is said why not (promise 5)."""
    missing = register.missing_answers(consultation)
    waiver = register.waiver(consultation) if missing else None
    if not missing or (waiver is not None and waiver.contributions.issuperset(missing)):
        return None
    return ngettext(
        "%(count)d contribution has no answer yet. Answer it, or say why the statement is issued without.",
        "%(count)d contributions have no answer yet. Answer them, or say why the statement is issued without.",
        len(missing),
    ) % {"count": len(missing)}


@transaction.atomic
def request(*, consultation: Consultation, by: User | None, now: datetime, wakes_worker: bool = True) -> Compilation:
    """Freeze what the statement says and let a worker make its files; the worker issues it once all of them are valid.

    Without `wakes_worker` the caller carries it out; the sweep does if the caller dies. Asked twice, the first compilation is
    returned. Refused (CannotIssue) with the sentence of `obstacle`, or because one with another content is running.
    """
    locks.exclusive(consultation.pk)
    consultation.refresh_from_db()
    if (sentence := obstacle(consultation)) or consultation.statement_draft is None:
        raise CannotIssue(sentence)
    content = statement_content(consultation)
    try:
        compilation = compilations.request(draft=consultation.statement_draft, content=content, by=by, now=now)
    except compilations.UnderWay as busy:
        raise CannotIssue(str(busy)) from busy
    if wakes_worker:
        wake("consultations.compile", compilation_id=compilation.pk)
    return compilation


def carry_out(*, compilation: Compilation, now: datetime) -> Statement | None:
    """Make the files of a compilation and issue the statement; None if it failed, or if another worker is at it.

    Not in a transaction: files take seconds. Whatever goes wrong becomes a state of the compilation, with a sentence; the
    unexpected is raised as well.
    """
    try:
        files = compilations.run(compilation=compilation, now=now)
        return issue(compilation=compilation, files=files, now=now)
    except compilations.NotToRun:
        return Statement.objects.filter(draft=compilation.draft, year=compilation.year, serial=compilation.serial).first()
    except (RenderingFailed, frozen.NotIssuable) as refused:
        compilations.fail(compilation=compilation, error=str(refused), now=now)
        return None
    except Exception:
        error = _("Something unexpected happened while the files were made; the server's log says what.")
        compilations.fail(compilation=compilation, error=error, now=now)
        raise


@transaction.atomic
def issue(*, compilation: Compilation, files: list[RenderedFile], now: datetime) -> Statement:
    """Issue the statement with these files: frozen, recorded, sealed, told. Done again, it returns the same statement."""
    consultation = Consultation.objects.get(statement_draft=compilation.draft_id)
    locks.exclusive(consultation.pk)
    statement = frozen.freeze(compilation=compilation, files=files, by_actor=compilation.actor, now=now)
    if consultation.record.filter(kind=RecordKind.STATEMENT_ISSUED, facts__number=statement.number).exists():
        return statement
    facts = {
        "number": statement.number,
        "content": statement.content_digest,
        "manifest": statement.manifest_digest,
        "files": {file.format: file.digest for file in statement.files.order_by("format")},
    }
    kind = RecordKind.STATEMENT_ISSUED
    record.append(consultation=consultation, kind=kind, facts=facts, by=compilation.actor, now=now)
    record.seal(consultation=consultation, now=now)
    told = {"consultation": consultation.pk, "statement": statement.pk}
    events.record(kind="statement-issued", key=f"statement-issued:{statement.pk}", facts=told, now=now)
    return statement


def sweep(*, now: datetime) -> list[int]:
    """Wake a worker for every compilation whose wake-up call or whose worker was lost; returns their ids."""
    unheard = Q(state=CompilationState.QUEUED, requested_at__lt=now - PATIENCE)
    lost = Q(state=CompilationState.RUNNING, heartbeat_at__lt=now - compilations.lease())
    waiting = list(Compilation.objects.filter(unheard | lost).order_by("pk").values_list("pk", flat=True))
    for pk in waiting:
        wake("consultations.compile", compilation_id=pk)
    return waiting


def _addressee(consultation: Consultation) -> list[str]:
    lines = [consultation.body, consultation.unit, *consultation.body_address.splitlines()]
    return [line.strip() for line in lines if line.strip()]


def _opening(consultation: Consultation) -> str:
    heard = attendance(consultation)
    sentence = wording.deadline_sentence(
        deadline=consultation.deadline_at, working_days=days_given(consultation), consulted=heard.heard, members=heard.asked
    )
    is_invited = bool(consultation.body) and consultation.stage != Stage.OWN_INITIATIVE
    return wording.opening(invited_on=consultation.invited_on, is_invited=is_invited, deadline=sentence)
