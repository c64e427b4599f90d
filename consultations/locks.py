"""The lock of a consultation: those who write inside it share it, those who change its state hold it alone.

The one place with raw SQL. Voters never wait for each other; closing, opening and issuing wait for the votes in flight and hold
back the next ones. SQLite needs nothing: its transactions are immediate, so there is one writer at a time.
Whoever took a lock reads the consultation again: what was read before may be past.
"""

from django.db import connection

from .models import Consultation, Participation, Phase


def share(consultation_id: int) -> None:
    """Until the end of the transaction, nobody opens, closes or moves this consultation."""
    _lock(consultation_id, "FOR SHARE")


def exclusive(consultation_id: int) -> None:
    """Until the end of the transaction, nobody else writes in this consultation."""
    _lock(consultation_id, "FOR UPDATE")


def voting(consultation_id: int, organisation_id: int) -> list[Phase]:
    """`share`, and nobody else votes for this organisation; returns the phases as they stand under the lock, in one statement.

    Empty if the organisation does not take part (or there are no phases): then nothing is locked.
    """
    _in_transaction()
    consultation, participation, phase = (
        connection.ops.quote_name(model._meta.db_table) for model in (Consultation, Participation, Phase)
    )
    lock = "FOR SHARE OF consultation, phase FOR UPDATE OF participation" if connection.vendor == "postgresql" else ""
    return list(
        Phase.objects.raw(
            f"SELECT phase.* FROM {phase} phase "
            f"JOIN {consultation} consultation ON consultation.id = phase.consultation_id "
            f"JOIN {participation} participation ON participation.consultation_id = phase.consultation_id "
            f"WHERE phase.consultation_id = %s AND participation.organisation_id = %s {lock}",
            [consultation_id, organisation_id],
        )
    )


def _lock(consultation_id: int, strength: str) -> None:
    _in_transaction()
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Consultation._meta.db_table)
        cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s {strength}", [consultation_id])


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("A lock lives in a transaction.")
