from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Who you are and for whom you speak."""

    name = "accounts"

    def ready(self):
        from .receivers import prepare_staff  # models are loaded only now

        post_migrate.connect(prepare_staff, sender=self)
