from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """How it is decided."""

    name = "consultations"
