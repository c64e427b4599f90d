"""Compilations: one run that makes a statement's files from a frozen content.

The number is part of what is printed, so it is reserved when the compilation is asked for: the lowest serial of the year
(Europe/Berlin) that no statement has and no compilation under way or done holds. A failed or cancelled compilation gives its
number back, so that numbers have no gaps. Two requests at the same moment are told apart by a unique constraint; the second
takes the next number. The statement's own constraint defends it once more in `statements.freeze`.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from shared.canonical import digest

from ..enums import ISSUED_FORMATS, OPEN_COMPILATION_STATES, RELEASED_COMPILATION_STATES, CompilationState, FileFormat
from ..exports import files
from ..exports.content import StatementContent
from ..exports.files import RenderedFile
from ..exports.toolchain import toolchain
from ..models import Compilation, Statement, StatementDraft

ATTEMPTS = 20


class UnderWay(Exception):
    """Another compilation of the same draft has not finished."""


class NotToRun(Exception):
    """The compilation is finished, or another worker is at it."""


def request(*, draft: StatementDraft, content: StatementContent, by: User | None, now: datetime) -> Compilation:
    """Freeze the content under a number and today's date, and queue its compilation.

    Asked again with the same content while it is under way, returns the same row; with another content, raises UnderWay.
    """
    issued_on = timezone.localtime(now).date()
    for attempt in count(1):
        if open_one := draft.compilations.filter(state__in=OPEN_COMPILATION_STATES).first():
            return _same(open_one, content)
        try:
            with transaction.atomic():
                serial = _free_serial(issued_on.year)
                numbered = content.numbered(number=f"{serial}/{issued_on.year}", issued_on=issued_on.isoformat())
                return Compilation.objects.create(
                    draft=draft,
                    year=issued_on.year,
                    serial=serial,
                    content=numbered.to_plain(),
                    fingerprint=fingerprint(numbered),
                    actor=by.actor.token if by else None,
                    requested_at=now,
                )
        except IntegrityError:  # somebody else took the number, or opened one for this draft
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _same(open_one: Compilation, content: StatementContent) -> Compilation:
    frozen = StatementContent.from_plain(open_one.content)
    if content.numbered(number=frozen.number or "", issued_on=frozen.issued_on or "") != frozen:
        raise UnderWay(_("This statement is already being compiled, with an earlier content. Wait until it has finished."))
    return open_one


def _free_serial(year: int) -> int:
    """The lowest free number of the year. One query, so that it sees a compilation and its statement in one state."""
    issued = Statement.objects.filter(year=year).order_by().values_list("serial", flat=True)
    reserved = Compilation.objects.filter(year=year).exclude(state__in=RELEASED_COMPILATION_STATES).order_by()
    taken = set(issued.union(reserved.values_list("serial", flat=True)))
    return next(serial for serial in count(1) if serial not in taken)


def fingerprint(content: StatementContent) -> str:
    """What decides the bytes: the content and everything it is rendered with."""
    return digest({"content": content.digest, "toolchain": toolchain()})


def lease() -> timedelta:
    """After this time without a heartbeat a running compilation has lost its worker."""
    return timedelta(seconds=2 * settings.RENDER_SECONDS)


def run(*, compilation: Compilation, now: datetime) -> list[RenderedFile]:
    """Render and check all issued formats; store nothing but heartbeats, and issue nothing.

    Claims the compilation first: raises NotToRun if it is finished or another worker is at it. Raises child.RenderingFailed
    with a sentence if a format cannot be made; the caller then calls `fail`.
    """
    content = StatementContent.from_plain(compilation.content)
    waiting = Q(state=CompilationState.QUEUED) | Q(state=CompilationState.RUNNING, heartbeat_at__lt=now - lease())
    claimed = Compilation.objects.filter(waiting, pk=compilation.pk).update(
        state=CompilationState.RUNNING, heartbeat_at=now, fingerprint=fingerprint(content)
    )
    if not claimed:
        raise NotToRun(_("This compilation is finished, or another worker is at it."))
    rendered = [files.render(content, format) for format in _steps(compilation, now)]
    compilation.refresh_from_db()
    return rendered


def _steps(compilation: Compilation, now: datetime) -> Iterator[FileFormat]:
    """Each issued format, with a heartbeat before it. `now` is when the run began; time goes on from there."""
    begun = time.monotonic()
    for format in ISSUED_FORMATS:
        beat = now + timedelta(seconds=time.monotonic() - begun)
        Compilation.objects.filter(pk=compilation.pk, state=CompilationState.RUNNING).update(
            step=format.label, heartbeat_at=beat
        )
        yield format


@transaction.atomic
def fail(*, compilation: Compilation, error: str, now: datetime) -> Compilation:
    """Finish with a sentence that says what is wrong; the number is free again. A finished compilation stays as it is."""
    return _finish(compilation, CompilationState.FAILED, error, now)


@transaction.atomic
def cancel(*, compilation: Compilation, now: datetime) -> Compilation:
    """Call a compilation off; the number is free again. A finished compilation stays as it is."""
    return _finish(compilation, CompilationState.CANCELLED, "", now)


def _finish(compilation: Compilation, state: CompilationState, error: str, now: datetime) -> Compilation:
    Compilation.objects.filter(pk=compilation.pk, state__in=OPEN_COMPILATION_STATES).update(
        state=state, error=error, finished_at=now
    )
    compilation.refresh_from_db()
    return compilation
