"""Changing an electorate that is frozen: only with a reason, and in the record."""

import pytest

from consultations.actions import consultations, electorate
from consultations.models import Consultation, Remark
from consultations.phases import PhaseKind
from consultations.queries.frozen import recorded_electorate

from .. import building

DAY, HOUR = building.DAY, building.HOUR
pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def consultation(cast, now) -> Consultation:
    timetable = [(PhaseKind.VOTE, -HOUR, DAY)]
    return consultations.open_(consultation=building.consultation(now=now, timetable=timetable), by=cast.ada, now=now)


def change(consultation, organisation, votes, by, now, reason="Beschluss vom Montag."):
    return electorate.change(consultation=consultation, organisation=organisation, votes=votes, reason=reason, by=by, now=now)


@pytest.mark.promise(4)
def test_a_change_is_recorded_with_its_reason(cast, now, consultation):
    change(consultation, cast.birch, 2, cast.ada, now)
    entry = consultation.record.get(kind="electorate_changed")
    assert (entry.facts["organisation"], entry.facts["name"], entry.actor) == (
        cast.birch.pk, "Birkenverein", cast.ada.actor.token,
    )  # fmt: skip
    assert Remark.objects.get(commitment=entry.commitment).text == "Beschluss vom Montag."
    assert recorded_electorate(consultation) == {cast.birch.pk: 2, cast.cedar.pk: 1}


@pytest.mark.promise(4)
def test_in_and_out(cast, now, consultation):
    new = building.organisation("Erle", votes=3)
    change(consultation, new, 3, cast.ada, now)
    change(consultation, cast.cedar, None, cast.ada, now)
    assert recorded_electorate(consultation) == {cast.birch.pk: 1, new.pk: 3}
    assert dict(consultation.participations.values_list("organisation_id", "votes")) == {cast.birch.pk: 1, new.pk: 3}


def test_counters_follow(cast, now, consultation):
    question = consultation.questions.first()
    for organisation, by in ((cast.birch, cast.bea), (cast.cedar, cast.cem)):
        building.vote(question, organisation, "support", by=by, now=now)
    change(consultation, cast.birch, 5, cast.ada, now)
    change(consultation, cast.cedar, None, cast.ada, now)
    tally = question.tallies.get(choice="support")
    assert (tally.organisations, tally.votes) == (1, 5)


@pytest.mark.promise(4)
def test_not_without_a_reason(cast, now, consultation):
    with pytest.raises(electorate.CannotChange) as refused:
        change(consultation, cast.birch, 2, cast.ada, now, reason=" ")
    assert str(refused.value) == "Please say why the electorate is changed; the reason is printed in the record."
    assert recorded_electorate(consultation) == {cast.birch.pk: 1, cast.cedar.pk: 1}


@pytest.mark.promise(4)
def test_not_before_nor_after(cast, now, consultation):
    unopened = building.consultation(now=now)
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    for other in (unopened, consultation):
        with pytest.raises(electorate.CannotChange):
            change(other, cast.birch, 2, cast.ada, now)
