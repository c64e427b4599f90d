"""`make test` says how both runs went, and takes none for passed that did not end by itself."""

import subprocess
import sys
import time

import pytest

from .run import Stack

PATIENT = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it, and that is inherited
try:
    print("on", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("off")
    sys.exit(2)
"""


@pytest.fixture
def stack(tmp_path):
    """A run that is this program instead of pytest."""
    output, begun = tmp_path / "output", []

    def stack(program: str) -> Stack:
        with output.open("wb") as written:
            process = subprocess.Popen([sys.executable, "-c", program], stdout=written, stderr=written)
        begun.append(Stack("SQLite", process, output.open("rb")))
        return begun[-1]

    yield stack
    for each in begun:
        each.process.kill()
        each.process.wait()
        each.output.close()


@pytest.mark.parametrize(
    "end, status, summary, result",
    [
        ("3 passed in 0.12s", 0, "3 passed in 0.12s", 0),
        ("2 passed, 1 skipped in 701.03s (0:11:41)\nIgnored at the very end", 0, "2 passed, 1 skipped in 701.03s (0:11:41)", 0),
        ("1 failed, 2 passed in 0.12s", 1, "1 failed, 2 passed in 0.12s", 1),
        ("9 deselected in 0.07s", 5, "9 deselected in 0.07s", 0),
        ("......", 0, "", 1),  # something ended pytest
        ("......", 2, "", 2),
    ],
)
def test_the_result_of_a_run(stack, capfd, end, status, summary, result):
    run = stack(f"import sys; print('..F. [ 50%]'); print({end!r}); sys.exit({status})")
    run.pass_on()
    assert (run.summary, run.result) == (summary, result)
    assert capfd.readouterr().out == f"\n=== SQLite\n..F. [ 50%]\n{end}\n"


def test_what_is_interrupted_clears_up_after_itself(stack, capfd):
    run = stack(PATIENT)
    while not run.said:
        run.said = run.output.read()
        time.sleep(0.01)
    run.interrupt()
    run.pass_on()
    assert (run.said, run.result) == (b"on\noff\n", 2)
    run.interrupt()  # to one that is over, nothing
