from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate


class HomeConfig(AppConfig):
    """The front page and plain pages; reads, never writes, but for the first pages of a new installation."""

    name = "home"

    def ready(self):
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from . import receivers
        from .models import PlainPage

        post_migrate.connect(receivers.plant_tree, sender=self)
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(receivers.forget_footer)
        post_delete.connect(receivers.forget_footer, sender=PlainPage)
