from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who you are and for whom you speak."""

    name = "accounts"
