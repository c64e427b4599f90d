from django.apps import AppConfig


class PositionsConfig(AppConfig):
    """What is said."""

    name = "positions"
