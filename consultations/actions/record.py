"""The record of a consultation: entries that are only ever added, sealed into a hash chain."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from shared.canonical import canonical, digest

from ..enums import RecordKind
from ..models import Consultation, RecordEntry, Seal, VoteEntry
from ..queries import chain
from . import remarks


@transaction.atomic
def append(
    *,
    consultation: Consultation,
    kind: RecordKind,
    facts: dict[str, Any],
    reason: str = "",
    by: User | UUID | None,
    now: datetime,
) -> RecordEntry:
    """Add one line. `facts` are plain values without names of persons; a `reason` enters by its commitment only.

    `by` is None for the clock, a token where only that is known. TypeError if the facts have no canonical form.
    """
    canonical(facts)
    return RecordEntry.objects.create(
        consultation=consultation,
        kind=kind,
        facts=facts,
        commitment=remarks.commit(text=reason).commitment if reason else "",
        actor=by.actor.token if isinstance(by, User) else by,
        happened_at=now,
    )


@transaction.atomic
def seal(*, consultation: Consultation, now: datetime) -> Seal:
    """Close a link of the chain over everything since the last one. The caller holds the consultation's exclusive lock.

    Under that lock no entry with a smaller id can still be in flight, so "since" has no gaps.
    """
    before = chain.last_seal(consultation)
    votes = VoteEntry.objects.filter(question__consultation=consultation)
    upto_record = consultation.record.aggregate(last=Max("pk"))["last"] or 0
    upto_vote = votes.aggregate(last=Max("pk"))["last"] or 0
    content = chain.link(consultation, after=before, upto_record=upto_record, upto_vote=upto_vote, sealed_at=now)
    return Seal.objects.create(
        consultation=consultation,
        number=content["number"],
        previous_digest=content["previous"],
        last_record_entry=upto_record,
        last_vote_entry=upto_vote,
        digest=digest(content),
        sealed_at=now,
    )
