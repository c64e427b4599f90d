"""The repository keeps its own rules."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_platform_is_no_package_and_commands_start():
    """A file platform/__init__.py would shadow the standard library's module, far away and under manage.py only."""
    assert not (ROOT / "platform" / "__init__.py").exists()
    environment = {**os.environ, "MITSTIMME_MODE": "embedded", "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run([sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
