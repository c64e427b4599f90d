from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """How it is decided."""

    name = "consultations"

    def ready(self):
        from . import notices  # noqa: F401  (registers the kinds of mail)
