"""The clock: opens, seals and closes what is due, each once, whatever the downtime and the number of workers."""

import logging
import threading

import pytest
from django.db import connections

from consultations.actions import clock, consultations
from consultations.models import Consultation, Outcome, Participation, RecordEntry
from consultations.phases import PhaseKind
from consultations.queries import chain
from notifications.models import Event
from positions.models import StatementDraft

from .. import building

DAY, HOUR = building.DAY, building.HOUR


def released(cast, now, **fields) -> Consultation:
    consultation = building.consultation(now=now, **fields)
    return consultations.release(consultation=consultation, by=cast.ada, now=now)


def story(consultation) -> list[tuple]:
    return [(entry.kind, entry.facts.get("phase")) for entry in consultation.record.order_by("pk")]


WHOLE_STORY = [("opened", None), ("phase_sealed", "comment"), ("phase_sealed", "vote"), ("closed", None)]


def test_step_by_step(cast, now):
    consultation = released(cast, now)
    for moment, kinds in [(now, 1), (now + 2 * DAY, 2), (now + 4 * DAY, 2), (now + 5 * DAY, 4)]:
        clock.advance(now=moment)
        assert story(consultation) == WHOLE_STORY[:kinds]
    consultation.refresh_from_db()
    assert (consultation.opened_at, consultation.closed_at) == (now, now + 5 * DAY)
    assert list(consultation.phases.values_list("sealed_at", flat=True)) == [now + 2 * DAY, now + 5 * DAY]
    assert consultation.statement_draft == StatementDraft.objects.get()
    assert chain.broken_seals(consultation) == []


def test_what_is_not_due_is_left_alone(cast, now):
    waiting = released(cast, now, timetable=[(PhaseKind.VOTE, HOUR, DAY)])
    building.consultation(now=now)  # never released
    assert clock.advance(now=now) == []
    assert story(waiting) == []


def test_it_does_nothing_twice(cast, now):
    consultation = released(cast, now)
    for _ in range(3):
        clock.advance(now=now + HOUR)
    for _ in range(3):
        clock.advance(now=now + 6 * DAY)
    assert story(consultation) == WHOLE_STORY
    assert (Event.objects.count(), StatementDraft.objects.count(), consultation.seals.count()) == (1, 1, 3)


def test_it_catches_up_after_any_downtime(cast, now):
    consultation = consultations.open_(consultation=building.consultation(now=now), by=cast.ada, now=now)
    clock.advance(now=now + 400 * DAY)
    assert story(consultation) == WHOLE_STORY
    consultation.refresh_from_db()
    assert consultation.closed_at == now + 400 * DAY


def test_what_was_missed_altogether_is_not_opened_afterwards(cast, now):
    consultation = released(cast, now)
    assert clock.advance(now=now + 5 * DAY) == []
    assert story(consultation) == []


def test_a_grace_puts_off_the_closing_but_not_the_sealing(cast, now):
    consultation = consultations.open_(consultation=building.consultation(now=now), by=cast.ada, now=now)
    Participation.objects.filter(consultation=consultation, organisation=cast.birch).update(grace_until=now + 6 * DAY)
    clock.advance(now=now + 5 * DAY)
    assert story(consultation) == WHOLE_STORY[:3]
    clock.advance(now=now + 6 * DAY)
    assert story(consultation) == WHOLE_STORY


def test_votes_given_in_grace_are_in_the_last_seal_and_in_the_outcome(cast, now):
    consultation = consultations.open_(consultation=building.consultation(now=now), by=cast.ada, now=now)
    Participation.objects.filter(consultation=consultation, organisation=cast.birch).update(grace_until=now + 6 * DAY)
    clock.advance(now=now + 5 * DAY)
    question = consultation.questions.first()
    building.vote(question, cast.birch, "support", by=cast.bea, now=now + 5 * DAY + HOUR)
    clock.advance(now=now + 6 * DAY)
    assert Outcome.objects.get(question=question).yes == 1
    assert consultation.seals.last().last_vote_entry == question.entries.get().pk


def test_one_failure_keeps_no_other_and_is_seen(cast, now, caplog):
    broken, sound = released(cast, now), released(cast, now)
    broken.paper.live = False
    broken.paper.save()
    with caplog.at_level(logging.ERROR), pytest.raises(ExceptionGroup) as failed:
        clock.advance(now=now)
    assert [type(failure) for failure in failed.value.exceptions] == [consultations.CannotOpen]
    assert [record.getMessage() for record in caplog.records] == [f"Consultation {broken.pk} could not be advanced."]
    assert (story(broken), story(sound)) == ([], [("opened", None)])


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_it_once(now):
    from tests.cast import make_cast

    cast = make_cast(now=now)
    consultation = consultations.open_(consultation=building.consultation(now=now), by=cast.ada, now=now)
    together = threading.Barrier(4)
    failures = []

    def work():
        try:
            together.wait()
            clock.advance(now=now + 6 * DAY)
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert failures == []
    assert story(consultation) == WHOLE_STORY
    assert (Outcome.objects.count(), RecordEntry.objects.count()) == (3, 4)


@pytest.mark.django_db(transaction=True)
def test_a_vote_in_flight_is_waited_for_and_counted(now):
    """On PostgreSQL: the voter holds the share lock, closing waits for its commit. On SQLite writers queue anyway."""
    from django.db import transaction

    from consultations import locks
    from tests.cast import make_cast

    cast = make_cast(now=now)
    consultation = consultations.open_(consultation=building.consultation(now=now), by=cast.ada, now=now)
    question = consultation.questions.first()
    voting, done = threading.Event(), []

    def close():
        voting.wait()
        clock.advance(now=now + 6 * DAY)
        done.append("closed")
        connections.close_all()

    closer = threading.Thread(target=close)
    closer.start()
    with transaction.atomic():
        locks.share(consultation.pk)
        voting.set()
        closer.join(0.5)
        done.append("voted")
        building.vote(question, cast.birch, "support", by=cast.bea, now=now + 4 * DAY)
    closer.join(60)
    assert done == ["voted", "closed"]
    assert Outcome.objects.get(question=question).yes == 1


def test_the_periodic_task_is_known_by_its_name():
    from celery import current_app

    current_app.loader.import_default_modules()
    assert "consultations.advance" in current_app.tasks
