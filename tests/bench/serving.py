"""Requests a second through the web server of production: one worker process, kept busy by four clients.

Both sides of a comparison go this way: the command of docs/operations.md with one worker, a connection for each request as a
reverse proxy makes them, the same database with `synchronous_commit` on. The clients wait in the server's queue, so what they
themselves need is not measured.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from .requesting import form

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60  # seconds
Script = Sequence[bytes]  # what one client asks for, over and over


def post(path: str, data: dict[str, object], *, cookie: str = "") -> bytes:
    """A form sent by a browser, as bytes."""
    body = form(data, cookie=cookie)
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        "Accept-Language: de",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Served:
    """A site that is being served."""

    def __init__(self, port: int):
        self.port = port

    def ask(self, request: bytes, *, expect: int) -> bytes:
        """The body of the answer; AssertionError if its status is not the expected one."""
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(request)
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        if head.split(b" ", 2)[1] != str(expect).encode():
            raise AssertionError(f"{request.splitlines()[0]!r}: {answer[:500]!r}")
        return body

    def burst(self, scripts: list[Script], *, requests: int, expect: int) -> tuple[float, float]:
        """So many requests, each client going through its script: milliseconds a request, wall and the worker's CPU time."""
        cpu, wall = self._cpu(), time.perf_counter()
        with ThreadPoolExecutor(len(scripts)) as clients:
            list(clients.map(lambda script: self._play(script, requests // len(scripts), expect), scripts))
        wall = (time.perf_counter() - wall) * 1000
        return wall / requests, (self._cpu() - cpu) / requests

    def _play(self, script: Script, requests: int, expect: int) -> None:
        for request in islice(cycle(script), requests):
            self.ask(request, expect=expect)

    def _cpu(self) -> float:
        return float(self.ask(b"GET /bench/cpu/ HTTP/1.1\r\nHost: localhost\r\n\r\n", expect=200))


@contextmanager
def served(settings: str, application: str) -> Iterator[Served]:
    """The application of these settings, on the database of this run."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    command = [sys.executable, "-m", "gunicorn", "--pythonpath", "platform,.", "--no-control-socket", "--workers", "1"]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "error", application]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": database}
    )
    try:
        site = Served(port)
        _wait_for(site)
        yield site
    finally:
        server.terminate()
        server.wait()


def _wait_for(site: Served) -> None:
    patience = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            site._cpu()
            return
        except OSError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.1)
