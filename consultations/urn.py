"""The urn: how votes, their history and the counters are written, whatever the number of votes.

With `locks` the one place with raw SQL: building these statements anew for every vote costs more than everything else a vote
does (TARGETS V1, V2). What differs between the votes of a ballot goes in as one JSON parameter, so the text of a statement
never changes and PostgreSQL keeps its plan; there all three are one statement. Names and types of columns are the models' own.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TypedDict
from uuid import UUID

from django.db import connection, models

from shared import cursors

from .enums import Basis, VoteAct
from .models import Tally, Vote, VoteEntry

Steps = Mapping[tuple[int, str], int]  # (question id, choice) → by how many organisations its tally changes
_KEY = ("question_id", "organisation_id")


class Act(TypedDict):
    """What all votes of one ballot have in common."""

    organisation_id: int
    basis: Basis
    actor: UUID
    cast_at: datetime


class Line(TypedDict):
    """One of its votes, as it is stored and as it stands in the history."""

    question_id: int
    choice: str
    wording_id: int | None
    digest: str
    condition_id: int | None
    ratings: dict[str, int] | None
    remark_id: int | None
    commitment: str


def cast(lines: Sequence[Line], act: Act, steps: Steps, *, weight: int) -> None:
    """Store these votes, each in place of its organisation's on the question; add them to the history; move the tallies.

    The tallies change by organisations of this `weight`. Called last in its transaction.
    """
    given = [act["organisation_id"], str(act["basis"]), _adapted(act["actor"]), _adapted(act["cast_at"]), json.dumps(lines)]
    moved = _moved(steps, weight)
    if connection.vendor == "postgresql":
        cursors.write(_at_once(), [*given, moved])
    else:
        cursors.write(_given() + _store(), given)
        cursors.write(_given() + _append(), given)
        cursors.write(_move(), [moved])


def count(steps: Steps, *, weight: int) -> None:
    """Move the tallies alone. Called last in its transaction."""
    cursors.write(_move(), [_moved(steps, weight)])


@lru_cache
def _at_once() -> str:
    """PostgreSQL writes in parts of a statement, too. The parts see none of each other's rows, and need none."""
    return f"{_given().strip()}, appended AS ({_append()}), moved AS ({_move()}) {_store()}"


@lru_cache
def _given() -> str:
    constant = f"'{VoteAct.CAST}' AS act, CAST(NULL AS {_type('objected_at')}) AS objected_at"
    common = ", ".join(f"{_value(name)} AS {name}" for name in Act.__annotations__)
    lines = _rows({name: _type(name) for name in Line.__annotations__})
    return f"WITH given AS (SELECT {common}, {constant}, line.* FROM {lines} AS line) "


@lru_cache
def _store() -> str:
    columns = _columns(Vote)
    replaced = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in _KEY)
    return (
        f"INSERT INTO {_table(Vote)} ({', '.join(columns)}) SELECT {', '.join(columns)} FROM given WHERE true "
        f"ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET {replaced}"
    )


@lru_cache
def _append() -> str:
    columns = ", ".join(_columns(VoteEntry))
    return f"INSERT INTO {_table(VoteEntry)} ({columns}) SELECT {columns} FROM given"


@lru_cache
def _move() -> str:
    """Everybody takes the tallies in the same order, so that no two ballots wait for each other for ever."""
    steps = _rows({"question_id": "bigint", "choice": "varchar(20)", "heads": "integer", "weight": "integer"})
    held = (
        f"SELECT mine.id, step.heads, step.weight FROM {_table(Tally)} AS mine JOIN {steps} AS step "
        "ON mine.question_id = step.question_id AND mine.choice = step.choice ORDER BY mine.id"
    )
    if connection.vendor == "postgresql":
        held += " FOR UPDATE OF mine"
    return (
        f"UPDATE {_table(Tally)} AS tally SET organisations = tally.organisations + held.heads, "
        f"votes = tally.votes + held.weight FROM ({held}) AS held WHERE tally.id = held.id"
    )


def _value(name: str) -> str:
    """One parameter. SQLite has no types to be told, and would take a moment for a number."""
    return f"CAST(%s AS {_type(name)})" if connection.vendor == "postgresql" else "%s"


def _rows(columns: Mapping[str, str]) -> str:
    """The rows of a JSON parameter, with these columns and their types."""
    if connection.vendor == "postgresql":
        typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        return f"(SELECT * FROM json_to_recordset(CAST(%s AS json)) AS row ({typed}))"
    read = ", ".join(f"json_extract(value, '$.{name}') AS {name}" for name in columns)
    return f"(SELECT {read} FROM json_each(%s))"


def _moved(steps: Steps, weight: int) -> str:
    rows = [(question, choice, step) for (question, choice), step in steps.items() if step]
    return json.dumps([{"question_id": q, "choice": c, "heads": step, "weight": step * weight} for q, c, step in rows])


def _adapted(value: UUID | datetime) -> str:
    """As the database reads it from a text."""
    return value.hex if isinstance(value, UUID) else str(connection.ops.adapt_datetimefield_value(value))


@lru_cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.column for field in model._meta.concrete_fields if not field.primary_key)


def _type(name: str) -> str:
    """The type of this column, of the vote or its line in the history."""
    model = Vote if name in _columns(Vote) else VoteEntry
    (field,) = [field for field in model._meta.concrete_fields if field.column == name]
    return str(field.db_type(connection))


def _table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'
