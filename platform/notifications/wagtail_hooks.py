"""What this app adds to Wagtail's admin."""

from wagtail import hooks

from .admin.messages import MessageViewSet


@hooks.register("register_admin_viewset")
def register_outbox():
    return MessageViewSet("outbox")
