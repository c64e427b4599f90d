"""The lock of a consultation: those who write inside it share it, those who change its state hold it alone.

Voters never wait for each other; closing, opening and issuing wait for the votes in flight and hold
back the next ones. PostgreSQL's advisory locks are first come, first served; its row locks are not: a closing that asks for
the row waits for as long as new voters keep arriving. SQLite needs nothing: its transactions are immediate, so there is one
writer at a time. Whoever took a lock reads the consultation again: what was read before may be past.
"""

from dataclasses import dataclass

from django.db import connection

from shared import cursors

from .models import Consultation, Participation

SPACE = 0x4D697473  # first of the two numbers of our advisory locks; the second is the consultation's
_CONSULTATION, _PARTICIPATION = (f'"{model._meta.db_table}"' for model in (Consultation, Participation))
_SEAT = f"""
    SELECT participation.id, participation.votes, participation.first_voted_at IS NOT NULL, COALESCE(consultation.version_id, 0)
    FROM {_CONSULTATION} consultation JOIN {_PARTICIPATION} participation ON participation.consultation_id = consultation.id
    WHERE consultation.id = %(consultation)s AND participation.organisation_id = %(organisation)s
"""
# The statement sees what stood before it waited in the queue; locking the rows afterwards reads them as they are by then.
_SEAT_IN_QUEUE = f"""
    WITH queue AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared({SPACE}, %(consultation)s))
    {_SEAT.replace("FROM", "FROM queue,", 1)}
    FOR SHARE OF consultation FOR UPDATE OF participation
"""


def share(consultation_id: int) -> None:
    """Until the end of the transaction, nobody opens, closes or moves this consultation."""
    _lock(consultation_id, "pg_advisory_xact_lock_shared")


def exclusive(consultation_id: int) -> None:
    """Until the end of the transaction, nobody else writes in this consultation."""
    _lock(consultation_id, "pg_advisory_xact_lock")


@dataclass(frozen=True, slots=True)
class Seat:
    """The organisation's place in a consultation, and the version to vote on: nobody changes them while the lock is held."""

    participation_id: int
    votes: int
    has_voted: bool
    version_id: int  # 0 before the opening


def voting(consultation_id: int, organisation_id: int) -> Seat | None:
    """`share`, and nobody else votes for this organisation, in one statement. None if it does not take part."""
    _in_transaction()
    statement = _SEAT_IN_QUEUE if connection.vendor == "postgresql" else _SEAT
    rows = cursors.rows(statement, {"consultation": consultation_id, "organisation": organisation_id})
    return Seat(*rows[0]) if rows else None


def _lock(consultation_id: int, function: str) -> None:
    _in_transaction()
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({SPACE}, %s)", [consultation_id])


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("A lock lives in a transaction.")
