from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """How a message reaches you."""

    name = "notifications"
