from django.apps import AppConfig


class PositionsConfig(AppConfig):
    """What is said."""

    name = "positions"

    def ready(self):
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from .admin.policy import DiscreetPagePolicy  # models are loaded only now

        register_permission_policy(Page, DiscreetPagePolicy())
