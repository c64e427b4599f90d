"""What this machine offers the tests: a browser, a PostgreSQL, a Redis. Found or fetched; what is lacking is said by name.

`tests.run` looks once and hands the answers to pytest in the environment variables of `Found`.
"""

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"]
LOCAL_REDIS = "redis://127.0.0.1:6379"
CLAIM = "mitstimme-tests"
MAC_BROWSER = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


@dataclass
class Found:
    """Paths and addresses; `lacking` maps the name of what could not be had to the reason."""

    browser: str = ""
    database_url: str = ""
    redis_url: str = ""
    lacking: dict[str, str] = field(default_factory=dict)


def look_around() -> Found:
    found = Found()
    for name, look in (("browser", _browser), ("database_url", _postgres), ("redis_url", _redis)):
        try:
            setattr(found, name, look())
        except LookupError as reason:
            found.lacking[{"browser": "a browser", "database_url": "PostgreSQL", "redis_url": "Redis"}[name]] = str(reason)
    return found


def _browser() -> str:
    """A Chromium on the machine, else Playwright's own download, else Debian's package if we are root."""
    return _installed_browser() or _playwrights_browser() or _debians_browser()


def _installed_browser() -> str:
    named = os.environ.get("TEST_BROWSER", "")
    if named and not shutil.which(named):
        raise LookupError(f"TEST_BROWSER names {named}, which cannot be run")
    return named or next((path for name in [*BROWSERS, MAC_BROWSER] if (path := shutil.which(name))), "")


def _playwrights_browser() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        _quietly(sys.executable, "-m", "playwright", "install", "chromium", seconds=300)
    return path if Path(path).exists() else ""


def _debians_browser() -> str:
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        raise LookupError("none is installed, Playwright could not download one, and only root could install Debian's")
    _quietly("apt-get", "update", "-qq", seconds=300)
    _quietly("apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium", seconds=600)
    if not (path := shutil.which("chromium")):
        raise LookupError("none is installed, and neither Playwright nor Debian's packages could provide one")
    return path


def _quietly(*command: str, seconds: int) -> None:
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        print(f"{command[0]} did not answer within {seconds} s.", file=sys.stderr)


def _postgres() -> str:
    """DATABASE_URL, else the first local server that lets us make databases."""
    if named := os.environ.get("DATABASE_URL", ""):
        return _checked_postgres(named)
    reason = LookupError()
    for host in ("127.0.0.1", "%2Fvar%2Frun%2Fpostgresql", "%2Ftmp"):
        for user in dict.fromkeys([getpass.getuser(), "postgres"]):
            try:
                return _checked_postgres(f"postgres://{user}@{host}:5432/postgres")
            except LookupError as error:
                reason = error
    raise LookupError(f"no local server lets us in; the last one said: {reason}")


def _checked_postgres(url: str) -> str:
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            may = connection.execute("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()
    except psycopg.OperationalError as error:
        raise LookupError(str(error).strip().splitlines()[-1]) from None
    if not may or not may[0]:
        raise LookupError("the user may not make databases")
    return url


def _redis() -> str:
    """REDIS_URL, else a database of the local server that is empty or was left by a run that died.

    Two runs never share one: they would take each other's tasks. Who has which is noted in database 0, which no run uses.
    """
    import redis

    if named := os.environ.get("REDIS_URL", ""):
        _ask(redis.Redis.from_url(named, socket_connect_timeout=3).ping)
        return named
    notes = redis.Redis.from_url(f"{LOCAL_REDIS}/0", socket_connect_timeout=3)
    for number in range(15, 0, -1):
        url = f"{LOCAL_REDIS}/{number}"
        owner = _ask(lambda key=f"{CLAIM}:{number}": notes.get(key))
        if owner and _is_running(int(owner)):
            continue
        client = redis.Redis.from_url(url)
        if owner:
            client.flushdb()
            notes.delete(f"{CLAIM}:{number}")
        if client.dbsize() == 0 and notes.set(f"{CLAIM}:{number}", os.getpid(), nx=True):
            return url
    raise LookupError("every database of the local server is in use")


def _ask(question: Callable):
    """The server's answer; LookupError with its reason if there is none."""
    import redis

    try:
        return question()
    except redis.RedisError as error:
        raise LookupError(str(error)) from None


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def give_back(found: Found) -> None:
    """Empty the Redis database that was taken for this run."""
    if found.redis_url and not os.environ.get("REDIS_URL"):
        import redis

        redis.Redis.from_url(found.redis_url).flushdb()
        redis.Redis.from_url(f"{LOCAL_REDIS}/0").delete(f"{CLAIM}:{found.redis_url.rpartition('/')[2]}")
