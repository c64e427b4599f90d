"""`make test`: the whole suite on SQLite with the embedded queue, then on PostgreSQL, Redis and a real Celery worker.

One after the other: two browsers at once starve each other on two processors. Each run has a database, a queue, a folder and
ports of its own. What it says is passed on as it comes, and at the end stands the summary of each. Arguments go to pytest.
What the machine lacks is named; with CI=true that is an error.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tests.environment import Found, give_back, look_around

NO_TESTS = 5  # pytest's exit status when nothing was selected
STOPPED = 130  # what a shell says of a program that Ctrl-C has ended
# With what pytest ends; where it is lacking, something ended pytest itself, whatever the status.
SUMMARY = re.compile(
    r"^.*\b(?:passed|failed|errors?|skipped|deselected|collected|no tests ran)\b.* in \d+\.\d+s.*$", re.MULTILINE
)


@dataclass
class Stack:
    """A run of pytest under way on one stack, and where it writes."""

    name: str
    process: subprocess.Popen
    output: BinaryIO
    said: bytes = b""

    def pass_on(self) -> None:
        """Print what it has said and says, until it is over."""
        print(f"\n=== {self.name}", flush=True)
        over = False
        while not over:
            over = self.process.poll() is not None
            news = self.output.read()
            sys.stdout.buffer.write(news)
            sys.stdout.buffer.flush()
            self.said += news
            time.sleep(0 if over else 0.2)

    @property
    def summary(self) -> str:
        """pytest's last line, or nothing."""
        return (SUMMARY.findall(self.said.decode(errors="replace")) or [""])[-1]

    @property
    def result(self) -> int:
        """The exit status, and 1 for a run that ended before pytest could say how it went."""
        status = self.process.returncode
        return 0 if status == NO_TESTS else status or int(not self.summary)

    def interrupt(self) -> None:
        """What Ctrl-C does to pytest, if it still runs: it clears up after itself and ends."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)


def main(arguments: list[str]) -> int:
    found = look_around()
    for name, reason in found.lacking.items():
        print(f"Not found: {name} ({reason}). Its tests are skipped.")
    if found.lacking and os.environ.get("CI") == "true":
        print("With CI=true that is an error.")
        return 1
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        return run(found, arguments)
    except KeyboardInterrupt:
        return STOPPED
    finally:
        give_back(found)


def run(found: Found, arguments: list[str]) -> int:
    stacks: list[Stack] = []
    with ExitStack() as begun:
        try:
            for name, environment in environments(found):
                stacks.append(begun.enter_context(pytest(name, arguments, environment)))
                stacks[-1].pass_on()
        finally:
            for stack in stacks:
                stack.interrupt()
    print()
    for stack in stacks:
        print(f"=== {stack.name}: {stack.summary or 'ended early'}")
    if len(stacks) == 1:
        print("Skipped: the whole suite on PostgreSQL and Redis.")
    return next((stack.result for stack in stacks if stack.result), 0)


def environments(found: Found) -> Iterator[tuple[str, dict[str, str]]]:
    """The name of each stack that can be had here, and what its run is told of it."""
    yield "SQLite, embedded queue", {"TEST_BROWSER": found.browser}
    if found.database_url and found.redis_url:
        servers = {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url, "TEST_BROWSER": found.browser}
        yield "PostgreSQL, Redis, Celery worker", {**servers, "TEST_DATABASE_NAME": f"test_mitstimme_{os.getpid()}"}


@contextmanager
def pytest(name: str, arguments: list[str], environment: dict[str, str]) -> Iterator[Stack]:
    """Run pytest with nothing of our own environment but what the tests are meant to see. The block ends when it has ended."""
    ours = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "PORT")}
    colour = "yes" if sys.stdout.isatty() else "no"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--color={colour}", *arguments]
    with tempfile.TemporaryDirectory(prefix="mitstimme-tests-") as folder:
        data, output = Path(folder, "data"), Path(folder, "output")
        data.mkdir()
        ours |= {"MITSTIMME_MODE": "embedded", "MITSTIMME_DATA": str(data), "SECRET_KEY": "tests only", "PYTHONUNBUFFERED": "1"}
        with output.open("wb") as written, output.open("rb") as read:
            # In a session of its own it hears of Ctrl-C from us, and once.
            process = subprocess.Popen(
                command, env={**ours, **environment}, stdin=subprocess.DEVNULL, stdout=written, stderr=written,
                start_new_session=True,
            )  # fmt: skip
            try:
                yield Stack(name, process, read)
            finally:
                process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
