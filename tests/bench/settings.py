"""The shipped settings, with the yardsticks beside the product. Static files and hashing are those of the tests."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = ["tests.bench.yardstick", *(app for app in INSTALLED_APPS if app != "demo")]
ROOT_URLCONF = "tests.bench.urls"
for _engine in TEMPLATES:
    _engine["OPTIONS"].pop("string_if_invalid", None)  # the shipped value; the tests' is for finding mistakes
