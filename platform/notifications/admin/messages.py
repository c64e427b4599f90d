"""The outbox in the admin: what was sent, what waits, what failed and why. Read only; delivery is the worker's."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView

from shared.viewsets import InspectOnlyViewSet

from ..models import Message


class MessageFilterSet(WagtailFilterSet):
    class Meta:
        model = Message
        fields = ["state", "channel", "event__kind"]


class MessageIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Message]:
        return Message.objects.select_related("event", "user")


class MessageInspectView(InspectView):
    def get_object(self, queryset=None):
        return get_object_or_404(Message.objects.select_related("event", "user"), pk=self.pk)

    def get_page_subtitle(self):
        return self.object.event.kind


class MessageViewSet(InspectOnlyViewSet):
    model = Message
    icon = "mail"
    menu_label = _("Outbox")
    menu_name = "outbox"
    menu_order = 160
    add_to_admin_menu = True
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
    inspect_view_fields = [
        "event",
        "user",
        "address",
        "channel",
        "language",
        "state",
        "attempts",
        "due_at",
        "sent_at",
        "reason",
        "message_id",
    ]
    list_display = [
        Column("kind", label=_("Occasion"), accessor="event.kind", sort_key="event__kind"),
        Column("recipient", label=_("To"), accessor=lambda message: message.user or message.address),
        "state",
        "attempts",
        DateColumn("due_at", label=_("Due"), sort_key="due_at"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
    ]
    filterset_class = MessageFilterSet
    search_fields = ["user__name", "address", "event__key", "reason"]
    search_backend_name = None
    ordering = "-pk"
