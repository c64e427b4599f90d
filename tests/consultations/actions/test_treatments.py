"""What becomes of a contested section."""

import pytest

from consultations.actions import consultations, statements, treatments
from consultations.enums import Result, TreatmentKind
from consultations.models import Outcome, Remark, Treatment
from consultations.queries.statement_content import statement_content
from tests.consultations import building

from .test_closing import VOTING


@pytest.fixture
def closed(cast, now):
    """ "Fristen" carries a veto, "Kosten" is adopted."""
    made = building.consultation(now=now, timetable=VOTING, scale="consensus", rule="consent")
    consultations.open_(consultation=made, by=cast.ada, now=now)
    for question in made.questions.filter(kind="section").select_related("consultation__version", "section"):
        heading = made.version.wordings.get(section=question.section).heading
        building.vote(question, cast.birch, "full", by=cast.bea, now=now)
        building.vote(question, cast.cedar, "veto" if heading == "Fristen" else "full", by=cast.cem, now=now)
    consultations.close(consultation=made, by=cast.ada, now=now, reason="Fertig.")
    made.refresh_from_db()
    return made


@pytest.fixture
def contested(closed):
    return Outcome.objects.select_related("question__consultation").get(result=Result.CONTESTED)


def headings(closed) -> tuple[list[str], list[str]]:
    said = statement_content(closed)
    return [section.heading for section in said.sections], [section.heading for section in said.left_out]


def test_it_is_printed_unless_something_else_is_decided(closed, contested):
    assert headings(closed) == (["Fristen", "Kosten"], [])


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (TreatmentKind.REWORD, "Der Abschnitt wird neu gefasst und gehört nicht zu dieser Stellungnahme. Grund: Zu früh."),
        (TreatmentKind.DROP, "Der Abschnitt ist gestrichen. Grund: Zu früh."),
    ],
)
def test_left_out_with_its_reason_in_the_annex(cast, closed, contested, now, kind, sentence):
    treatments.treat(outcome=contested, kind=kind, reason="Zu früh", by=cast.ada, now=now)
    assert headings(closed) == (["Kosten"], ["Fristen"])
    assert statement_content(closed).left_out[0].outcome.sentence == f"Strittig: Ein Veto steht. {sentence}"
    entry = closed.record.latest("pk")
    assert (entry.kind, entry.facts) == ("treated", {"question": contested.question_id, "kind": str(kind)})
    assert Remark.objects.get(commitment=entry.commitment).text == "Zu früh"


def test_decided_anew_the_last_decision_holds_and_both_are_recorded(cast, closed, contested, now):
    treatments.treat(outcome=contested, kind=TreatmentKind.DROP, reason="Zu früh", by=cast.ada, now=now)
    treatments.treat(outcome=contested, kind=TreatmentKind.PRINT, reason="", by=cast.ada, now=now)
    assert headings(closed) == (["Fristen", "Kosten"], [])
    assert (Treatment.objects.count(), closed.record.filter(kind="treated").count()) == (1, 2)


def test_leaving_it_out_needs_a_reason(cast, contested, now):
    with pytest.raises(treatments.CannotTreat, match="say why"):
        treatments.treat(outcome=contested, kind=TreatmentKind.DROP, reason=" ", by=cast.ada, now=now)


def test_only_what_is_contested(cast, closed, now):
    adopted = Outcome.objects.select_related("question__consultation").filter(result=Result.ADOPTED).first()
    with pytest.raises(treatments.CannotTreat, match="Only contested"):
        treatments.treat(outcome=adopted, kind=TreatmentKind.DROP, reason="So.", by=cast.ada, now=now)


def test_not_while_the_statement_is_compiled(cast, closed, contested, now):
    statements.approve(consultation=closed, by=cast.ada, now=now)
    statements.request(consultation=closed, by=cast.ada, now=now, wakes_worker=False)
    with pytest.raises(treatments.CannotTreat, match="being compiled"):
        treatments.treat(outcome=contested, kind=TreatmentKind.DROP, reason="So.", by=cast.ada, now=now)
