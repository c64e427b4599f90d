"""Issued statements in the admin: to be looked at and downloaded, never changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_required
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView

from shared.viewsets import InspectOnlyViewSet

from ..models import Statement, StatementFile


class StatementFilterSet(WagtailFilterSet):
    class Meta:
        model = Statement
        fields = ["topic", "audience", "year"]


class StatementIndexView(IndexView):
    def get_base_queryset(self):
        return Statement.objects.defer("content", "manifest")


class StatementInspectView(InspectView):
    """The frozen row, its files and every hash."""

    template_name = "positions/admin/statement/inspect.html"

    def get_object(self, queryset=None):
        return get_object_or_404(Statement.objects.defer("content").select_related("version", "draft", "corrects"), pk=self.pk)

    def get_context_data(self, **kwargs):
        files = self.object.files.defer("data").order_by("format")
        return super().get_context_data(files=files, corrections=self.object.corrections.defer("content", "manifest"), **kwargs)


class StatementViewSet(InspectOnlyViewSet):
    model = Statement
    icon = "doc-full-inverse"
    menu_label = _("Statements")
    menu_name = "statements"
    menu_order = 140
    add_to_admin_menu = True
    index_view_class = StatementIndexView
    inspect_view_class = StatementInspectView
    inspect_view_fields = ["title", "topic", "addressee_short", "audience", "issued_at"]
    ordering = "-issued_at"
    list_display = [
        "title",
        Column("number", label=_("Number"), width="10%"),
        "topic",
        "addressee_short",
        "audience",
        DateColumn("issued_at", label=_("Issued"), sort_key="issued_at"),
    ]
    filterset_class = StatementFilterSet
    search_fields = ["title", "addressee_short"]
    search_backend_name = None
    list_export = ["number", "title", "topic", "addressee_short", "audience", "issued_at", "content_digest", "manifest_digest"]
    export_filename = "statements"
    inspect_template_name = StatementInspectView.template_name

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("<int:pk>/<str:name>", download, name="file")]


@permission_required("positions.view_statement")
def download(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One issued file as it was stored: its bytes are the record."""
    issued = get_object_or_404(StatementFile, statement=pk, name=name)
    return HttpResponse(
        bytes(issued.data),
        content_type=issued.media_type,
        headers={"Content-Disposition": f'attachment; filename="{issued.name}"', "X-Content-Type-Options": "nosniff"},
    )
