"""The parent's side of the rendering child process: start, ask with a deadline, kill, restart.

One child is kept per process that renders (web or worker, whatever starts it), and asked by one thread at a time. A job
that eats memory or time costs the child, never the worker; the next job gets a new one.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

import shared

from .content import StatementContent
from .renderer import BROKEN_MEMORY, Header, read_frame, write_frame

JOBS_PER_CHILD = 200  # then a fresh one: typesetting keeps what it has seen in memory
SOURCES = (Path(__file__).resolve().parents[2], Path(shared.__file__).resolve().parents[1])

SENTENCES = {
    "memory": _("The statement is too large to be rendered: it needs more than %(megabytes)s MB of memory."),
    "deadline": _("Rendering the statement took longer than %(seconds)s seconds and was stopped."),
    "crash": _("The renderer stopped unexpectedly. Please try again; if it happens again, tell the administrators."),
    "defect": _("The renderer has a defect (%(reason)s). Please tell the administrators."),
    "content": _("The content of the statement is not as it should be: %(reason)s"),
    "glyph": _("None of our fonts has the character %(character)s in “%(place)s”. Please replace it."),
    "typst": _("The PDF cannot be typeset: %(reason)s"),
    "pandoc": _("The Word file cannot be made: %(reason)s"),
    "invalid": _("The PDF does not keep the standard %(profile)s and is not offered: %(reason)s"),
}


class RenderingFailed(Exception):
    """A format cannot be rendered. `str()` is a translated sentence that says why; `code` is a key of SENTENCES."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(str(SENTENCES[code]) % facts)
        self.code = code


class Renderer:
    """A supervised child. Thread-safe: threads that ask at the same time wait for each other."""

    def __init__(self, *, megabytes: int, seconds: float) -> None:
        self.megabytes = megabytes
        self.seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs = 0

    def render(self, content: StatementContent, format: str) -> bytes:
        """The file's bytes. Raises RenderingFailed."""
        return self._ask({"job": format}, json.dumps(content.to_plain()).encode())[1]

    def check(self, data: bytes) -> int:
        """The number of pages of a PDF that keeps PDF/UA-1 and PDF/A-2a. Raises RenderingFailed if it does not."""
        return self._ask({"job": "check"}, data)[0]["pages"]

    def close(self) -> None:
        """End the child, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                stream and stream.close()

    def forget(self) -> None:
        """Let go of a child that belongs to the process this one was forked from."""
        process, self._process = self._process, None
        for stream in (process.stdin, process.stdout) if process else ():
            with suppress(OSError):
                stream and stream.raw.close()  # type: ignore[attr-defined]

    @property
    def pid(self) -> int | None:
        """The child's process id, if one runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def _ask(self, header: Header, body: bytes) -> tuple[Header, bytes]:
        with self._lock:
            process = self._started()
            overdue = threading.Event()

            def kill() -> None:
                overdue.set()
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)

            timer = threading.Timer(self.seconds, kill)
            timer.daemon = True
            timer.start()
            try:
                reply = self._exchange(process, header, body)
            finally:
                timer.cancel()
            if reply is None:
                raise self._death(overdue.is_set())
            if "error" in reply[0]:
                raise RenderingFailed(reply[0]["error"], **self._limits(), **reply[0]["facts"])
            return reply

    def _exchange(self, process: subprocess.Popen[bytes], header: Header, body: bytes) -> tuple[Header, bytes] | None:
        assert process.stdin and process.stdout
        try:
            write_frame(process.stdin, header, body)
            return read_frame(process.stdout)
        except BrokenPipeError:
            return None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process and (self._process.poll() is not None or self._jobs >= JOBS_PER_CHILD):
            self.close()
        if self._process is None:
            self._jobs = 0
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "positions.exports.renderer", str(self.megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=gettempdir(),
                env=_environment(),
                start_new_session=True,
            )
        self._jobs += 1
        return self._process

    def _death(self, overdue: bool) -> RenderingFailed:
        """Why the child is gone. Rust aborts when it gets no memory; the kernel kills when the machine has none left."""
        assert self._process
        code = self._process.wait()
        self.close()
        if overdue:
            return RenderingFailed("deadline", **self._limits())
        if code in (BROKEN_MEMORY, -signal.SIGABRT, -signal.SIGKILL):
            return RenderingFailed("memory", **self._limits())
        return RenderingFailed("crash")

    def _limits(self) -> dict[str, Any]:
        return {"megabytes": self.megabytes, "seconds": self.seconds}


def _environment() -> dict[str, str]:
    """What the child is told of the world: where the code is. No secret, no database."""
    passed = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return {
        **passed,
        "PYTHONPATH": os.pathsep.join(str(path) for path in SOURCES),
        "HOME": gettempdir(),
        "LC_ALL": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",  # else every thread reserves address space that the limit counts
        "PYTHONDONTWRITEBYTECODE": "1",
    }


_kept: Renderer | None = None
_guard = threading.Lock()


def kept() -> Renderer:
    """This process's renderer. Started lazily, so that forked workers each get their own."""
    global _kept
    with _guard:
        if _kept is None:
            _kept = Renderer(megabytes=settings.RENDER_MEMORY_MB, seconds=settings.RENDER_SECONDS)
        return _kept


def close_kept() -> None:
    """End this process's renderer, if it has one."""
    if _kept:
        _kept.close()


def _after_fork() -> None:
    global _kept, _guard
    _guard = threading.Lock()
    if _kept:
        _kept.forget()
        _kept = None


os.register_at_fork(after_in_child=_after_fork)
atexit.register(close_kept)
