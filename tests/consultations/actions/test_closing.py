"""Closing: outcomes counted from the votes, frozen, recorded, sealed; and the frame of the statement."""

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from consultations.actions import consultations, electorate, outcomes
from consultations.enums import Result
from consultations.models import Consultation, Outcome, Participation, Question, RecordEntry, Remark, Vote, VoteEntry
from consultations.phases import PhaseKind
from consultations.queries import chain
from positions.enums import Change
from shared.immutability import Frozen

from .. import building

DAY, HOUR = building.DAY, building.HOUR
VOTING = [(PhaseKind.VOTE, -HOUR, DAY)]
pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def consultation(cast, now) -> Consultation:
    """Open, in its vote: Birch has three votes, Cedar one."""
    cast.birch.votes = 3
    cast.birch.save()
    return consultations.open_(consultation=building.consultation(now=now, timetable=VOTING), by=cast.ada, now=now)


def question(consultation, heading):
    return consultation.questions.get(section__wordings__heading=heading, section__wordings__version=consultation.version)


def numbers(outcome) -> tuple:
    return (outcome.yes, outcome.no, outcome.abstain, outcome.veto, outcome.invalid, outcome.stale, outcome.eligible)


def test_outcomes_with_heads_and_weights(cast, now, consultation):
    building.vote(question(consultation, "Fristen"), cast.birch, "concerns", by=cast.bea, now=now)
    building.vote(question(consultation, "Fristen"), cast.cedar, "reject", by=cast.cem, now=now)
    building.vote(question(consultation, "Kosten"), cast.cedar, "abstain", by=cast.cem, now=now)
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    by_heading = {o.wording.heading: o for o in Outcome.objects.select_related("wording")}
    assert {heading: (o.result, *numbers(o)) for heading, o in by_heading.items()} == {
        "Fristen": (Result.ADOPTED, 3, 1, 0, 0, 0, 0, 4),
        "Kosten": (Result.REJECTED, 0, 0, 1, 0, 0, 0, 4),
        "": (Result.REJECTED, 0, 0, 0, 0, 0, 0, 4),  # the paper as a whole
    }
    none = {"organisations": 0, "votes": 0}
    assert by_heading["Fristen"].plain == {
        "yes": 1, "no": 1, "abstain": 0, "veto": 0, "invalid": 0, "stale": 0, "eligible": 2, "objection": 1, "aside": 0,
        "choices": {
            "support": none, "concerns": {"organisations": 1, "votes": 3}, "abstain": none, "reservations": none,
            "reject": {"organisations": 1, "votes": 1},
        },
    }  # fmt: skip
    assert (by_heading["Fristen"].rule, by_heading["Fristen"].needed) == ("simple", 2)


@pytest.mark.promise(3)
def test_stale_votes_never_count(cast, now, consultation):
    fristen, kosten = question(consultation, "Fristen"), question(consultation, "Kosten")
    for asked in (fristen, kosten):
        building.vote(asked, cast.birch, "support", by=cast.bea, now=now)
    changed = {"Fristen": "Sechs Monate.", "Kosten": "Als Zuschuss, ganz."}
    changes = {"Fristen": Change.SUBSTANTIVE, "Kosten": Change.EDITORIAL}
    consultation.version = building.version(consultation.paper, changed, now=now, changes=changes)
    consultation.save()
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    assert numbers(Outcome.objects.get(question=fristen)) == (0, 0, 0, 0, 0, 3, 4)
    assert Outcome.objects.get(question=fristen).result == Result.REJECTED
    assert numbers(Outcome.objects.get(question=kosten)) == (3, 0, 0, 0, 0, 0, 4)
    assert Outcome.objects.get(question=kosten).wording.text == "Als Zuschuss, ganz."


@pytest.mark.promise(4)
def test_votes_weigh_what_they_weighed_at_the_opening(cast, now, consultation):
    building.vote(question(consultation, "Fristen"), cast.birch, "support", by=cast.bea, now=now)
    cast.birch.votes = 1
    cast.birch.save()
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    assert Outcome.objects.get(question=question(consultation, "Fristen")).yes == 3


@pytest.mark.promise(4)
def test_an_organisation_taken_out_of_the_electorate_is_not_counted(cast, now, consultation):
    building.vote(question(consultation, "Fristen"), cast.birch, "support", by=cast.bea, now=now)
    change = {"organisation": cast.birch, "votes": None, "reason": "Ausgetreten.", "by": cast.ada, "now": now}
    electorate.change(consultation=consultation, **change)
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    assert numbers(Outcome.objects.get(question=question(consultation, "Fristen"))) == (0, 0, 0, 0, 0, 0, 1)


@pytest.mark.promise(4)
@pytest.mark.parametrize("changed", [{"votes": 9}, {"organisation": "other"}, {"rule": "absolute"}, {"numerator": 2}])
def test_what_was_changed_past_the_record_decides_nothing(cast, now, consultation, changed):
    other = building.organisation("Erle")
    changed = {name: other if value == "other" else value for name, value in changed.items()}
    rows = Participation.objects.filter(organisation=cast.cedar) if {"votes", "organisation"} & changed.keys() else None
    if rows is None:
        Question.objects.update(denominator=3, **changed)
    else:
        rows.update(**changed)
    with pytest.raises(outcomes.RecordBroken):
        consultations.close(consultation=consultation, by=None, now=now + DAY)
    assert Outcome.objects.count() == 0


