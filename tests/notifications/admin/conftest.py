"""What the tests of the admin rely on."""

from ...admin_site import _read_in_english, _templates_of_wagtail  # noqa: F401  (a fixture for all of them)
