from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from positions.actions import compilations
from positions.enums import ISSUED_FORMATS, CompilationState
from positions.exports.child import RenderingFailed
from positions.exports.content import StatementContent
from positions.models import Compilation, Statement

from ..exports.sample import p, section
from ..issuing import NOW, issue, make_draft, unissued


@pytest.fixture
def draft(db):
    return make_draft()


def ask(draft, content=None, now=NOW):
    return compilations.request(draft=draft, content=content or unissued(), by=None, now=now)


def test_content_is_frozen_under_number_and_day(draft, cast):
    compilation = compilations.request(draft=draft, content=unissued(), by=cast.ada, now=NOW)
    content = StatementContent.from_plain(compilation.content)
    assert (content.number, content.issued_on) == ("1/2026", "2026-11-27")
    assert compilation.state == CompilationState.QUEUED
    assert compilation.actor == cast.ada.actor.token


def test_year_is_that_of_berlin(draft):
    compilation = ask(draft, now=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert (compilation.year, compilation.serial) == (2027, 1)


def test_asking_again_returns_the_same(draft):
    first = ask(draft)
    assert ask(draft, now=NOW + timedelta(days=1)) == first
    assert Compilation.objects.count() == 1


def test_another_content_waits_for_the_open_one(draft):
    ask(draft)
    with pytest.raises(compilations.UnderWay):
        ask(draft, replace(unissued(), closing=[]))


def test_numbers_are_reserved_and_given_back(draft):
    first, second = ask(draft), ask(make_draft("Zwei"))
    assert (first.serial, second.serial) == (1, 2)
    compilations.fail(compilation=first, error="Kein Papier.", now=NOW)
    assert ask(make_draft("Drei")).serial == 1


def test_the_database_defends_the_number(draft):
    first = ask(draft)
    with pytest.raises(IntegrityError):
        Compilation.objects.create(
            draft=make_draft("Zwei"), year=first.year, serial=first.serial, content={}, fingerprint="", requested_at=NOW
        )


def test_run_renders_every_format_and_stores_nothing(draft):
    compilation = ask(draft)
    files = compilations.run(compilation=compilation, now=NOW)
    assert [file.format for file in files] == ISSUED_FORMATS
    assert [file.name for file in files] == [
        "stellungnahme-1-2026.pdf",
        "stellungnahme-1-2026.docx",
        "stellungnahme-1-2026.html",
    ]
    assert [file.pages for file in files] == [5, None, None]
    assert (compilation.state, compilation.step) == (CompilationState.RUNNING, "HTML")
    assert compilation.heartbeat_at >= NOW
    assert not Statement.objects.exists()


def test_a_running_compilation_is_not_run_twice_until_its_worker_is_lost(draft):
    compilation = ask(draft)
    compilations.run(compilation=compilation, now=NOW)
    with pytest.raises(compilations.NotToRun):
        compilations.run(compilation=compilation, now=NOW + timedelta(seconds=10))
    later = NOW + compilations.lease() + timedelta(minutes=1)
    assert len(compilations.run(compilation=compilation, now=later)) == len(ISSUED_FORMATS)


def test_a_finished_compilation_is_not_run(draft):
    compilation = compilations.cancel(compilation=ask(draft), now=NOW)
    with pytest.raises(compilations.NotToRun):
        compilations.run(compilation=compilation, now=NOW)


def test_what_cannot_be_printed_is_said_with_its_place(draft):
    content = replace(unissued(), sections=(section("1", "Sprachen", p("Auf Tigrinya: ሰላም")),))
    compilation = ask(draft, content)
    with pytest.raises(RenderingFailed) as caught:
        compilations.run(compilation=compilation, now=NOW)
    compilations.fail(compilation=compilation, error=str(caught.value), now=NOW)
    assert compilation.state == CompilationState.FAILED
    assert "„1 Sprachen“" in compilation.error or "“1 Sprachen”" in compilation.error


def test_finishing_is_final(draft):
    compilation = compilations.fail(compilation=ask(draft), error="Zu groß.", now=NOW)
    again = compilations.cancel(compilation=compilation, now=NOW + timedelta(hours=1))
    assert (again.state, again.error, again.finished_at) == (CompilationState.FAILED, "Zu groß.", NOW)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers():
    drafts = [make_draft(f"Papier {index}") for index in range(4)]

    def ask_in_thread(draft):
        try:
            return ask(draft).serial
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        serials = list(threads.map(ask_in_thread, drafts))
    assert sorted(serials) == [1, 2, 3, 4]


def test_the_next_number_follows_the_last_statement(db):
    assert [issue().number, issue().number] == ["1/2026", "2/2026"]
