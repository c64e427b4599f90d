"""Settings of the tests: the shipped ones, in embedded mode on SQLite unless DATABASE_URL and REDIS_URL name real servers."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("MITSTIMME_MODE", "embedded")
os.environ.setdefault("MITSTIMME_DATA", tempfile.mkdtemp(prefix="mitstimme-tests-"))
os.environ.setdefault("SECRET_KEY", "tests only")

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR, DATABASES, INSTALLED_APPS, STORAGES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and worker processes of one test share it.
    DATABASES["default"]["TEST"] = {"NAME": Path(DATA_DIR) / "test.sqlite3"}
else:
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TEST_DATABASE_NAME", "test_mitstimme")}
    # Nobody needs the rows after a power cut.
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options["options"] = f"{_options.get('options', '')} -c synchronous_commit=off".strip()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True  # straight from static/, nothing collected
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
ACCOUNT_RATE_LIMITS = False
INSTALLED_APPS = ["demo", *(app for app in INSTALLED_APPS if app != "demo")]
for _template_settings in TEMPLATES:  # noqa: F405
    _template_settings["OPTIONS"]["string_if_invalid"] = "⟦undefined: %s⟧"
    _template_settings["DIRS"] = [*_template_settings["DIRS"], Path(__file__).parent / "notifications" / "templates"]
