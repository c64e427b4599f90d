"""From a closed consultation to the issued statement: who is refused what, and that it happens once."""

from datetime import timedelta

import pytest

from consultations.actions import consultations, statements
from consultations.models import Consultation
from consultations.phases import PhaseKind
from consultations.queries import chain
from notifications.models import Event
from positions.actions import compilations
from positions.enums import CompilationState
from positions.models import Compilation, Statement

from .. import building

DAY, HOUR = building.DAY, building.HOUR
pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def consultation(cast, now) -> Consultation:
    """Closed, both sections adopted, its draft not approved."""
    consultation = building.consultation(now=now, timetable=[(PhaseKind.VOTE, -HOUR, DAY)])
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    for question in consultation.questions.all():
        building.vote(question, cast.birch, "support", by=cast.bea, now=now)
    return consultations.close(consultation=consultation, by=None, now=now + DAY)


def approved(consultation, cast, now):
    statements.approve(consultation=consultation, by=cast.ada, now=now)
    return consultation


def test_issued_with_its_files_recorded_sealed_and_told(cast, now, consultation):
    compilation = statements.request(consultation=approved(consultation, cast, now), by=cast.gul, now=now)
    statement = statements.carry_out(compilation=compilation, now=now)
    assert (statement.serial, statement.year, statement.actor) == (1, now.year, cast.gul.actor.token)
    assert sorted(statement.files.values_list("format", flat=True)) == ["docx", "html", "pdf"]
    entry = consultation.record.get(kind="statement_issued")
    assert entry.facts == {
        "number": statement.number,
        "content": statement.content_digest,
        "manifest": statement.manifest_digest,
        "files": {file.format: file.digest for file in statement.files.all()},
    }
    assert entry.actor == cast.gul.actor.token
    assert consultation.seals.order_by("number").last().last_record_entry == entry.pk
    assert chain.broken_seals(consultation) == []
    event = Event.objects.get(kind="statement-issued")
    assert (event.key, event.facts) == (
        f"statement-issued:{statement.pk}",
        {"consultation": consultation.pk, "statement": statement.pk},
    )


