from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front page and plain pages; reads, never writes."""

    name = "home"
