"""The lock of a consultation: those who write inside it share it, those who change its state hold it alone.

Voters never wait for each other; closing, opening and issuing wait for the votes in flight and hold
back the next ones. SQLite needs nothing: its transactions are immediate, so there is one writer at a time.
Whoever took a lock reads the consultation again: what was read before may be past.
"""

from django.db import connection

from .models import Consultation, Participation

_CONSULTATION, _PARTICIPATION = (f'"{model._meta.db_table}"' for model in (Consultation, Participation))


def share(consultation_id: int) -> None:
    """Until the end of the transaction, nobody opens, closes or moves this consultation."""
    _lock(consultation_id, "FOR SHARE")


def exclusive(consultation_id: int) -> None:
    """Until the end of the transaction, nobody else writes in this consultation."""
    _lock(consultation_id, "FOR UPDATE")


def voting(consultation_id: int, organisation_id: int) -> None:
    """`share`, and nobody else votes for this organisation, in one statement. Nothing is locked if it does not take part."""
    _in_transaction()
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {_CONSULTATION} consultation JOIN {_PARTICIPATION} participation "
            "ON participation.consultation_id = consultation.id "
            "WHERE consultation.id = %s AND participation.organisation_id = %s "
            "FOR SHARE OF consultation FOR UPDATE OF participation",
            [consultation_id, organisation_id],
        )


def _lock(consultation_id: int, strength: str) -> None:
    _in_transaction()
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_CONSULTATION} WHERE id = %s {strength}", [consultation_id])


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("A lock lives in a transaction.")
