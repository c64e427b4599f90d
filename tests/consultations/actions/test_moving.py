"""Giving a phase other times: what moves, what does not, and what is recorded."""

import pytest

from consultations.actions import clock, consultations
from consultations.models import Consultation, Remark
from consultations.phases import PhaseKind, spoken

from .. import building

DAY, HOUR = building.DAY, building.HOUR
REASON = "Das Ministerium hat die Frist verlängert."
pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def consultation(cast, now) -> Consultation:
    """Open: comments run until +2 days, the vote from +3 to +5."""
    return consultations.open_(consultation=building.consultation(now=now), by=cast.ada, now=now)


def phase(consultation, kind):
    return consultation.phases.get(kind=kind)


def move(phase, by, now, *, opens=None, closes=None, reason=REASON):
    return consultations.move_phase(
        phase=phase, opens_at=opens or phase.opens_at, closes_at=closes or phase.closes_at, reason=reason, by=by, now=now
    )


def times(moment):
    return moment.replace(microsecond=0).isoformat()


@pytest.mark.promise(4)
def test_a_move_is_recorded_with_its_reason(cast, now, consultation):
    vote = phase(consultation, PhaseKind.VOTE)
    move(vote, cast.ada, now, closes=now + 9 * DAY)
    assert phase(consultation, PhaseKind.VOTE).closes_at == now + 9 * DAY
    entry = consultation.record.get(kind="phase_moved")
    assert entry.facts == {
        "phase": "vote",
        "before": {"opens_at": times(now + 3 * DAY), "closes_at": times(now + 5 * DAY)},
        "after": {"opens_at": times(now + 3 * DAY), "closes_at": times(now + 9 * DAY)},
    }
    assert (entry.actor, Remark.objects.get(commitment=entry.commitment).text) == (cast.ada.actor.token, REASON)


def test_what_runs_longer_closes_later(cast, now, consultation):
    move(phase(consultation, PhaseKind.VOTE), cast.ada, now, closes=now + 9 * DAY)
    clock.advance(now=now + 6 * DAY)
    consultation.refresh_from_db()
    assert consultation.closed_at is None
    clock.advance(now=now + 9 * DAY)
    consultation.refresh_from_db()
    assert consultation.closed_at == now + 9 * DAY


@pytest.mark.promise(4)
def test_not_without_a_reason_once_it_is_open(cast, now, consultation):
    with pytest.raises(consultations.ReasonMissing) as refused:
        move(phase(consultation, PhaseKind.VOTE), cast.ada, now, closes=now + 9 * DAY, reason=" ")
    assert str(refused.value) == "Please say why the phase is moved; the reason is printed in the record."


def test_before_the_opening_no_reason_is_needed_and_nothing_recorded(cast, now):
    consultation = building.consultation(now=now)
    move(phase(consultation, PhaseKind.VOTE), cast.ada, now, closes=now + 9 * DAY, reason="")
    assert (phase(consultation, PhaseKind.VOTE).closes_at, consultation.record.count()) == (now + 9 * DAY, 0)


def test_what_has_begun_keeps_its_beginning(cast, now, consultation):
    with pytest.raises(consultations.CannotMove) as refused:
        move(phase(consultation, PhaseKind.COMMENT), cast.ada, now, opens=now + HOUR)
    assert str(refused.value) == "“Comment” has begun already; only its end can be moved."


def test_what_has_ended_stays_ended(cast, now, consultation):
    with pytest.raises(consultations.CannotMove) as refused:
        move(phase(consultation, PhaseKind.COMMENT), cast.ada, now + 2 * DAY, closes=now + 3 * DAY)
    assert str(refused.value) == f"“Comment” ended on {spoken(now + 2 * DAY)}."


def test_no_end_in_the_past(cast, now, consultation):
    with pytest.raises(consultations.CannotMove) as refused:
        move(phase(consultation, PhaseKind.COMMENT), cast.ada, now + DAY, closes=now + HOUR)
    assert str(refused.value) == f"{spoken(now + HOUR)} has passed already."


def test_no_end_before_the_beginning(cast, now, consultation):
    with pytest.raises(consultations.CannotMove) as refused:
        move(phase(consultation, PhaseKind.VOTE), cast.ada, now, closes=now + DAY)
    assert str(refused.value) == "A phase cannot end before it begins."


def test_no_disorder(cast, now, consultation):
    with pytest.raises(consultations.CannotMove) as refused:
        move(phase(consultation, PhaseKind.COMMENT), cast.ada, now, closes=now + 4 * DAY)
    assert str(refused.value) == f"“Comment” ends on {spoken(now + 4 * DAY)}, after “Vote” begins."
    assert phase(consultation, PhaseKind.COMMENT).closes_at == now + 2 * DAY


def test_nothing_after_the_closing(cast, now, consultation):
    vote = phase(consultation, PhaseKind.VOTE)
    consultations.close(consultation=consultation, by=cast.ada, now=now + HOUR, reason=REASON)
    with pytest.raises(consultations.CannotMove) as refused:
        move(vote, cast.ada, now + 2 * HOUR, closes=now + 9 * DAY)
    assert str(refused.value) == f"The consultation was closed on {spoken(now + HOUR)}."
