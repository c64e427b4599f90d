"""`manage.py serve` as a newcomer meets it: it answers, stops at Ctrl-C, starts again, says what is in its way."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(tmp_path):
    """The demo's, in a folder and on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")}
    ours |= {"MITSTIMME_MODE": "demo", "MITSTIMME_DATA": str(tmp_path / "data"), "PORT": str(port)}
    ours["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return ours


def start(environment, log: Path) -> subprocess.Popen:
    with log.open("w") as output:
        return subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def answer(process: subprocess.Popen, environment, path: str, *, seconds: int) -> int:
    """The status of the page once somebody answers."""
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}{path}", timeout=20) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
    return 0


def stop(process: subprocess.Popen, number: int) -> int:
    os.killpg(process.pid, number)
    return process.wait(timeout=5)


@pytest.mark.slow
def test_the_demo_serves_stops_and_starts_again(environment, tmp_path):
    first, second = tmp_path / "first.log", tmp_path / "second.log"

    process = start(environment, first)
    assert answer(process, environment, "/", seconds=180) == 200, first.read_text()
    assert [answer(process, environment, path, seconds=20) for path in ("/admin/", "/demo/mail/", "/stellungnahmen/")] == [
        200
    ] * 3
    rival = subprocess.run([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert stop(process, signal.SIGINT) == 0
    said = first.read_text()
    assert f"http://localhost:{environment['PORT']}/" in said
    assert "bea@mittelland.example" in said
    assert "Traceback" not in said
    assert (rival.returncode, rival.stdout) == (1, "")
    assert rival.stderr.strip() == (
        f"CommandError: port {environment['PORT']} is taken. Name another one, for example PORT={int(environment['PORT']) + 1}."
    )

    process = start(environment, second)
    assert answer(process, environment, "/stellungnahmen/", seconds=60) == 200
    assert stop(process, signal.SIGTERM) == 0
    assert "Loading the demo" not in second.read_text()


def test_production_is_not_served_by_it():
    """Nor does it start with a variable missing: one sentence says which."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run([sys.executable, "manage.py", "serve"], cwd=ROOT, env=bare, capture_output=True, text=True)
    assert done.returncode == 78
    assert done.stderr.startswith("Mitstimme cannot start: the environment variable SECRET_KEY is missing.")
    assert "Traceback" not in done.stderr
