"""Cursors that stay open, for the few statements that every signed-in request or every vote asks.

Opening a cursor and teaching it how to send these arguments and read these rows takes psycopg as long as the statement itself.
A statement finds its cursor again by its text, which therefore never changes.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

Parameters = Sequence[Any] | Mapping[str, Any]

_kept: WeakKeyDictionary[BaseDatabaseWrapper, dict[str, Any]] = WeakKeyDictionary()


def rows(sql: str, parameters: Parameters) -> list[tuple[Any, ...]]:
    """Everything the statement finds."""
    return _executed(sql, parameters).fetchall()


def write(sql: str, parameters: Parameters) -> None:
    """A statement that returns nothing."""
    _executed(sql, parameters)


def _executed(sql: str, parameters: Parameters) -> CursorWrapper:
    """As `connection.cursor()` and `execute`: connected, watched by whoever counts statements, errors those of Django."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    cursors = _kept.setdefault(connection, {})
    cursor = cursors.get(sql)
    if cursor is None or cursor.connection is not connection.connection:
        with connection.wrap_database_errors:
            cursor = cursors[sql] = connection.create_cursor()
    wrapped = connection._prepare_cursor(cursor)
    wrapped.execute(sql, parameters)
    return wrapped
