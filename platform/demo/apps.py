from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The invented federation; nothing imports it."""

    name = "demo"
