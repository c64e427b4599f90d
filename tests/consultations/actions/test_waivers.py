"""A statement is not issued while contributions lack an answer, unless it is said why."""

from uuid import uuid4

import pytest

from consultations.actions import comments, consultations, register, statements, waivers
from consultations.enums import Decision
from consultations.models import Consultation, Contribution, RecordEntry
from consultations.phases import PhaseKind
from consultations.queries.statement_content import statement_content

from .. import building

DAY, HOUR = building.DAY, building.HOUR
pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def consultation(cast, now) -> Consultation:
    """Closed and approved; two comments of Birch have no answer."""
    timetable = [(PhaseKind.COMMENT, -HOUR, HOUR), (PhaseKind.VOTE, 2 * HOUR, DAY)]
    made = building.consultation(now=now, timetable=timetable)
    made = consultations.open_(consultation=made, by=cast.ada, now=now)
    for text in ("Zu knapp.", "Wer zahlt?"):
        place = {"section": made.version.wordings.get(heading="Fristen").section, "organisation": cast.birch}
        comments.post(consultation=made, text=text, token=uuid4(), by=cast.bea, now=now, **place)
    consultations.close(consultation=made, by=None, now=now + DAY)
    statements.approve(consultation=made, by=cast.ada, now=now + DAY)
    return Consultation.objects.get(pk=made.pk)


def answer(cast, now, *numbers):
    rows = Contribution.objects.filter(number__in=numbers)
    register.decide(contributions=rows, decision=Decision.NOTED, reason="Danke.", by=cast.ada, now=now)


@pytest.mark.promise(5)
def test_not_issued_while_answers_are_missing(cast, now, consultation):
    with pytest.raises(statements.CannotIssue, match="2 contributions have no answer yet"):
        statements.request(consultation=consultation, by=cast.ada, now=now)
    answer(cast, now, 1)
    assert statements.obstacle(consultation).startswith("1 contribution has no answer yet. Answer it, or say why")
    answer(cast, now, 2)
    assert statements.obstacle(consultation) is None


@pytest.mark.promise(5)
def test_without_them_only_with_a_reason_that_is_on_record_and_printed(cast, now, consultation):
    waivers.waive(consultation=consultation, reason=" Das Ministerium hat die Frist verkürzt. ", by=cast.ada, now=now)
    entry = RecordEntry.objects.get(kind="answers_waived")
    assert (entry.facts, entry.actor) == ({"contributions": [1, 2]}, cast.ada.actor.token)
    assert statements.obstacle(consultation) is None
    assert statement_content(consultation).method_note.endswith(
        "2 Beiträge aus den Mitgliedsorganisationen sind ohne Antwort geblieben (Nr. 1, 2). "
        "Grund: Das Ministerium hat die Frist verkürzt."
    )


def test_answered_afterwards_nothing_of_it_is_printed(cast, now, consultation):
    waivers.waive(consultation=consultation, reason="Keine Zeit", by=cast.ada, now=now)
    answer(cast, now, 1)
    note = statement_content(consultation).method_note
    assert note.endswith("Der Beitrag Nr. 2 aus den Mitgliedsorganisationen ist ohne Antwort geblieben. Grund: Keine Zeit.")
    answer(cast, now, 2)
    assert "ohne Antwort" not in statement_content(consultation).method_note


def test_it_holds_for_those_it_names(cast, now, consultation):
    answer(cast, now, 1)
    waivers.waive(consultation=consultation, reason="Keine Zeit.", by=cast.ada, now=now)
    Contribution.objects.get(number=1).disposition.delete()
    assert statements.obstacle(consultation).startswith("2 contributions have no answer yet")


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [(" ", "Please give a reason"), ("x" * 601, "at most 600 characters"), ("Grund.", "No answer is missing")],
)
def test_not_without_a_reason_or_need(cast, now, consultation, reason, sentence):
    if reason == "Grund.":
        answer(cast, now, 1, 2)
    with pytest.raises(waivers.CannotWaive, match=sentence):
        waivers.waive(consultation=consultation, reason=reason, by=cast.ada, now=now)
    assert RecordEntry.objects.filter(kind="answers_waived").count() == 0


def test_what_was_taken_back_needs_no_answer(cast, now, consultation):
    answer(cast, now, 1)
    comment = Contribution.objects.get(number=2).comment
    comment.withdrawn_at = now
    comment.save(update_fields=["withdrawn_at"])
    assert statements.obstacle(consultation) is None
