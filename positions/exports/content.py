"""What a statement says: one typed, versioned structure of plain values. Every format is rendered from it, from nothing else.

consultations fills it; positions numbers, freezes, hashes and renders it. It names organisations and totals, never a person,
except where the board signs. Texts are in the statement's language; block trees are those of `positions.wording.tree`.
This module knows no Django: the rendering child process imports it.
"""

import types
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from shared.canonical import digest

SCHEMA = 1


class WrongContent(Exception):
    """Plain values that are no StatementContent of a schema this code knows."""


@dataclass(frozen=True)
class Sender:
    """The federation's letterhead, copied from its profile."""

    name: str
    claim: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    website: str = ""
    register: str = ""


@dataclass(frozen=True)
class Reference:
    """One of the addressee's lines of the reference block: "Your reference", "34-5210/2026-118"."""

    label: str
    value: str


@dataclass(frozen=True)
class Numbers:
    """The numbers of one outcome, as organisations or as votes. `veto` is part of `no`; `stale` is in none of the others."""

    yes: int
    no: int
    abstain: int
    invalid: int
    stale: int
    eligible: int
    veto: int = 0

    @property
    def taking_part(self) -> int:
        return self.yes + self.no + self.abstain + self.invalid


@dataclass(frozen=True)
class ChoiceCount:
    """How often one choice of the scale stands. `mark` 1–5 is the sign of its stroke, 0 has none (`consultations.scales`)."""

    code: str
    label: str
    mark: int
    organisations: int
    votes: int


@dataclass(frozen=True)
class Endorsement:
    """How many organisations carry a section, and the names of those that want to be named."""

    count: int
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What the rule made of the votes: `result` is adopted, contested or rejected, `sentence` explains it."""

    result: str
    label: str
    sentence: str
    plain: Numbers
    weighted: Numbers
    choices: tuple[ChoiceCount, ...] = ()
    endorsement: Endorsement | None = None


@dataclass(frozen=True)
class Dissent:
    """A minority note that travels with its section, or with the annex; `on` names there what it stands against."""

    by: tuple[str, ...]
    tree: list[dict[str, Any]]
    on: str = ""


@dataclass(frozen=True)
class Section:
    """One section in reading order. `kind` is text, heading or preamble; `digest` is that of the wording voted on.

    `locator` names the provision of the bill ("§ 6 Absatz 1"), if there is one. `outcome` is None where nothing was asked.
    """

    key: str
    number: str
    heading: str
    kind: str
    level: int
    tree: list[dict[str, Any]]
    digest: str
    locator: str = ""
    outcome: Outcome | None = None
    dissents: tuple[Dissent, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A section that was not adopted: no part of the statement, but named in its annex with its numbers."""

    number: str
    heading: str
    digest: str
    outcome: Outcome


@dataclass(frozen=True)
class Deadline:
    """How short the time was, in one sentence, and its numbers: working days; `consulted` of `members` could be heard."""

    sentence: str
    working_days: int | None = None
    consulted: int | None = None
    members: int | None = None


@dataclass(frozen=True)
class Electorate:
    """Who was asked and how it was counted. `counted` are those that take part without being named; `rule` is in words."""

    named: tuple[str, ...]
    counted: int
    rule: str
    votes: int = 0


@dataclass(frozen=True)
class Source:
    """The version of the paper the statement was made from."""

    title: str
    number: int
    digest: str


@dataclass(frozen=True)
class StatementContent:
    """A statement, complete. `number` and `issued_on` (ISO date, Europe/Berlin) are None until it is compiled for issuing.

    Place, date and own number get into the reference block by themselves: `reference` holds the addressee's lines only.
    `file_reference` is the ministry's, for the foot of every page. `whole` is the final vote on the whole paper, if any.
    `left_out` are the sections the members did not adopt. `whole_dissents` stand below the final vote, `annex_dissents` in the
    annex.
    """

    language: str
    title: str
    short_title: str
    sender: Sender
    sections: tuple[Section, ...]
    source: Source
    electorate: Electorate
    number: str | None = None
    issued_on: str | None = None
    addressee: tuple[str, ...] = ()
    reference: tuple[Reference, ...] = ()
    file_reference: str = ""
    place: str = ""
    bill: str = ""
    stage_line: str = ""
    salutation: str = ""
    verdict: str = ""
    deadline: Deadline | None = None
    who_we_are: str = ""
    legal_effect: str = ""
    opening: list[dict[str, Any]] = field(default_factory=list)
    summary: list[dict[str, Any]] = field(default_factory=list)
    general: list[dict[str, Any]] = field(default_factory=list)
    closing: list[dict[str, Any]] = field(default_factory=list)
    method_note: str = ""
    signature: tuple[str, ...] = ()
    whole: Outcome | None = None
    left_out: tuple[LeftOut, ...] = ()
    line_numbers: bool = False
    whole_dissents: tuple[Dissent, ...] = ()
    annex_dissents: tuple[Dissent, ...] = ()
    schema: int = SCHEMA

    def to_plain(self) -> dict[str, Any]:
        """Dicts, lists, strings, integers, booleans and None: what is stored, hashed and handed to the child process."""
        return _plain(self)

    @classmethod
    def from_plain(cls, value: dict[str, Any]) -> "StatementContent":
        """The structure from its plain values. Raises WrongContent on another schema, a missing, unknown or ill-typed part."""
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            raise WrongContent(f"This is no statement content of schema {SCHEMA}.")
        return _typed(cls, value, "statement")

    @property
    def notes(self) -> int:
        """How many minority notes it prints."""
        below = sum(len(section.dissents) for section in self.sections)
        return below + len(self.whole_dissents) + len(self.annex_dissents)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical plain form."""
        return digest(self.to_plain())

    def numbered(self, *, number: str, issued_on: str) -> "StatementContent":
        """The same content under its number and date."""
        return replace(self, number=number, issued_on=issued_on)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


_hints = cache(get_type_hints)


def _typed(kind: Any, value: Any, where: str) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(value, dict):
            raise WrongContent(f"{where} is not a structure.")
        hints = _hints(kind)
        if unknown := value.keys() - hints.keys():
            raise WrongContent(f"{where} has unknown parts: {', '.join(sorted(unknown))}.")
        parts = {name: _typed(hints[name], item, f"{where}.{name}") for name, item in value.items()}
        try:
            return kind(**parts)
        except TypeError as error:
            raise WrongContent(f"{where} is incomplete.") from error
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _typed(next(arm for arm in get_args(kind) if arm is not type(None)), value, where)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise WrongContent(f"{where} is not a list.")
        return tuple(_typed(get_args(kind)[0], item, f"{where}[{index}]") for index, item in enumerate(value))
    expected = origin or kind
    if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
        raise WrongContent(f"{where} is not {expected.__name__}.")
    return value