def test_a_veto_contests(cast, now):
    consultation = building.consultation(now=now, timetable=VOTING, scale="consensus", rule="consent")
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    building.vote(question(consultation, "Fristen"), cast.birch, "full", by=cast.bea, now=now)
    building.vote(question(consultation, "Fristen"), cast.cedar, "veto", by=cast.cem, now=now)
    building.vote(question(consultation, "Kosten"), cast.cedar, "no_mandate", by=cast.cem, now=now)
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    contested = Outcome.objects.get(question=question(consultation, "Fristen"))
    assert (contested.result, *numbers(contested)) == (Result.CONTESTED, 1, 1, 0, 1, 0, 0, 2)
    assert numbers(Outcome.objects.get(question=question(consultation, "Kosten"))) == (0, 0, 0, 0, 0, 0, 2)


@pytest.mark.promise(2)
def test_votes_that_differ_from_their_history_decide_nothing(cast, now, consultation):
    vote = building.vote(question(consultation, "Fristen"), cast.birch, "reject", by=cast.bea, now=now)
    Vote.objects.filter(pk=vote.pk).update(choice="support")
    with pytest.raises(outcomes.RecordBroken):
        consultations.close(consultation=consultation, by=None, now=now + DAY)
    consultation.refresh_from_db()
    assert (consultation.closed_at, Outcome.objects.count()) == (None, 0)


@pytest.mark.promise(2)
def test_record_and_seals(cast, now, consultation):
    building.vote(question(consultation, "Fristen"), cast.birch, "support", by=cast.bea, now=now)
    end = now + DAY
    consultations.close(consultation=consultation, by=None, now=end)
    assert [entry.kind for entry in consultation.record.all()] == ["opened", "phase_sealed", "closed"]
    closed = consultation.record.get(kind="closed")
    assert (closed.actor, closed.facts["early"], closed.commitment) == (None, False, "")
    assert [(o["result"], o["votes"]["yes"]) for o in closed.facts["outcomes"]] == [
        ("adopted", 3), ("rejected", 0), ("rejected", 0),
    ]  # fmt: skip
    assert [(seal.number, seal.sealed_at) for seal in consultation.seals.all()] == [(1, end), (2, end)]
    assert consultation.phases.get().sealed_at == end
    assert chain.broken_seals(consultation) == []


@pytest.mark.promise(4)
def test_before_the_end_only_with_a_reason(cast, now, consultation):
    with pytest.raises(consultations.ReasonMissing) as refused:
        consultations.close(consultation=consultation, by=cast.ada, now=now + HOUR, reason=" ")
    assert str(refused.value) == "It has not ended yet. Please say why it is closed now; the record keeps the reason."
    consultations.close(consultation=consultation, by=cast.ada, now=now + HOUR, reason="Das Ministerium zieht zurück.")
    closed = consultation.record.get(kind="closed")
    remark = Remark.objects.get(commitment=closed.commitment)
    assert (closed.facts["early"], remark.text) == (True, "Das Ministerium zieht zurück.")
    assert closed.commitment == hashlib.sha256((remark.salt + remark.text).encode()).hexdigest()
    assert consultation.closed_at == now + HOUR


def test_by_hand_after_the_end_needs_no_reason(cast, now, consultation):
    consultations.close(consultation=consultation, by=cast.ada, now=now + DAY)
    assert consultation.record.get(kind="closed").actor == cast.ada.actor.token


def test_a_running_grace_is_not_the_end(cast, now, consultation):
    Participation.objects.filter(organisation=cast.birch).update(grace_until=now + 2 * DAY)
    with pytest.raises(consultations.ReasonMissing):
        consultations.close(consultation=consultation, by=cast.ada, now=now + DAY)


def test_closed_once(cast, now, consultation):
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    with pytest.raises(consultations.CannotClose) as refused:
        consultations.close(consultation=consultation, by=cast.ada, now=now + 2 * DAY)
    assert str(refused.value) == f"It was closed on {consultations.spoken(now + DAY)}."


def test_what_was_never_opened_is_not_closed(cast, now):
    with pytest.raises(consultations.CannotClose) as refused:
        consultations.close(consultation=building.consultation(now=now), by=cast.ada, now=now, reason="Irrtum")
    assert str(refused.value) == "This consultation has not been opened yet."


@pytest.mark.promise(6)
def test_frozen_rows_refuse_change(cast, now, consultation):
    building.vote(question(consultation, "Fristen"), cast.birch, "support", by=cast.bea, now=now)
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    rows = [Outcome.objects.first(), RecordEntry.objects.first(), VoteEntry.objects.first(), consultation.seals.first()]
    for row in rows:
        for change in (row.save, row.delete, type(row).objects.filter(pk=row.pk).delete):
            with pytest.raises(Frozen):
                change()
        with pytest.raises(Frozen):
            type(row).objects.filter(pk=row.pk).update(pk=row.pk)


@pytest.mark.promise(6)
def test_frozen_tables_are_guarded_below_python(cast, now, consultation):
    if connection.vendor != "postgresql":
        return  # SQLite has no guard below Python; the PostgreSQL run of this test shows it
    building.vote(question(consultation, "Fristen"), cast.birch, "support", by=cast.bea, now=now)
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    for model in (Outcome, RecordEntry, VoteEntry, consultation.seals.model):
        table = model._meta.db_table
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
