"""Opening a consultation: by an editor or by the clock, and what is frozen by it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from accounts.models import OrganisationKind
from consultations.actions import consultations
from consultations.enums import LegalEffect, Naming, QuestionKind, Visibility
from consultations.models import Consultation, Participation, Phase
from consultations.phases import PhaseKind
from notifications.models import Event
from positions.enums import SectionKind

from .. import building

DAY, HOUR = building.DAY, building.HOUR


pytestmark = pytest.mark.usefixtures("_english")


def opened(*, by, now, **fields) -> Consultation:
    return consultations.open_(consultation=building.consultation(now=now, **fields), by=by, now=now)


@pytest.mark.promise(4)
def test_all_members_are_invited_and_supporters_have_no_vote(cast, now):
    building.organisation("Erle", votes=3)
    building.organisation("Förderkreis", votes=0, kind=OrganisationKind.SUPPORTER)
    building.organisation("Ehemalige", left_on=now.date())
    consultation = opened(by=cast.ada, now=now)
    assert list(consultation.participations.values_list("organisation__name", "votes")) == [
        ("Birkenverein", 1), ("Erle", 3), ("Förderkreis", 0), ("Zedernkreis", 1),
    ]  # fmt: skip


@pytest.mark.promise(4)
def test_chosen_organisations_stay_the_only_ones(cast, now):
    consultation = building.consultation(now=now)
    Participation.objects.create(consultation=consultation, organisation=cast.birch, votes=7, naming=Naming.LISTED)
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert list(consultation.participations.values_list("organisation__name", "votes", "naming")) == [
        ("Birkenverein", 1, "listed")
    ]


@pytest.mark.promise(4)
def test_an_organisation_that_left_is_left_out_and_named_in_the_record(cast, now):
    consultation = building.consultation(now=now)
    for organisation in (cast.birch, cast.cedar):
        Participation.objects.create(consultation=consultation, organisation=organisation)
    cast.cedar.left_on = now.date()
    cast.cedar.save()
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert [p.organisation for p in consultation.participations.all()] == [cast.birch]
    assert consultation.record.get().facts["left_out"] == ["Zedernkreis"]


def test_questions_counters_and_activities(cast, now):
    paper = building.paper()
    wordings = {"Vorab": "Text davor.", "Teil A": "", "Fristen": "Drei Monate.", "Kosten": "Als Zuschuss."}
    kinds = {"Vorab": SectionKind.PREAMBLE, "Teil_A": SectionKind.HEADING}
    building.version(paper, wordings, now=now, **kinds)
    consultation = opened(by=cast.ada, now=now, paper=paper)
    asked = [(q.kind, q.section.kind, q.scale) for q in consultation.questions.select_related("section")]
    assert asked == [
        (QuestionKind.SECTION, SectionKind.TEXT, "graded"),
        (QuestionKind.SECTION, SectionKind.TEXT, "graded"),
        (QuestionKind.PAPER, SectionKind.WHOLE, "yes_no"),
    ]
    choices = {q.pk: set(q.tallies.values_list("choice", "organisations", "votes")) for q in consultation.questions.all()}
    every = {(code, 0, 0) for code in ("support", "concerns", "abstain", "reservations", "reject")}
    final = {(code, 0, 0) for code in ("yes", "yes_if", "no", "abstain")}
    assert list(choices.values()) == [every, every, final]
    assert consultation.activities.count() == 5  # every section, the paper as a whole among them


def test_a_consultation_without_a_vote_asks_nothing(cast, now):
    consultation = opened(by=cast.ada, now=now, timetable=[(PhaseKind.COMMENT, -HOUR, DAY)])
    assert (consultation.questions.count(), consultation.activities.count()) == (0, 3)


@pytest.mark.promise(10)
@pytest.mark.promise(4)
def test_the_record_and_the_event(cast, now):
    consultation = opened(by=cast.ada, now=now, legal_effect=LegalEffect.BOARD, numerator=2, denominator=3, rule="qualified")
    entry = consultation.record.get()
    assert (entry.kind, entry.actor, entry.happened_at) == ("opened", cast.ada.actor.token, now)
    assert entry.facts["electorate"] == [
        {"organisation": cast.birch.pk, "name": "Birkenverein", "votes": 1, "naming": "counted"},
        {"organisation": cast.cedar.pk, "name": "Zedernkreis", "votes": 1, "naming": "counted"},
    ]
    assert entry.facts["rule"] == {
        "kind": "qualified", "numerator": 2, "denominator": 3, "quorum_numerator": 0, "quorum_denominator": 1,
        "strictly_more": False, "most_aside": None, "quorum_by": "votes",
    }  # fmt: skip
    assert (entry.facts["final"]["scale"], entry.facts["final"]["rule"]["kind"]) == ("yes_no", "simple")
    assert (entry.facts["scale"], entry.facts["legal_effect"]) == ("graded", "board")
    assert entry.facts["version"] == {"number": 1, "digest": consultation.version.digest}
    assert [phase["phase"] for phase in entry.facts["phases"]] == ["comment", "vote"]
    event = Event.objects.get()
    assert (event.kind, event.key) == ("consultation-opened", f"consultation-opened:{consultation.pk}")
    assert event.facts == {"consultation": consultation.pk}


@pytest.mark.promise(4)
def test_electorate_and_rule_are_those_of_the_opening(cast, now):
    consultation = opened(by=cast.ada, now=now)
    cast.birch.votes = 9
    cast.birch.save()
    building.organisation("Neuling", votes=5)
    consultation.refresh_from_db()
    assert list(consultation.participations.values_list("organisation__name", "votes")) == [
        ("Birkenverein", 1), ("Zedernkreis", 1),
    ]  # fmt: skip
    with pytest.raises(consultations.CannotOpen):
        consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert (consultation.record.count(), consultation.participations.count()) == (1, 2)


@pytest.mark.parametrize(
    ("timetable", "sentence"),
    [
        ([], "Give the consultation at least one phase."),
        ([(PhaseKind.VOTE, -HOUR, DAY), (PhaseKind.COMMENT, DAY, 2 * DAY)], "“Vote” cannot begin before “Comment”."),
        ([(PhaseKind.COMMENT, -HOUR, -timedelta(minutes=1))], "Its last phase ended on {end}."),
    ],
)
def test_a_timetable_that_cannot_be(cast, now, timetable, sentence):
    consultation = building.consultation(now=now, timetable=timetable or None)
    if not timetable:
        consultation.phases.all().delete()
    end = consultations.spoken(now - timedelta(minutes=1))
    with pytest.raises(consultations.CannotOpen) as refused:
        consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == sentence.format(end=end)


def test_overlapping_phases(cast, now):
    timetable = [(PhaseKind.COMMENT, -HOUR, 2 * DAY), (PhaseKind.VOTE, DAY, 3 * DAY)]
    consultation = building.consultation(now=now, timetable=timetable)
    with pytest.raises(consultations.CannotOpen) as refused:
        consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == f"“Comment” ends on {consultations.spoken(now + 2 * DAY)}, after “Vote” begins."


def test_a_deadline_that_has_passed(cast, now):
    consultation = building.consultation(now=now, deadline_at=now, body="Sozialministerium")
    with pytest.raises(consultations.CannotOpen) as refused:
        consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == f"The deadline of Sozialministerium passed on {consultations.spoken(now)}."


def test_a_paper_that_is_not_published(cast, now):
    paper = building.paper(published=False)
    consultation = building.consultation(now=now, paper=paper)
    with pytest.raises(consultations.CannotOpen) as refused:
        consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == "The paper “Integrationskurse” is not published yet."


def test_nobody_is_invited(cast, now):
    consultation = building.consultation(now=now, visibility=Visibility.PARTICIPANTS)
    with pytest.raises(consultations.CannotOpen) as refused:
        consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == "Nobody is invited. Choose the organisations that take part."


def test_nobody_invited_has_a_vote(cast, now):
    supporter = building.organisation("Förderkreis", votes=0, kind=OrganisationKind.SUPPORTER)
    consultation = building.consultation(now=now)
    Participation.objects.create(consultation=consultation, organisation=supporter, votes=0)
    with pytest.raises(consultations.CannotOpen) as refused:
        consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == "None of the invited organisations has a vote."


def test_one_unclosed_consultation_a_paper(cast, now):
    consultation = opened(by=cast.ada, now=now)
    with pytest.raises(IntegrityError):
        building.consultation(now=now, paper=consultation.paper)


def test_refused_means_nothing_written(cast, now):
    consultation = building.consultation(now=now)
    Phase.objects.all().delete()
    with pytest.raises(consultations.CannotOpen):
        consultations.open_(consultation=consultation, by=cast.ada, now=now)
    consultation.refresh_from_db()
    assert (consultation.opened_at, consultation.participations.count(), Event.objects.count()) == (None, 0, 0)


def test_release_and_its_withdrawal(cast, now):
    consultation = building.consultation(now=now)
    consultations.release(consultation=consultation, by=cast.ada, now=now)
    assert list(Consultation.objects.due_to_open(now)) == [consultation]
    consultations.withdraw_release(consultation=consultation, by=cast.ada, now=now)
    assert list(Consultation.objects.due_to_open(now)) == []


def test_what_cannot_open_is_not_released(cast, now):
    consultation = building.consultation(now=now, paper=building.paper(published=False))
    with pytest.raises(consultations.CannotOpen):
        consultations.release(consultation=consultation, by=cast.ada, now=now)


def test_an_open_consultation_is_not_taken_back(cast, now):
    consultation = opened(by=cast.ada, now=now)
    with pytest.raises(consultations.CannotOpen) as refused:
        consultations.withdraw_release(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == f"It was opened on {consultations.spoken(now)}."
