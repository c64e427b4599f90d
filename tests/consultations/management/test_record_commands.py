"""manage.py export_record and verify_record."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from consultations.models import VoteEntry

from .. import recorded

pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def closed(cast, now):
    return recorded.closed_one(cast, now=now)


def run(command: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out, no_color=True)
    return out.getvalue().strip()


def refusal(command: str, *arguments: str) -> str:
    with pytest.raises(CommandError) as refused:
        run(command, *arguments)
    return str(refused.value)


def test_a_file_is_verified_without_the_database(closed, tmp_path, django_assert_num_queries):
    file = tmp_path / "protokoll.json"
    run("export_record", "kurse", "--output", str(file))
    record = json.loads(file.read_text())
    lines = len(record["record"]) + len(record["votes"])
    with django_assert_num_queries(0):
        said = run("verify_record", str(file))
    assert said == f"{len(record['seals'])} seals cover the record, {lines} lines in all. Everything fits."
    record["votes"][0]["entry"]["choice"] = "reject"
    file.write_text(json.dumps(record))
    number = record["votes"][0]["id"]
    assert refusal("verify_record", str(file)) == f"Line {number} of “votes” is not what its digest says."


def test_the_database_itself_is_verified(closed):
    assert run("verify_record", str(closed.pk)).endswith("Everything fits.")
    entry = VoteEntry.objects.first()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE consultations_voteentry DISABLE TRIGGER frozen")
        cursor.execute("UPDATE consultations_voteentry SET choice = 'concerns' WHERE id = %s", [entry.pk])
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE consultations_voteentry ENABLE TRIGGER frozen")
    said = refusal("verify_record", "kurse").splitlines()
    assert said[0] == "Seal 1 does not cover these lines."
    assert (
        said[-1]
        == f"Question {entry.question_id}, organisation {entry.organisation_id}: the vote is not what its history says."
    )


def test_a_table(closed, tmp_path):
    file = tmp_path / "voten.csv"
    run("export_record", "kurse", "--format", "csv", "--output", str(file))
    lines = file.read_bytes().decode("utf-8-sig").split("\r\n")
    assert (lines[0].split(";")[:3], len(lines) - 2) == (["line", "at", "question"], VoteEntry.objects.count())


def test_what_is_not_closed_is_not_exported(cast, now):
    recorded.open_one(cast, now=now)
    sentence = "“Kurse” is not closed yet; until then nobody reads all its votes."
    assert refusal("export_record", "kurse") == sentence


def test_what_is_no_record_is_said_so(closed, tmp_path):
    file = tmp_path / "x.json"
    assert refusal("verify_record", str(file)) == f"“{file}” cannot be read: No such file or directory"
    for text in ("{", "[]", '{"schema": "other"}'):
        file.write_text(text)
        assert refusal("verify_record", str(file)) == f"“{file}” is no exported record."
    assert refusal("verify_record", "kruse") == "There is no consultation “kruse”. There are: kurse."
    assert refusal("export_record", "kurse", "--output", "/gibt/es/nicht") == (
        "“/gibt/es/nicht” cannot be written: No such file or directory"
    )
