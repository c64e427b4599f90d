"""`make test`: the whole suite on SQLite with the embedded queue, then on PostgreSQL, Redis and a real Celery worker.

Arguments go to pytest. What the machine lacks is named; with CI=true that is an error.
"""

import os
import subprocess
import sys
import tempfile

from tests.environment import Found, give_back, look_around

NO_TESTS = 5  # pytest's exit status when nothing was selected


def main(arguments: list[str]) -> int:
    found = look_around()
    for name, reason in found.lacking.items():
        print(f"Not found: {name} ({reason}). Its tests are skipped.")
    if found.lacking and os.environ.get("CI") == "true":
        print("With CI=true that is an error.")
        return 1
    try:
        return run(found, arguments)
    finally:
        give_back(found)


def run(found: Found, arguments: list[str]) -> int:
    print("\n=== SQLite, embedded queue", flush=True)
    results = [pytest(arguments, {"TEST_BROWSER": found.browser})]
    if found.database_url and found.redis_url:
        print("\n=== PostgreSQL, Redis, Celery worker", flush=True)
        servers = {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url, "TEST_BROWSER": found.browser}
        results.append(pytest(arguments, {**servers, "TEST_DATABASE_NAME": f"test_mitstimme_{os.getpid()}"}))
    else:
        print("\nSkipped: the whole suite on PostgreSQL and Redis.")
    return next((result for result in results if result not in (0, NO_TESTS)), 0)


def pytest(arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest with nothing of our own environment but what the tests are meant to see."""
    ours = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "PORT")}
    with tempfile.TemporaryDirectory(prefix="mitstimme-tests-") as data:
        ours |= {"MITSTIMME_MODE": "embedded", "MITSTIMME_DATA": data, "SECRET_KEY": "tests only"}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        return subprocess.run(command, env={**ours, **environment}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
