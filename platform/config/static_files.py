"""Collecting the static files again only when one of them has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect() -> bool:
    """Bring STATIC_ROOT up to date; whether anything had to be done."""
    kept = Path(settings.STATIC_ROOT) / ".collected"
    fingerprint = _fingerprint()
    if kept.exists() and kept.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    kept.write_text(fingerprint)
    return True


def _fingerprint() -> str:
    """SHA-256 over name, size and time of every static file; a change of any of them changes it."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=["CVS", ".*", "*~"]):
            status = Path(storage.path(name)).stat()
            lines.append(f"{name}\t{status.st_size}\t{status.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
