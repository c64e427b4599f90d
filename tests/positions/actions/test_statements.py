from dataclasses import replace
from hashlib import sha256

import pytest

from positions.actions import compilations, statements
from positions.enums import ISSUED_FORMATS, CompilationState
from positions.exports import files as exported
from positions.exports.content import StatementContent
from positions.models import Statement, StatementFile
from shared.canonical import digest
from shared.immutability import Frozen

from ..issuing import NOW, issue, make_draft, unissued

pytestmark = pytest.mark.django_db


@pytest.fixture
def compilation():
    return compilations.request(draft=make_draft(), content=unissued(), by=None, now=NOW)


def freeze(compilation, files):
    return statements.freeze(compilation=compilation, files=files, by_actor=None, now=NOW)


@pytest.mark.promise(6)
def test_the_stored_bytes_are_what_the_manifest_names():
    statement = issue()
    named = {file["format"]: file["sha256"] for file in statement.manifest["files"]}
    stored = {file.format: sha256(bytes(file.data)).hexdigest() for file in statement.files.all()}
    assert stored == named
    assert statement.manifest_digest == digest(statement.manifest)
    assert statement.content_digest == StatementContent.from_plain(statement.content).digest == statement.manifest["content"]


@pytest.mark.promise(6)
def test_a_statement_and_its_files_never_change():
    statement = issue()
    for row in (statement, statement.files.first()):
        with pytest.raises(Frozen):
            row.save()
        with pytest.raises(Frozen):
            row.delete()


@pytest.mark.promise(6)
def test_the_same_content_and_toolchain_give_the_same_bytes():
    statement = issue()
    content = StatementContent.from_plain(statement.content)
    again = {format: exported.render(content, format).digest for format in ISSUED_FORMATS}
    assert again == {file.format: file.digest for file in statement.files.all()}


def test_the_manifest_names_everything_that_decides_the_bytes():
    manifest = issue().manifest
    assert set(manifest) == {"schema", "number", "content", "clock", "tools", "fonts", "template", "files"}
    assert manifest["clock"] == "2026-11-27T12:00:00Z"
    assert set(manifest["tools"]) == {"python", "typst", "pypandoc_binary", "python-docx", "page-validation"}
    assert len(manifest["fonts"]) == 7


def test_freezing_finishes_the_compilation(compilation):
    statement = freeze(compilation, compilations.run(compilation=compilation, now=NOW))
    compilation.refresh_from_db()
    assert (compilation.state, compilation.finished_at) == (CompilationState.DONE, NOW)
    assert statement.slug == "stellungnahme-zum-landesanerkennungsgesetz-1-2026"
    assert statement.number == "1/2026"


def test_freezing_twice_gives_the_same_statement(compilation):
    files = compilations.run(compilation=compilation, now=NOW)
    assert freeze(compilation, files) == freeze(compilation, files)
    assert Statement.objects.count() == 1


def test_a_missing_format_freezes_nothing(compilation):
    files = compilations.run(compilation=compilation, now=NOW)
    with pytest.raises(statements.NotIssuable):
        freeze(compilation, files[:-1])
    assert (Statement.objects.count(), StatementFile.objects.count()) == (0, 0)


def test_altered_bytes_freeze_nothing(compilation):
    files = compilations.run(compilation=compilation, now=NOW)
    with pytest.raises(statements.NotIssuable):
        freeze(compilation, [replace(files[0], data=files[0].data + b" "), *files[1:]])
    assert not Statement.objects.exists()


def test_what_was_called_off_is_not_issued(compilation):
    files = compilations.run(compilation=compilation, now=NOW)
    compilations.cancel(compilation=compilation, now=NOW)
    with pytest.raises(statements.NotIssuable):
        freeze(compilation, files)


def test_changed_tools_ask_for_a_new_compilation(compilation):
    files = compilations.run(compilation=compilation, now=NOW)
    type(compilation).objects.filter(pk=compilation.pk).update(fingerprint="0" * 64)
    with pytest.raises(statements.NotIssuable):
        freeze(compilation, files)
