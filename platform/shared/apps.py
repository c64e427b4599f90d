from django.apps import AppConfig


class SharedConfig(AppConfig):
    """What every app may use and none owns: immutability, canonical form, sanitising, template tags, checks."""

    name = "shared"
