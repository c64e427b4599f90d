"""One module a subject; each offers `measure()`, which yields its rows."""

from collections.abc import Iterator

from ..measuring import Row
from . import connections, d1, pages, tallies, votes

MODULES = {
    "P1": pages,
    "P2": pages,
    "P3": pages,
    "P8": connections,
    "V1": votes,
    "V2": votes,
    "V3": tallies,  # after the votes: every counter has moved
    "D1": d1,
}


def measure_all(wanted: list[str]) -> Iterator[Row]:
    """The rows asked for by name, or all."""
    for module in dict.fromkeys(module for name, module in MODULES.items() if not wanted or name in wanted):
        yield from (row for row in module.measure() if not wanted or row.code in wanted)
