"""Asking back: satisfied, can live with it, or maintains its objection."""

from uuid import uuid4

import pytest

from consultations.actions import comments, register, verdicts
from consultations.enums import Decision, Satisfaction
from consultations.models import Contribution, RecordEntry, Remark, Verdict
from consultations.phases import PhaseKind
from tests.consultations import building

DAY, HOUR = building.DAY, building.HOUR


@pytest.fixture
def entry(cast, now):
    """Decided; the confirm phase runs from a day on, for another."""
    from consultations.actions import consultations

    timetable = [(PhaseKind.COMMENT, -HOUR, HOUR), (PhaseKind.VOTE, 2 * HOUR, DAY), (PhaseKind.CONFIRM, DAY, 2 * DAY)]
    consultation = building.consultation(now=now, timetable=timetable)
    consultation = consultations.open_(consultation=consultation, by=cast.ada, now=now)
    section = consultation.version.wordings.get(heading="Fristen").section
    given = {"consultation": consultation, "section": section, "organisation": cast.birch}
    comments.post(text="Zu knapp.", token=uuid4(), by=cast.bea, now=now, **given)
    made = Contribution.objects.get()
    register.decide(contributions=[made], decision=Decision.NOTED, reason="Danke.", by=cast.ada, now=now)
    return Contribution.objects.get()


@pytest.fixture
def give(cast, entry, now):
    def given(satisfaction=Satisfaction.SATISFIED, **otherwise):
        usual = {"contribution": entry, "organisation": cast.birch, "by": cast.bea, "now": now + DAY}
        return verdicts.give(satisfaction=satisfaction, **{**usual, **otherwise})

    return given


def test_by_those_who_submit_for_the_organisation_only(cast, give):
    given = set()
    for name, person in cast.everyone().items():
        if person.is_authenticated:
            try:
                give(by=person)
                given.add(name)
            except verdicts.NotEntitled:
                pass
    assert given == {"bea", "farid"}


def test_on_record(cast, give):
    give(Satisfaction.CAN_LIVE, reason="Schade.")
    line = RecordEntry.objects.get(kind="decision_answered")
    assert line.facts == {"contribution": 1, "organisation": cast.birch.pk, "answer": "can_live", "basis": "delegated"}
    assert Remark.objects.get(commitment=line.commitment).text == "Schade."


def test_said_anew_it_replaces_and_the_same_again_is_no_line(give):
    for satisfaction in (Satisfaction.SATISFIED, Satisfaction.SATISFIED, Satisfaction.CAN_LIVE):
        give(satisfaction)
    assert Verdict.objects.get().satisfaction == "can_live"
    assert RecordEntry.objects.filter(kind="decision_answered").count() == 2


@pytest.mark.promise(5)
def test_an_objection_is_maintained_with_a_reason(give):
    with pytest.raises(verdicts.ReasonMissing):
        give(Satisfaction.MAINTAINS, reason=" ")
    assert give(Satisfaction.MAINTAINS, reason=" Weil. ").reason == "Weil."


def test_not_on_the_contribution_of_another(cast, give):
    with pytest.raises(verdicts.NotEntitled):
        give(organisation=cast.cedar, by=cast.cem)


@pytest.mark.parametrize(("days", "sentence"), [(0.5, "Decisions can be answered from"), (2, "Answers to decisions closed on")])
def test_within_the_confirm_phase(give, now, days, sentence):
    with pytest.raises(verdicts.NotNow, match=sentence):
        give(now=now + days * DAY)


def test_not_before_it_is_decided(cast, give, entry):
    entry.disposition.delete()
    with pytest.raises(verdicts.NotNow, match="Nothing has been decided"):
        give()


def test_not_on_a_decision_that_was_replaced(cast, give, entry, now):
    read = verdicts.mark(entry)
    assert give(seen=read).satisfaction == "satisfied"
    register.decide(contributions=[entry], decision=Decision.NOTED, reason="Anders.", by=cast.ada, now=now + HOUR)
    with pytest.raises(verdicts.DecidedAnew):
        give(seen=read)


@pytest.mark.promise(1)
def test_a_reason_too_long_is_refused_and_never_cut(give):
    with pytest.raises(verdicts.VerdictRefused, match="1 character too long; at most 600"):
        give(Satisfaction.MAINTAINS, reason="x" * 601)
    assert Verdict.objects.count() == 0
    assert give(Satisfaction.MAINTAINS, reason="x" * 600).reason == "x" * 600
