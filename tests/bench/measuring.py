"""How things are timed: case and yardstick in turns, median of the rounds, wall and CPU time."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial

ROUNDS = 9


@dataclass(frozen=True)
class Timing:
    """Medians of one round, divided by the calls in it: milliseconds a call."""

    wall_ms: float
    cpu_ms: float


@dataclass(frozen=True)
class Row:
    """One line of the table. `value` and `target` are in `unit`; `at_most` says which side of the target is good."""

    code: str
    what: str
    value: float
    target: float
    unit: str
    at_most: bool = True
    detail: dict | None = None

    @property
    def met(self) -> bool:
        return self.value <= self.target if self.at_most else self.value >= self.target

    def as_dict(self) -> dict:
        return {**asdict(self), "met": self.met}


def timed(call: Callable[[], object], calls: int) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(calls):
        call()
    return (time.perf_counter() - wall) * 1000 / calls, (time.process_time() - cpu) * 1000 / calls


def interleaved(cases: dict[str, Callable[[], object]], *, calls: int = 5, rounds: int = ROUNDS) -> dict[str, Timing]:
    """Time every case `rounds` times, `calls` calls in a row, in turns."""
    return in_turns({name: partial(timed, call, calls) for name, call in cases.items()}, rounds=rounds)


def in_turns(cases: dict[str, Callable[[], tuple[float, float]]], *, rounds: int = ROUNDS) -> dict[str, Timing]:
    """Have every case timed `rounds` times after a first one that does not count, so that a busy minute hits them all.

    A case returns milliseconds a call: wall and CPU time.
    """
    for time_it in cases.values():
        time_it()
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    gc.collect()
    for _ in range(rounds):
        for name, time_it in cases.items():
            seen[name].append(time_it())
    return {
        name: Timing(
            wall_ms=round(statistics.median(wall for wall, _ in times), 3),
            cpu_ms=round(statistics.median(cpu for _, cpu in times), 3),
        )
        for name, times in seen.items()
    }
