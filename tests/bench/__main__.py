"""`make bench`: every row beside its yardstick, as a table and as JSON. Some rows only: `python -m tests.bench P1 V1`."""

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.environment import give_back, look_around

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "bench-results"


def main(wanted: list[str]) -> int:
    found = look_around()
    if not (found.database_url and found.redis_url):
        print("Measured on SQLite: no PostgreSQL or Redis here. The targets are meant for PostgreSQL.")
    with tempfile.TemporaryDirectory(prefix="mitstimme-bench-") as data:
        (Path(data) / "static").mkdir()
        os.environ |= {
            "MITSTIMME_MODE": "embedded",
            "MITSTIMME_DATA": data,
            "SECRET_KEY": "bench only",
            "DATABASE_URL": found.database_url,
            "REDIS_URL": found.redis_url,
            "TEST_DATABASE_NAME": f"bench_mitstimme_{os.getpid()}",
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        }
        try:
            return measure(wanted)
        finally:
            give_back(found)


def measure(wanted: list[str]) -> int:
    sys.path.insert(1, str(ROOT / "platform"))
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    from .rows import measure_all

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        rows = list(shown(measure_all(wanted)))
    finally:
        teardown_databases(databases, verbosity=0)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps([row.as_dict() for row in rows], indent=1, ensure_ascii=False))
    print(f"\nWritten to {path.relative_to(ROOT)}")
    return 0


def shown(rows):
    """The same rows, each printed as soon as it is measured."""
    print(f"{'row':<5}{'what':<66}{'measured':>10}{'target':>9}  met")
    for row in rows:
        target = f"{'≤' if row.at_most else '≥'} {row.target:g}"
        print(f"{row.code:<5}{row.what:<66}{row.value:>10g}{target:>9}  {'yes' if row.met else 'NO ':<4} {row.unit}")
        if row.detail:
            print("     " + ", ".join(f"{name} {value}" for name, value in row.detail.items()), flush=True)
        yield row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
