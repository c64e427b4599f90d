"""The rendering child costs no worker: whatever a job does, one sentence comes back and the next job is done."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from positions.exports import child
from positions.exports.child import Renderer, RenderingFailed, _environment

from .sample import p, sample, section, table, with_sections


@pytest.fixture
def renderer():
    made = Renderer(megabytes=900, seconds=60)
    yield made
    made.close()


def huge(paragraphs: int):
    words = "Wort für Wort für Wort, und noch eines. " * 50
    return with_sections(section("1", "Groß", *(p(words) for _ in range(paragraphs))))


EATERS = {
    "in Python": lambda: with_sections(section("1", "Groß", p("Wort " * 24_000_000))),
    "in Typst": lambda: with_sections(section("1", "Tabellen", *([table("T", ["a", "b"], *[["x", "y"]] * 20)] * 1_000))),
}


@pytest.mark.parametrize("eater", EATERS)
def test_a_job_that_eats_memory_is_stopped_and_the_next_one_works(eater):
    renderer = Renderer(megabytes=230, seconds=60)
    try:
        with pytest.raises(RenderingFailed) as caught:
            renderer.render(EATERS[eater](), "pdf")
        assert caught.value.code == "memory"
        assert "230 MB" in str(caught.value)
        assert renderer.render(sample(), "pdf").startswith(b"%PDF")
    finally:
        renderer.close()


def test_pandoc_has_a_heap_it_cannot_outgrow(renderer):
    with pytest.raises(RenderingFailed) as caught:
        renderer.render(huge(9_000), "docx")
    assert caught.value.code == "memory"
    assert renderer.render(sample(), "docx").startswith(b"PK")


def test_a_job_over_its_deadline_is_killed_with_all_it_started():
    renderer = Renderer(megabytes=4_000, seconds=3)
    try:
        with pytest.raises(RenderingFailed) as caught:
            renderer.render(huge(30_000), "pdf")
        assert caught.value.code == "deadline"
        assert renderer.pid is None
        renderer.seconds = 60
        assert renderer.render(sample(), "pdf").startswith(b"%PDF")
    finally:
        renderer.close()


def test_a_killed_child_is_replaced(renderer):
    renderer.render(sample(), "html")
    first = renderer.pid
    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while renderer.pid and time.monotonic() < deadline:
        time.sleep(0.01)
    assert renderer.render(sample(), "html").startswith(b"<!doctype html>")
    assert renderer.pid not in (None, first)


def test_one_child_is_kept_and_retired_after_its_jobs(renderer, monkeypatch):
    monkeypatch.setattr(child, "JOBS_PER_CHILD", 2)
    pids = []
    for _ in range(4):
        renderer.render(sample(), "html")
        pids.append(renderer.pid)
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_threads_share_it_safely(renderer):
    contents = [with_sections(section("1", f"Abschnitt {n}", p("x"))) for n in range(12)]
    with ThreadPoolExecutor(6) as threads:
        made = list(threads.map(lambda content: renderer.render(content, "html").decode(), contents))
    assert [f"Abschnitt {n}</h2>" in page for n, page in enumerate(made)] == [True] * 12


def _pid_in_fork(answers) -> None:
    renderer = child.kept()
    renderer.render(sample(), "html")
    answers.put(renderer.pid)
    child.close_kept()


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_gets_its_own():
    child.kept().render(sample(), "html")
    ours = child.kept().pid
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    process = fork.Process(target=_pid_in_fork, args=(answers,))
    process.start()
    theirs = answers.get(timeout=60)
    process.join(60)
    assert theirs != ours
    child.kept().render(sample(), "html")
    assert child.kept().pid == ours


def test_it_ends_with_the_process_that_started_it():
    script = (
        "import os, django; django.setup(); from positions.exports import child; "
        "from tests.positions.exports.sample import sample; "
        "child.kept().render(sample(), 'html'); print(child.kept().pid, flush=True); os._exit(1)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=_with_settings())
    pid = int(done.stdout)
    deadline = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def _with_settings() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": _environment()["PYTHONPATH"]}


def test_it_is_told_no_secret():
    told = _environment()
    assert set(told) <= {
        "PATH", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH", "HOME", "LC_ALL", "MALLOC_ARENA_MAX", "PYTHONDONTWRITEBYTECODE"
    }  # fmt: skip


def test_it_loads_no_django():
    script = (
        "import sys; from positions.exports import pdf, renderer, validation, web, word; "
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'wagtail')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=_environment())
    assert done.stdout.strip() == "[]"


def test_an_unknown_job_is_a_defect_without_a_word_of_the_content(renderer):
    with pytest.raises(RenderingFailed) as caught:
        renderer.render(sample(), "odt")
    assert caught.value.code == "defect"
    assert "KeyError" in str(caught.value)
