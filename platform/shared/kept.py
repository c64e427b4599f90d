"""Queries whose SQL is made once and then only filled in.

Building a queryset and compiling it costs several times what PostgreSQL needs to answer it. Where it is asked very often (who
is signed in, how an organisation stands to a question) the queryset stays the one description of what is read, and its SQL is
kept.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable

from . import cursors

# Values nobody stores, to find again in the compiled statement where each argument goes. Two of each: what depends on an
# argument without being it (a date made from a moment) differs between the two and is found out.
_SAMPLES: dict[type, Callable[[int], Any]] = {
    int: lambda n: 8_999_999_999_999_000 + n,
    str: lambda n: f"sample {n}",
    UUID: lambda n: UUID(int=n),
    date: lambda n: date(1901, 1, 1) + timedelta(days=n),
    datetime: lambda n: datetime(1902, 1, 1, tzinfo=UTC) + timedelta(hours=30 * n),
}


class NotKeepable(Exception):
    """The SQL of this queryset depends on its arguments otherwise than by their places."""


class Kept:
    """`Kept(build, user=int, now=datetime)`: `build(user=…, now=…)` returns a queryset; calling it gives the rows as a list.

    Rows are what the queryset's would be: instances with annotations and what `select_related` brings (made without
    signals), or tuples of `values_list`. Arguments are never None and never change the shape of the statement (no lists);
    NotKeepable at the first call otherwise.
    """

    def __init__(self, build: Callable[..., QuerySet], **arguments: type):
        self.build = build
        self.arguments = arguments
        self.made: dict[str, _Statement] = {}

    def __call__(self, **values: Any) -> list[Any]:
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        statement = self.made.get(vendor)
        if statement is None:
            statement = self.made[vendor] = self._make()
        return statement.rows(values)

    def first(self, **values: Any) -> Any:
        return next(iter(self(**values)), None)

    def _make(self) -> "_Statement":
        first, second = (self._compiled(start) for start in (1, 102))
        if first.sql != second.sql or first.places != second.places:
            raise NotKeepable(f"{self.build.__qualname__} {self.arguments}")
        return first

    def _compiled(self, start: int) -> "_Statement":
        samples = {name: _SAMPLES[kind](start + n) for n, (name, kind) in enumerate(self.arguments.items())}
        return _Statement(self.build(**samples), samples)


def put_prefetched(instance: Model, name: str, rows: list[Any]) -> None:
    """Give an instance its related rows as `prefetch_related(name)` would."""
    related = getattr(instance, name).get_queryset()
    related._result_cache, related._prefetch_done = rows, True
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = related


def _adapters(connection: BaseDatabaseWrapper) -> dict[type, Callable[[Any], Any]]:
    """How arguments are put among the parameters of a statement, where that is not as they are."""
    if connection.vendor == "postgresql":
        return {}
    return {
        datetime: connection.ops.adapt_datetimefield_value,
        date: connection.ops.adapt_datefield_value,
        UUID: lambda value: value.hex,
    }


class _Statement:
    """One compiled statement: its SQL, and for each parameter the name of the argument or the constant that goes there."""

    def __init__(self, queryset: QuerySet, samples: dict[str, Any]):
        self.compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.sql, parameters = self.compiler.as_sql()
        adapters = _adapters(self.compiler.connection)
        self.adapters = {name: adapters[type(value)] for name, value in samples.items() if type(value) in adapters}
        known = self._filled(samples)
        self.places = [_place(parameter, known) for parameter in parameters]
        self.converters = self.compiler.get_converters([column for column, _, _ in self.compiler.select])
        self.instance = None
        if issubclass(queryset._iterable_class, ModelIterable):
            self.instance = _annotated(
                _instances(self.compiler.klass_info, self.compiler.select), self.compiler.annotation_col_map
            )

    def rows(self, values: dict[str, Any]) -> list[Any]:
        filled = self._filled(values)
        rows = cursors.rows(self.sql, [filled[name] if name else constant for name, constant in self.places])
        if self.converters:
            rows = [tuple(row) for row in self.compiler.apply_converters(rows, self.converters)]
        return rows if self.instance is None else [self.instance(row) for row in rows]

    def _filled(self, values: dict[str, Any]) -> dict[str, Any]:
        return values | {name: adapt(values[name]) for name, adapt in self.adapters.items()}


def _place(parameter: Any, known: dict[str, Any]) -> tuple[str | None, Any]:
    for name, sample in known.items():
        if type(sample) is type(parameter) and sample == parameter:
            return name, None
    return None, parameter


def _instances(described: dict[str, Any], select: list[Any]) -> Callable[[Sequence[Any]], Any]:
    """How a row becomes an instance, with what `select_related` brings.

    As `Model.from_db` would, but without `__init__`, which goes through every field the model has for each of them.
    """
    model, places = described["model"], described["select_fields"]
    begin, end = places[0], places[-1] + 1
    names = [column.target.attname for column, _, _ in select[begin:end]]
    key = begin + names.index(model._meta.pk.attname)
    brought = [
        (_instances(related, select), related["local_setter"], related["remote_setter"])
        for related in described.get("related_klass_infos", ())
    ]

    def instance(row: Sequence[Any]) -> Any:
        if row[key] is None:
            return None
        made = model.__new__(model)
        made._state = state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        made.__dict__.update(zip(names, row[begin:end], strict=True))
        for related, set_here, set_there in brought:
            other = related(row)
            set_here(made, other)
            if other is not None:
                set_there(other, made)
        return made

    return instance


def _annotated(instance: Callable[[Sequence[Any]], Any], places: Mapping[str, int]) -> Callable[[Sequence[Any]], Any]:
    """The same instances, with their annotations."""

    def annotated(row: Sequence[Any]) -> Any:
        made = instance(row)
        made.__dict__.update({name: row[place] for name, place in places.items()})
        return made

    return annotated
