from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from positions.models import Statement, StatementFile

from ..issuing import issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    return issue()


def export(*arguments):
    out = StringIO()
    call_command("export_statement", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_writes_exactly_the_stored_bytes(statement, tmp_path, format):
    target = tmp_path / "out"
    export(statement.number, "--format", format, "--output", str(target))
    assert target.read_bytes() == bytes(statement.files.get(format=format).data)


def test_finds_it_by_number_slug_and_id(statement, tmp_path):
    for name in (statement.number, statement.slug, str(statement.pk)):
        target = tmp_path / name.replace("/", "-")
        export(name, "--output", str(target))
        assert target.read_bytes().startswith(b"%PDF")


def test_says_what_it_wrote(statement, tmp_path):
    said = export(statement.slug, "--output", str(tmp_path / "a.pdf"))
    assert statement.files.get(format="pdf").digest in said


def test_an_unknown_statement_is_one_sentence(statement):
    with pytest.raises(CommandError) as caught:
        export("99/2026")
    assert "1/2026" in str(caught.value)


def test_without_statements_it_says_so():
    with pytest.raises(CommandError):
        export("1/2026")
    assert not Statement.objects.exists()


def test_a_place_that_cannot_be_written_is_one_sentence(statement, tmp_path):
    with pytest.raises(CommandError):
        export(statement.slug, "--output", str(tmp_path / "none" / "a.pdf"))


def test_bytes_that_do_not_match_their_digest_are_not_written(statement, tmp_path):
    twin = Statement.objects.get(pk=statement.pk)
    twin.pk, twin.slug, twin.serial, twin.public_id, twin._state.adding = None, "falsch", 2, "0" * 32, True
    twin.save()
    StatementFile.objects.create(
        statement=twin, format="pdf", name="a.pdf", media_type="application/pdf", size=1, digest="0" * 64, data=b"x"
    )
    target = tmp_path / "a.pdf"
    with pytest.raises(CommandError):
        export("falsch", "--output", str(target))
    assert not target.exists()
