"""manage.py compile_statement."""

import io

import pytest
from django.core.management import CommandError, call_command

from consultations.actions import consultations
from consultations.models import Consultation
from consultations.phases import PhaseKind
from positions.models import Statement

from .. import building

DAY, HOUR = building.DAY, building.HOUR
pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def consultation(cast, now) -> Consultation:
    consultation = building.consultation(now=now, timetable=[(PhaseKind.VOTE, -HOUR, DAY)], slug="kurse")
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    for question in consultation.questions.all():
        building.vote(question, cast.birch, "support", by=cast.bea, now=now)
    return consultations.close(consultation=consultation, by=None, now=now + DAY)


def run(*arguments: str) -> tuple[str, list[str]]:
    """What it printed: the result, and the lines of progress."""
    out, progress = io.StringIO(), io.StringIO()
    call_command("compile_statement", *arguments, stdout=out, stderr=progress, no_color=True)
    return out.getvalue().strip(), progress.getvalue().splitlines()


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    return str(refused.value)


def test_approved_and_issued_in_one_go(cast, consultation):
    out, progress = run("kurse", "--approve", "--by", "Ada@example.org")
    statement = Statement.objects.get()
    assert out == f"Statement {statement.number} issued (id {statement.pk}): {statement.slug}"
    assert progress[:3] == [
        "Draft “Stellungnahme: Integrationskurse” approved.",
        "Reading votes, wordings and names of “Kurse” …",
        "Making PDF, Word and HTML, and checking them …",
    ]
    assert [line.split(": ")[0].strip().rsplit(".", 1)[1] for line in progress[3:]] == ["docx", "html", "pdf"]
    assert statement.actor == cast.ada.actor.token


def test_by_id_and_in_nobodys_name(consultation):
    consultation.statement_draft.get_latest_revision().publish()
    run(str(consultation.pk))
    assert Statement.objects.get().actor is None


def test_a_draft_that_is_not_approved(consultation):
    assert refusal("kurse") == "The draft “Stellungnahme: Integrationskurse” has not been approved yet."


def test_a_consultation_that_is_not_closed(cast, now):
    building.consultation(now=now, slug="offen")
    sentence = "“Kurse” is not closed yet; a statement is issued from a closed consultation."
    assert refusal("offen") == refusal("offen", "--approve", "--by", "ada@example.org") == sentence


def test_a_statement_that_was_issued_already(consultation):
    run("kurse", "--approve", "--by", "guel@example.org")
    assert refusal("kurse") == f"Statement {Statement.objects.get().number} has been issued from it already."


def test_an_unknown_consultation(consultation):
    assert refusal("kruse") == "There is no consultation “kruse”. Closed ones are: kurse."


def test_none_closed_at_all(db):
    assert refusal("kruse") == "There is no consultation “kruse”; none has been closed yet."


def test_approval_wants_a_name(consultation):
    assert refusal("kurse", "--approve") == "Say with --by in whose name the draft is approved."


@pytest.mark.parametrize("name", ["bea", "bo", "cem", "dora", "emil", "farid", "hanna", "niemand"])
def test_only_editors_and_the_board(consultation, name):
    assert refusal("kurse", "--approve", "--by", f"{name}@example.org") == (
        f"{name}@example.org is neither an editor nor on the board."
    )
    assert Statement.objects.count() == 0


def test_what_cannot_be_printed_ends_with_its_sentence(consultation):
    consultation.statement_draft.title = "\U0001f600"
    consultation.statement_draft.save_revision()
    sentence = refusal("kurse", "--approve", "--by", "ada@example.org")
    assert sentence == consultation.statement_draft.compilations.get().error != ""
