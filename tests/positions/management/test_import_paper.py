"""manage.py import_paper: saves, asks, or says what is open and saves nothing."""

import builtins
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from positions.models import Paper
from positions.queries import sections_of

from ..building import keys

ROOT = Path(__file__).resolve().parents[3]
TEXT = "# Papier\n\n## Eins\n\nErster Text, der sich nicht ändert.\n\n## Zwei\n\nZweiter Text, der ersetzt wird.\n"
REPLACED = TEXT.replace(
    "## Zwei\n\nZweiter Text, der ersetzt wird.", "## Drei\n\nVöllig andere Worte über anderes stehen nun da."
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def file(tmp_path):
    def write(text, name="papier.md"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def run(*arguments):
    out = io.StringIO()
    call_command("import_paper", *arguments, stdout=out)
    return out.getvalue()


def drafted():
    return [found.heading for found in sections_of(Paper.objects.get().get_latest_revision_as_object())]


@pytest.fixture
def terminal(monkeypatch):
    """A person who types these answers."""

    def typing(*answers):
        typed = iter(answers)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(builtins, "input", lambda prompt="": next(typed))
        return typed

    return typing


def test_a_new_paper_is_a_draft_with_the_files_title(db, file):
    assert run(file(TEXT)) == "Title: Papier\n2 sections saved in “papier”.\n"
    assert (Paper.objects.get().live, drafted()) == (False, ["Eins", "Zwei"])


def test_title_and_publishing_can_be_given(db, file):
    run(file(TEXT), "--title", "Anders", "--publish")
    assert (Paper.objects.get().title, Paper.objects.get().live) == ("Anders", True)


def test_notes_are_printed(db, file):
    assert "- 1 picture was not taken over (“Eins”).\n" in run(file(TEXT.replace("Erster", "![x](y.png) Erster")))


BAD = [(b"", "The file is empty."), (b"%PDF", "This is a file of another kind (PDF)."), (b"# A\n", "no text")]


@pytest.mark.parametrize(("text", "sentence"), BAD)
def test_a_bad_file_is_one_sentence_and_saves_nothing(db, file, text, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run(file(text))
    assert Paper.objects.count() == 0


def test_a_missing_file_and_an_unknown_paper_are_said(db, file):
    with pytest.raises(CommandError, match="cannot be read"):
        run("/no/such/file.md")
    with pytest.raises(CommandError, match=re.escape("There is no paper “nein”. There are: –.")):
        run(file(TEXT), "--paper", "nein")


def test_a_title_that_is_too_long_is_said(db, file):
    with pytest.raises(CommandError, match="at most 255"):
        run(file(TEXT), "--title", "x" * 256)


def test_again_keeps_keys(db, file):
    run(file(TEXT), "--publish")
    before = keys(Paper.objects.get())
    told = run(
        file(TEXT.replace("Erster Text", "Der erste Text").replace("# Papier", "# Neu")), "--paper", "papier", "--publish"
    )
    assert keys(Paper.objects.get()) == before
    assert "The file is titled “Neu”; the paper keeps its title" in told


def test_without_a_terminal_what_is_open_is_printed_and_nothing_saved(db, file):
    run(file(TEXT), "--publish")
    key = keys(Paper.objects.get())["Zwei"]
    with pytest.raises(CommandError) as refused:
        run(file(REPLACED), "--paper", "papier", "--publish")
    assert str(refused.value).splitlines() == [
        "Nothing was saved. These sections could not be matched:",
        "  2. Drei",
        f"      --answer 2={key}  Zwei",
        "      --answer 2=new",
        "  no longer in the file: Zwei",
        f"      --answer {key}=remove",
    ]
    assert (drafted(), Paper.objects.get().revisions.count()) == (["Eins", "Zwei"], 1)


def test_answers_can_be_given(db, file):
    run(file(TEXT), "--publish")
    key = keys(Paper.objects.get())["Zwei"]
    run(file(REPLACED), "--paper", "papier", "--answer", f"2={key}", "--publish")
    assert keys(Paper.objects.get())["Drei"] == key


def test_new_and_remove_can_be_answered(db, file):
    run(file(TEXT), "--publish")
    key = keys(Paper.objects.get())["Zwei"]
    run(file(REPLACED), "--paper", "papier", "--answer", "2=new", "--answer", f"{key}=remove", "--publish")
    assert key not in keys(Paper.objects.get()).values()
    assert drafted() == ["Eins", "Drei"]


def test_new_sections_answers_all(db, file):
    run(file(TEXT), "--publish")
    key = keys(Paper.objects.get())["Zwei"]
    run(file(REPLACED), "--paper", "papier", "--new-sections", "--publish")
    assert key not in keys(Paper.objects.get()).values()


@pytest.mark.parametrize("answer", ["2", "x=new", "2=irgendwas", "nein=remove"])
def test_nonsense_answers_are_said(db, file, answer):
    run(file(TEXT))
    with pytest.raises(CommandError, match="is no answer"):
        run(file(REPLACED), "--paper", "papier", "--answer", answer)


def test_an_answer_that_contradicts_is_said(db, file):
    run(file(TEXT), "--publish")
    other = keys(Paper.objects.get())["Eins"]
    with pytest.raises(CommandError, match="cannot be the same section"):
        run(file(REPLACED), "--paper", "papier", "--new-sections", "--answer", f"2={other}")


def test_at_a_terminal_it_asks(db, file, terminal):
    run(file(TEXT), "--publish")
    key = keys(Paper.objects.get())["Zwei"]
    terminal("", "7", "1")
    told = run(file(REPLACED), "--paper", "papier", "--publish")
    assert "Which section of the paper is “Drei”?\n  1  Zwei\n  0  it is a new section\n" in told
    assert keys(Paper.objects.get())["Drei"] == key


def test_at_a_terminal_removal_is_confirmed_or_stops(db, file, terminal):
    run(file(TEXT), "--publish")
    terminal("0", "2")
    with pytest.raises(CommandError, match=r"Nothing was saved\."):
        run(file(REPLACED), "--paper", "papier")
    assert drafted() == ["Eins", "Zwei"]
    terminal("0", "1")
    run(file(REPLACED), "--paper", "papier")
    assert drafted() == ["Eins", "Drei"]


def test_from_the_shell_a_refusal_is_one_line_and_exit_1(tmp_path):
    path = tmp_path / "leer.docx"
    path.write_bytes(b"")
    environment = {**os.environ, "MITSTIMME_MODE": "embedded", "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "manage.py", "import_paper", str(path)], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.startswith("CommandError: ")
