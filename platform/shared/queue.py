"""Waking a worker once what was written is committed. No state lives in the queue: a lost wake-up is made good by a sweep."""

import logging
from functools import cache

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def wake(task: str, **kwargs: int | str) -> None:
    """After the commit, send the task registered under this name, with ids as arguments. KeyError if there is none.

    A queue that cannot be reached is logged and left to the periodic sweep of the same work.
    """
    _load_tasks()
    registered = current_app.tasks[task]

    def send() -> None:
        try:
            registered.apply_async(kwargs=kwargs, retry=False)
        except OperationalError:
            logger.warning("The queue cannot be reached; %s waits for the next sweep.", task)

    transaction.on_commit(send)


@cache
def _load_tasks() -> None:
    current_app.loader.import_default_modules()
