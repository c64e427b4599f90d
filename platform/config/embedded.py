"""The embedded stack: web server, Celery worker and beat as threads of one process, over a queue in memory.

Nothing is lost when it stops: the queue carries no state, and what a worker had begun is picked up again by a sweep.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import waitress
from celery.beat import EmbeddedService, Scheduler
from celery.signals import task_postrun
from django.db import close_old_connections

from .celery import app

SECONDS_TO_STOP = 2.5


class PortTaken(Exception):
    """Somebody else answers at this address."""


def take_port(host: str, port: int) -> socket.socket:
    """A socket bound to the address but not yet listening; PortTaken if another program has it."""
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError:
        taken.close()
        raise PortTaken from None
    return taken


def run(bound: socket.socket) -> None:
    """Serve until SystemExit is raised in this thread (by a signal handler), then stop within SECONDS_TO_STOP."""
    from .wsgi import application  # loads the manifest of the static files, which must stand by now

    server = waitress.create_server(application, sockets=[bound], threads=8, ident=None)
    with worker_and_beat():
        server.run()  # returns once SystemExit has reached it


@contextmanager
def worker_and_beat() -> Iterator[None]:
    """A worker with two threads, and the periodic tasks, while the block runs."""
    task_postrun.connect(_close_connections)
    worker = app.WorkController(pool="threads", concurrency=2, loglevel="WARNING", hostname="embedded@localhost")
    beat = EmbeddedService(app, thread=True, scheduler_cls=Scheduler)  # a scheduler without a file: it has no state
    threads = [threading.Thread(target=worker.start, name="worker", daemon=True), beat]
    for thread in threads:
        thread.daemon = True
        thread.start()
    try:
        yield
    finally:
        # A task that is still running must not keep anyone waiting.
        last_resort = threading.Timer(SECONDS_TO_STOP, os._exit, args=[0])
        last_resort.daemon = True
        last_resort.start()
        beat.service.stop()  # told, not waited for
        worker.stop()
        last_resort.cancel()


def _close_connections(**_: object) -> None:
    close_old_connections()
