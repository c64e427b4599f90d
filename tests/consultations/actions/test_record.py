"""The record and its hash chain."""

import pytest
from django.db import IntegrityError, connection, transaction

from consultations.actions import consultations, record, remarks
from consultations.enums import RecordKind
from consultations.models import RecordEntry, Remark, Seal, VoteEntry
from consultations.queries import chain
from shared.canonical import digest
from shared.immutability import Frozen

from .. import building


@pytest.fixture
def consultation(cast, now):
    return building.consultation(now=now)


def add(consultation, now, by=None, **facts):
    return record.append(consultation=consultation, kind=RecordKind.PHASE_MOVED, facts=facts, by=by, now=now)


def tamper(entry, facts: str):
    """What someone with access to the database could do (on PostgreSQL only after dropping the guard)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # with checks pending, PostgreSQL alters no table
            cursor.execute("ALTER TABLE consultations_recordentry DISABLE TRIGGER frozen")
        cursor.execute("UPDATE consultations_recordentry SET facts = %s WHERE id = %s", [facts, entry.pk])
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE consultations_recordentry ENABLE TRIGGER frozen")


def test_an_entry_names_a_token_and_no_person(cast, now, consultation):
    entry = add(consultation, now, by=cast.ada, phase="vote")
    assert (entry.actor, entry.facts, entry.happened_at) == (cast.ada.actor.token, {"phase": "vote"}, now)


def test_the_clock_has_no_token(now, consultation):
    assert add(consultation, now).actor is None


def test_facts_without_a_canonical_form_are_refused(now, consultation):
    with pytest.raises(TypeError):
        add(consultation, now, share=0.5)
    assert RecordEntry.objects.count() == 0


@pytest.mark.promise(2)
def test_a_seal_covers_what_came_since_the_last(cast, now, consultation):
    first = add(consultation, now, step=1)
    one = record.seal(consultation=consultation, now=now)
    second = add(consultation, now, step=2)
    two = record.seal(consultation=consultation, now=now)
    assert [(s.number, s.last_record_entry, s.previous_digest) for s in (one, two)] == [
        (1, first.pk, ""), (2, second.pk, one.digest),
    ]  # fmt: skip
    assert chain.broken_seals(consultation) == []


@pytest.mark.promise(2)
def test_votes_are_sealed_too(cast, now, consultation):
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    building.vote(consultation.questions.first(), cast.birch, "support", by=cast.bea, now=now)
    seal = record.seal(consultation=consultation, now=now)
    content = chain.link(
        consultation, after=None, upto_record=seal.last_record_entry, upto_vote=seal.last_vote_entry, sealed_at=now
    )
    entry = VoteEntry.objects.get()
    assert content["votes"] == [digest(chain.plain_vote(entry))]
    assert str(cast.bea.actor.token) not in str(chain.plain_vote(entry))


def test_seals_over_the_entries_themselves_stay_valid(cast, now, consultation):
    """The form of seals made before lines had digests of their own."""
    entry = add(consultation, now, by=cast.ada, step=1)
    plain = {
        "id": entry.pk, "kind": "phase_moved", "facts": {"step": 1}, "commitment": "", "actor": str(cast.ada.actor.token),
        "at": chain.stamp(now),
    }  # fmt: skip
    content = {"number": 1, "previous": "", "record": [plain], "votes": [], "sealed_at": chain.stamp(now)}
    Seal.objects.create(
        consultation=consultation,
        number=1,
        last_record_entry=entry.pk,
        last_vote_entry=0,
        digest=digest(content),
        sealed_at=now,
    )
    assert chain.broken_seals(consultation) == []
    tamper(entry, '{"step": 2}')
    assert chain.broken_seals(consultation) == [1]


@pytest.mark.promise(2)
def test_a_changed_entry_breaks_its_seal_and_no_other(now, consultation):
    entries = []
    for step in (1, 2, 3):
        entries.append(add(consultation, now, step=step))
        record.seal(consultation=consultation, now=now)
    tamper(entries[1], '{"step": 9}')
    assert chain.broken_seals(consultation) == [2]


@pytest.mark.promise(2)
@pytest.mark.parametrize("model", [RecordEntry, VoteEntry, Seal])
def test_no_line_is_changed_or_deleted(cast, now, consultation, model):
    """Not through Django, and on PostgreSQL not past it either."""
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    building.vote(consultation.questions.first(), cast.birch, "support", by=cast.bea, now=now)
    record.seal(consultation=consultation, now=now)
    row = model.objects.first()
    for change in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(pk=0)):
        with pytest.raises(Frozen):
            change()
    if connection.vendor == "postgresql":
        for statement in ("DELETE FROM {}", "UPDATE {} SET id = id"):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement.format(model._meta.db_table))
    assert model.objects.filter(pk=row.pk).exists()


def test_an_entry_slipped_in_after_sealing_belongs_to_the_next(now, consultation):
    add(consultation, now, step=1)
    record.seal(consultation=consultation, now=now)
    add(consultation, now, step=2)
    assert chain.broken_seals(consultation) == []
    assert Seal.objects.count() == 1


def test_erasing_a_reason_leaves_the_chain_whole(cast, now, consultation):
    entry = record.append(
        consultation=consultation, kind=RecordKind.CLOSED, facts={}, reason="Bea ist krank.", by=cast.ada, now=now
    )
    record.seal(consultation=consultation, now=now)
    remark = Remark.objects.get(commitment=entry.commitment)
    assert remarks.commitment(remark.salt, remark.text) == entry.commitment
    Remark.objects.update(text="", salt="", erased_at=now)
    assert chain.broken_seals(consultation) == []


def test_the_same_text_has_two_commitments(db):
    one, two = (remarks.commit(text="Ja") for _ in range(2))
    assert one.commitment != two.commitment
