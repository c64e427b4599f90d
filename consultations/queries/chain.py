"""The hash chain of a consultation's record, as it is made and as anyone can check it."""

from datetime import UTC, datetime
from typing import Any

from shared.canonical import digest

from ..enums import VoteAct
from ..models import Consultation, RecordEntry, Seal, VoteEntry


def last_seal(consultation: Consultation) -> Seal | None:
    return Seal.objects.filter(consultation=consultation).order_by("-number").first()


def link(
    consultation: Consultation, *, after: Seal | None, upto_record: int, upto_vote: int, sealed_at: datetime
) -> dict[str, Any]:
    """What a seal is made over: the seal before it and every entry since, up to the two ids, as plain values."""
    since_record, since_vote = (after.last_record_entry, after.last_vote_entry) if after else (0, 0)
    record = consultation.record.filter(pk__gt=since_record, pk__lte=upto_record).order_by("pk")
    votes = VoteEntry.objects.filter(question__consultation=consultation, pk__gt=since_vote, pk__lte=upto_vote).order_by("pk")
    return {
        "number": after.number + 1 if after else 1,
        "previous": after.digest if after else "",
        "record": [_plain_record(entry) for entry in record],
        "votes": [_plain_vote(entry) for entry in votes],
        "sealed_at": _stamp(sealed_at),
    }


def broken_seals(consultation: Consultation) -> list[int]:
    """The numbers of the seals that do not fit what is stored. Empty: nothing was changed since it was sealed.

    Texts whose salt was deleted do not matter: a seal covers their commitments only.
    """
    broken, before = [], None
    for seal in Seal.objects.filter(consultation=consultation).order_by("number"):
        content = link(
            consultation,
            after=before,
            upto_record=seal.last_record_entry,
            upto_vote=seal.last_vote_entry,
            sealed_at=seal.sealed_at,
        )
        if (seal.number, seal.previous_digest, seal.digest) != (content["number"], content["previous"], digest(content)):
            broken.append(seal.number)
        before = seal
    return broken


def _plain_record(entry: RecordEntry) -> dict[str, Any]:
    return {
        "id": entry.pk,
        "kind": entry.kind,
        "facts": entry.facts,
        "commitment": entry.commitment,
        "actor": str(entry.actor) if entry.actor else None,
        "at": _stamp(entry.happened_at),
    }


def _plain_vote(entry: VoteEntry) -> dict[str, Any]:
    """Act, condition and ratings stand only where there is one to tell: seals made before they existed stay valid."""
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
        "actor": str(entry.actor),
        "at": _stamp(entry.cast_at),
    }


def _stamp(moment: datetime) -> str:
    """To the microsecond and in UTC, so that a database that stores another zone gives the same text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
