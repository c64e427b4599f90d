"""Who writes: the sender's name and address under every mail. The app that knows them provides them on start."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Letterhead:
    name: str
    line: str = ""  # name and postal address in one line


_provider: Callable[[], Letterhead] = partial(Letterhead, "Mitstimme")


def provide(provider: Callable[[], Letterhead]) -> None:
    """Let this function say who writes; it is asked once for each batch of mails."""
    global _provider
    _provider = provider


def current() -> Letterhead:
    return _provider()