def test_one_compilation_one_statement(cast, now, consultation):
    compilation = statements.request(consultation=approved(consultation, cast, now), by=cast.ada, now=now)
    first = statements.carry_out(compilation=compilation, now=now)
    assert statements.carry_out(compilation=compilation, now=now + HOUR) == first
    assert (Statement.objects.count(), consultation.record.filter(kind="statement_issued").count()) == (1, 1)
    with pytest.raises(statements.CannotIssue) as refused:
        statements.request(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == f"Statement {first.number} has been issued from it already."


def test_asked_twice_it_is_one_compilation(cast, now, consultation):
    approved(consultation, cast, now)
    first = statements.request(consultation=consultation, by=cast.ada, now=now)
    assert statements.request(consultation=consultation, by=cast.gul, now=now) == first


def test_another_content_waits_for_the_one_under_way(cast, now, consultation):
    approved(consultation, cast, now)
    statements.request(consultation=consultation, by=cast.ada, now=now)
    consultation.statement_draft.title = "Neu gefasst"
    consultation.statement_draft.save_revision().publish()
    with pytest.raises(statements.CannotIssue) as refused:
        statements.request(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == (
        "This statement is already being compiled, with an earlier content. Wait until it has finished."
    )


def test_not_before_the_draft_is_approved(cast, now, consultation):
    with pytest.raises(statements.CannotIssue) as refused:
        statements.request(consultation=consultation, by=cast.ada, now=now)
    assert str(refused.value) == "The draft “Stellungnahme: Integrationskurse” has not been approved yet."
    approved(consultation, cast, now)
    consultation.statement_draft.title = "Neu gefasst"
    consultation.statement_draft.save_revision()  # approved, then edited again
    with pytest.raises(statements.CannotIssue):
        statements.request(consultation=consultation, by=cast.ada, now=now)


def test_not_before_it_is_closed(cast, now):
    consultation = building.consultation(now=now)
    for attempt in (statements.request, statements.approve):
        with pytest.raises(statements.CannotIssue) as refused:
            attempt(consultation=consultation, by=cast.ada, now=now)
        assert str(refused.value) == "“Kurse” is not closed yet; a statement is issued from a closed consultation."


def test_an_issued_draft_is_not_approved_again(cast, now, consultation):
    compilation = statements.request(consultation=approved(consultation, cast, now), by=cast.ada, now=now)
    statements.carry_out(compilation=compilation, now=now)
    with pytest.raises(statements.CannotIssue):
        statements.approve(consultation=consultation, by=cast.ada, now=now)


def test_what_cannot_be_printed_fails_with_a_sentence(cast, now, consultation):
    consultation.statement_draft.title = "Nicht druckbar: \U0001f600"
    consultation.statement_draft.save_revision()
    compilation = statements.request(consultation=approved(consultation, cast, now), by=cast.ada, now=now)
    assert statements.carry_out(compilation=compilation, now=now) is None
    compilation.refresh_from_db()
    assert (compilation.state, Statement.objects.count()) == (CompilationState.FAILED, 0)
    assert compilation.error != ""
    assert consultation.record.filter(kind="statement_issued").count() == 0
    assert statements.obstacle(Consultation.objects.get(pk=consultation.pk)) is None  # it can be asked for again


def test_the_unexpected_is_a_state_and_is_raised(cast, now, consultation, monkeypatch):
    compilation = statements.request(consultation=approved(consultation, cast, now), by=cast.ada, now=now)

    def breaks(**_):
        raise OSError("disk")

    monkeypatch.setattr(compilations, "run", breaks)
    with pytest.raises(OSError, match="disk"):
        statements.carry_out(compilation=compilation, now=now)
    compilation.refresh_from_db()
    assert compilation.state == CompilationState.FAILED
    assert compilation.error == "Something unexpected happened while the files were made; the server's log says what."


def test_what_was_called_off_is_not_issued(cast, now, consultation):
    compilation = statements.request(consultation=approved(consultation, cast, now), by=cast.ada, now=now)
    compilations.cancel(compilation=compilation, now=now)
    assert statements.carry_out(compilation=compilation, now=now) is None
    assert Statement.objects.count() == 0


def test_the_wake_up_call_names_the_compilation(cast, now, consultation, django_capture_on_commit_callbacks):
    approved(consultation, cast, now)
    with django_capture_on_commit_callbacks(execute=True):
        statements.request(consultation=consultation, by=cast.ada, now=now)
    assert Statement.objects.get().draft == consultation.statement_draft


def lost(compilation, **state):
    Compilation.objects.filter(pk=compilation.pk).update(**state)


def test_the_sweep_finds_lost_calls_and_lost_workers(cast, now, consultation):
    compilation = statements.request(consultation=approved(consultation, cast, now), by=cast.ada, now=now)
    assert statements.sweep(now=now) == []
    assert statements.sweep(now=now + timedelta(minutes=1)) == [compilation.pk]
    lost(compilation, state=CompilationState.RUNNING, heartbeat_at=now)
    assert statements.sweep(now=now + compilations.lease()) == []
    assert statements.sweep(now=now + compilations.lease() + timedelta(seconds=1)) == [compilation.pk]
    compilations.fail(compilation=compilation, error="Nein.", now=now)
    assert statements.sweep(now=now + DAY) == []


def test_a_lost_worker_is_made_good(cast, now, consultation, django_capture_on_commit_callbacks):
    compilation = statements.request(consultation=approved(consultation, cast, now), by=cast.ada, now=now)
    lost(compilation, state=CompilationState.RUNNING, heartbeat_at=now - DAY)
    with django_capture_on_commit_callbacks(execute=True):
        statements.sweep(now=now)
    assert Statement.objects.get().draft == consultation.statement_draft
