"""Dissenting notes: submitted, changed, taken back, placed."""

import pytest

from consultations.actions import consultations, dissents, remarks
from consultations.enums import Basis, Placement
from consultations.models import Dissent, Remark
from consultations.models.dissents import DISSENT_LIMIT
from consultations.phases import PhaseKind
from tests.consultations.factories import TIMETABLES, open_consultation

from .. import building

pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch])


def submit(opened, cast, now, text="Wir tragen das nicht mit.", *, place=0, by=None, organisation=None, **more) -> Dissent:
    return dissents.submit(
        consultation=opened.consultation,
        section=opened.wordings[place].section,
        organisation=organisation or cast.birch,
        text=text,
        by=by or cast.bea,
        now=now,
        **more,
    )


def lines(opened) -> list:
    return list(opened.consultation.record.order_by("pk").values_list("kind", flat=True))


def test_a_note_is_stored_with_its_basis_and_recorded_by_commitment(cast, opened, now):
    note = submit(opened, cast, now, basis=Basis.BOARD)
    assert (note.text, note.basis, note.actor, note.placement) == (
        "Wir tragen das nicht mit.", "board", cast.bea.actor.token, "below",
    )  # fmt: skip
    entry = opened.consultation.record.get()
    assert (entry.kind, entry.facts) == (
        "dissent_submitted",
        {"organisation": cast.birch.pk, "name": "Birkenverein", "section": str(opened.keys[0]), "basis": "board"},
    )
    remark = Remark.objects.get(commitment=entry.commitment)
    assert remarks.commitment(remark.salt, note.text) == entry.commitment


@pytest.mark.promise(2)
def test_changing_it_keeps_one_note_and_every_line(cast, opened, now):
    submit(opened, cast, now)
    submit(opened, cast, now, "Wir tragen das so nicht mit.", by=cast.farid)
    assert [note.text for note in Dissent.objects.all()] == ["Wir tragen das so nicht mit."]
    assert lines(opened) == ["dissent_submitted"] * 2


def test_the_same_text_again_writes_nothing(cast, opened, now):
    submit(opened, cast, now)
    submit(opened, cast, now, by=cast.farid)
    assert lines(opened) == ["dissent_submitted"]


def test_taken_back_it_is_gone_and_the_record_keeps_that_it_was(cast, opened, now):
    submit(opened, cast, now)
    common = {"consultation": opened.consultation, "section": opened.wordings[0].section, "organisation": cast.birch}
    dissents.withdraw(by=cast.bea, now=now, **common)
    assert (Dissent.objects.count(), lines(opened)) == (0, ["dissent_submitted", "dissent_withdrawn"])
    with pytest.raises(dissents.NotNow, match="There is no dissenting note to take back"):
        dissents.withdraw(by=cast.bea, now=now, **common)


@pytest.mark.parametrize("text", ["", " \r\n "])
def test_an_empty_note(cast, opened, now, text):
    with pytest.raises(dissents.InvalidNote, match="Please write your note first"):
        submit(opened, cast, now, text)


def test_a_note_too_long(cast, opened, now):
    submit(opened, cast, now, "ä" * DISSENT_LIMIT)
    with pytest.raises(dissents.InvalidNote, match="2 characters too long; at most 1200"):
        submit(opened, cast, now, "ä" * (DISSENT_LIMIT + 2))


@pytest.mark.promise(2)
def test_who_submits_for_birch(cast, opened, now):
    done = []
    for name, person in cast.everyone().items():
        if name == "nobody":
            continue
        try:
            submit(opened, cast, now, f"Von {name}.", by=person)
            done.append(name)
        except dissents.NotEntitled:
            pass
    assert done == ["bea", "farid"]
    with pytest.raises(dissents.NotEntitled, match="You may not submit for Zedernkreis"):
        submit(opened, cast, now, by=cast.cem, organisation=cast.cedar)


@pytest.mark.parametrize("phase", [phase for phase in TIMETABLES if phase != "unopened"])
def test_the_phases(cast, now, phase):
    opened = open_consultation(now=now, organisations=[cast.birch], phase=phase)
    if phase in {"vote", "confirm"}:
        assert submit(opened, cast, now).pk
    else:
        with pytest.raises(dissents.NotNow, match=r"Dissenting notes|is closed since"):
            submit(opened, cast, now)


def test_a_section_that_is_not_put_to_the_vote(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], parts=True)
    opened.wordings = [opened.heading]
    with pytest.raises(dissents.NotNow, match="not put to the vote"):
        submit(opened, cast, now)


def test_placed_after_the_close_until_the_statement_is_made(cast, now):
    consultation = building.consultation(now=now, timetable=[(PhaseKind.VOTE, -building.HOUR, building.DAY)])
    consultation.participations.create(organisation=cast.birch)
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    section = consultation.questions.first().section
    common = {"consultation": consultation, "section": section, "organisation": cast.birch}
    note = dissents.submit(text="Nein.", by=cast.bea, now=now, **common)
    with pytest.raises(dissents.CannotPlace, match="once the consultation is closed"):
        dissents.place(note=note, placement=Placement.ANNEX, by=cast.ada, now=now)
    consultations.close(consultation=consultation, by=None, now=now + building.DAY)
    assert dissents.place(note=note, placement=Placement.ANNEX, by=cast.ada, now=now).placement == "annex"
