"""The urn: how votes, their history and the counters are written, by three statements whatever the number of votes.

With `locks` the one place with raw SQL: building these statements anew for every vote costs more than everything else a vote
does (TARGETS V1, V2). Columns and values are the models' own.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.db import connection, models

from .models import Tally, Vote, VoteEntry

_KEY = ("question_id", "organisation_id")
Steps = Mapping[tuple[int, str], int]


def cast(votes: Sequence[Vote], entries: Sequence[VoteEntry], steps: Steps, *, weight: int) -> None:
    """Store these votes, each in place of its organisation's on the question; add their lines to the history; move the tallies.

    `steps`: (question id, choice) → by how many organisations of this `weight` it changes. The votes know their ids afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute(_store(len(votes)), _values(votes))
        ids = cursor.fetchall()
        cursor.execute(_append(len(entries)), _values(entries))
    for vote, (pk,) in zip(votes, ids, strict=True):
        vote.pk, vote._state.adding, vote._state.db = pk, False, connection.alias
    count(steps, weight=weight)


def count(steps: Steps, *, weight: int) -> None:
    """Move the tallies alone. Called last in its transaction."""
    moved = [(question, choice, step) for (question, choice), step in steps.items() if step]
    if moved:
        with connection.cursor() as cursor:
            _hold(cursor, {question for question, _, _ in moved})
            cursor.execute(_move(len(moved)), _places(moved, weight))


def _hold(cursor, questions: set[int]) -> None:
    """Two ballots at once take the tallies in the same order, so neither waits for the other for ever."""
    if len(questions) > 1 and connection.vendor == "postgresql":
        cursor.execute(f"SELECT id FROM {_table(Tally)} WHERE question_id = ANY(%s) ORDER BY id FOR UPDATE", [list(questions)])


@lru_cache(maxsize=256)
def _store(votes: int) -> str:
    replaced = ", ".join(f"{name} = excluded.{name}" for name in _columns(Vote) if name not in _KEY)
    return f"{_insert(Vote, votes)} ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET {replaced} RETURNING id"


@lru_cache(maxsize=256)
def _append(entries: int) -> str:
    return _insert(VoteEntry, entries)


@lru_cache(maxsize=256)
def _move(steps: int) -> str:
    step = "(CAST(%s AS bigint), CAST(%s AS varchar(20)), CAST(%s AS integer), CAST(%s AS integer))"
    return (
        f"UPDATE {_table(Tally)} AS tally SET organisations = tally.organisations + step.column3, "
        f"votes = tally.votes + step.column4 FROM (VALUES {', '.join([step] * steps)}) AS step "
        "WHERE tally.question_id = step.column1 AND tally.choice = step.column2"
    )


def _places(moved: list[tuple[int, str, int]], weight: int) -> list:
    return [value for question, choice, step in moved for value in (question, choice, step, step * weight)]


def _insert(model: type[models.Model], rows: int) -> str:
    row = f"({', '.join(['%s'] * len(_columns(model)))})"
    return f"INSERT INTO {_table(model)} ({', '.join(_columns(model))}) VALUES {', '.join([row] * rows)}"


def _values(rows: Sequence[models.Model]) -> list:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows for field in _fields(type(row))]


@lru_cache
def _fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _columns(model: type[models.Model]) -> list[str]:
    return [field.column for field in _fields(model)]


def _table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'
