"""The kinds of notification. Each app registers its own; this app knows none of their nouns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from .models import Event, Message


@dataclass(frozen=True)
class Recipient:
    """A person, or an address where there is no person yet; and the language they read."""

    user_id: int | None = None
    address: str = ""
    language: str = "de"

    def __post_init__(self):
        if (self.user_id is None) == (not self.address):
            raise ValueError("A recipient is either a person or an address.")


@dataclass(frozen=True)
class Content:
    """What to say: the templates `<template>.subject.txt`, `.txt` and `.html` (from `templates/`), and what they need.

    The two bodies extend `notifications/_mail.txt` and `notifications/_mail.html`.
    """

    template: str
    context: Mapping[str, object] = field(default_factory=dict)


class Kind:
    """One kind of notification. Subclass it in your `notices.py`, register it in your app's `ready`."""

    name: ClassVar[str]
    forgets_facts: ClassVar[bool] = False  # codes and links: the event's facts are erased once nothing waits for them

    def recipients(self, event: Event) -> Iterable[Recipient]:
        """Everyone to be told, read when the event is expanded; one entry for each person, whoever they act for."""
        raise NotImplementedError

    def content(self, message: Message) -> Content:
        """The text for this recipient, called in their language. `message.event.facts` holds what happened."""
        raise NotImplementedError

    def still_due(self, message: Message, now: datetime) -> bool:
        """False drops the message: what it would say has passed, or the recipient may no longer read it."""
        return True


_kinds: dict[str, Kind] = {}


class UnknownKind(LookupError):
    """No app has registered this kind."""

    def __str__(self):
        return f"unknown kind “{self.args[0]}”"


def register(kind: type[Kind]) -> type[Kind]:
    """Make a kind known; usable as a decorator. Two classes cannot share a name."""
    known = _kinds.setdefault(kind.name, kind())
    if type(known) is not kind:
        raise ValueError(f"The kind {kind.name!r} is registered twice.")
    return kind


def kind(name: str) -> Kind:
    """The registered kind of this name, or UnknownKind."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def forgets_facts(name: str) -> bool:
    """Whether events of this kind lose their facts in the end. One of a kind that is gone keeps them."""
    return name in _kinds and _kinds[name].forgets_facts
