from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Settings, addresses and processes; installed for its commands."""

    name = "config"
