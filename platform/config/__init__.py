"""Settings, addresses and processes: the only place that knows every app."""

import sys
from pathlib import Path

# Whoever finds `config` (Celery, gunicorn, mypy) finds the apps beside `manage.py` too.
_root = str(Path(__file__).resolve().parents[2])
if _root not in sys.path:
    sys.path.append(_root)

from .celery import app as celery_app  # noqa: E402  the path above comes first

__all__ = ["celery_app"]
