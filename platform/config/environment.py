"""Reading the environment. A missing or wrong value stops with a sentence that says which one and how to give it."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

import environ

env = environ.Env()

HINTS = {
    "SECRET_KEY": "a long random text, kept secret: python -c 'import secrets; print(secrets.token_urlsafe(64))'",
    "BASE_URL": "the address people type, for links in mails: https://mitstimme.example.org",
    "DATABASE_URL": "the PostgreSQL database: postgres://user:password@host:5432/name",
    "REDIS_URL": "the Redis server for queue and cache: redis://host:6379/0",
    "EMAIL_URL": "the mail server: smtp+tls://user:password@host:587",
    "DEFAULT_FROM_EMAIL": "the sender of our mails: 'Mitstimme <mitstimme@example.org>'",
}


class Mode(StrEnum):
    """How this process runs. Embedded and demo need nothing installed; production needs PostgreSQL and Redis."""

    PRODUCTION = "production"
    EMBEDDED = "embedded"
    DEMO = "demo"


def stop(sentence: str) -> NoReturn:
    """End the process with one sentence on standard error, without a traceback."""
    print(f"Mitstimme cannot start: {sentence}", file=sys.stderr)
    raise SystemExit(78)  # EX_CONFIG of sysexits.h


def mode() -> Mode:
    """The mode named by MITSTIMME_MODE; production unless told otherwise."""
    name = env.str("MITSTIMME_MODE", default=Mode.PRODUCTION)
    try:
        return Mode(name)
    except ValueError:
        stop(f"MITSTIMME_MODE is {name!r}; it must be one of {', '.join(Mode)}.")


def required(name: str) -> str:
    """The value of a variable that production cannot do without."""
    value = env.str(name, default="")
    if not value:
        stop(f"the environment variable {name} is missing. Set it to {HINTS[name]}.")
    return value


def kept_secret(path: Path) -> str:
    """A secret made at the first start of an embedded installation and kept in a file only its owner may read."""
    import secrets

    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()
