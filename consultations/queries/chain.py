"""The hash chain of a consultation's record, as it is made and as anyone can check it (docs/record.md).

A seal covers the digests of lines, not the lines: whoever may read only some of them can still check that none was added, left
out or moved. A line names no token but a mark made from it, another one for every line, so that no reader can tell who acted.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from shared.canonical import digest

from ..enums import VoteAct
from ..models import Consultation, RecordEntry, Seal, VoteEntry

Plain = dict[str, Any]


def last_seal(consultation: Consultation) -> Seal | None:
    return Seal.objects.filter(consultation=consultation).order_by("-number").first()


def plain_record(entry: RecordEntry) -> Plain:
    """A line of the record as it enters the chain."""
    return {**_record(entry), "by": _mark("record", entry.pk, entry.actor)}


def plain_vote(entry: VoteEntry) -> Plain:
    """A line of the votes' history as it enters the chain."""
    return {**_vote(entry), "by": _mark("vote", entry.pk, entry.actor)}


def link(
    consultation: Consultation, *, after: Seal | None, upto_record: int, upto_vote: int, sealed_at: datetime
) -> dict[str, Any]:
    """What a seal is made over: the seal before it and the digest of every line since, up to the two ids."""
    record, votes = _since(consultation, after, upto_record, upto_vote)
    lines = [digest(plain_record(entry)) for entry in record], [digest(plain_vote(entry)) for entry in votes]
    return _content(after, *lines, sealed_at)


def broken_seals(consultation: Consultation) -> list[int]:
    """The numbers of the seals that do not fit what is stored. Empty: nothing was changed since it was sealed.

    Texts whose salt was deleted do not matter: a seal covers their commitments only.
    """
    broken, before = [], None
    for seal in Seal.objects.filter(consultation=consultation).order_by("number"):
        previous = before.digest if before else ""
        number = before.number + 1 if before else 1
        fits = any(digest(form(consultation, before, seal)) == seal.digest for form in _FORMS)
        if (seal.number, seal.previous_digest) != (number, previous) or not fits:
            broken.append(seal.number)
        before = seal
    return broken


def stamp(moment: datetime) -> str:
    """To the microsecond and in UTC, so that a database that stores another zone gives the same text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _of_lines(consultation: Consultation, before: Seal | None, seal: Seal) -> Plain:
    return link(
        consultation,
        after=before,
        upto_record=seal.last_record_entry,
        upto_vote=seal.last_vote_entry,
        sealed_at=seal.sealed_at,
    )


def _of_entries(consultation: Consultation, before: Seal | None, seal: Seal) -> Plain:
    """The form of seals made before lines had digests of their own: over the entries themselves, with their tokens."""
    record, votes = _since(consultation, before, seal.last_record_entry, seal.last_vote_entry)
    plain = [_record(e) | {"actor": _token(e.actor)} for e in record], [_vote(e) | {"actor": _token(e.actor)} for e in votes]
    return _content(before, *plain, seal.sealed_at)


_FORMS: tuple[Callable[[Consultation, Seal | None, Seal], Plain], ...] = (_of_lines, _of_entries)


def _content(after: Seal | None, record: list, votes: list, sealed_at: datetime) -> Plain:
    return {
        "number": after.number + 1 if after else 1,
        "previous": after.digest if after else "",
        "record": record,
        "votes": votes,
        "sealed_at": stamp(sealed_at),
    }


def _since(
    consultation: Consultation, after: Seal | None, upto_record: int, upto_vote: int
) -> tuple[Iterable[RecordEntry], Iterable[VoteEntry]]:
    since_record, since_vote = (after.last_record_entry, after.last_vote_entry) if after else (0, 0)
    votes = VoteEntry.objects.filter(question__consultation=consultation, pk__gt=since_vote, pk__lte=upto_vote)
    record = consultation.record.filter(pk__gt=since_record, pk__lte=upto_record)
    return record.order_by("pk"), votes.order_by("pk")


def _record(entry: RecordEntry) -> Plain:
    return {
        "id": entry.pk,
        "kind": entry.kind,
        "facts": entry.facts,
        "commitment": entry.commitment,
        "at": stamp(entry.happened_at),
    }


def _vote(entry: VoteEntry) -> Plain:
    """Act, condition and ratings stand only where there is one to tell."""
    more = {"act": entry.act if entry.act != VoteAct.CAST else None, "condition": entry.condition_id, "ratings": entry.ratings}
    return {
        **{name: value for name, value in more.items() if value is not None},
        "id": entry.pk,
        "question": entry.question_id,
        "organisation": entry.organisation_id,
        "choice": entry.choice,
        "digest": entry.digest,
        "commitment": entry.commitment,
        "basis": entry.basis,
        "at": stamp(entry.cast_at),
    }


def _mark(kind: str, pk: int, token: UUID | None) -> str:
    """Shows that there was an actor, and proves which one to whoever knows the token. Empty for the clock."""
    return sha256(f"{kind}/{pk}/{token}".encode()).hexdigest() if token else ""


def _token(token: UUID | None) -> str | None:
    return str(token) if token else None
