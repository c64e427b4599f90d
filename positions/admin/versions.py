"""Issued versions in the admin: reached from their paper, to be read, never changed."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView, InspectView

from shared.viewsets import InspectOnlyViewSet

from ..enums import SectionKind
from ..models import Version


class VersionIndexView(IndexView):
    def get_base_queryset(self):
        return Version.objects.select_related("paper")


class VersionInspectView(InspectView):
    """The frozen wording as members read it, with the hash of each section."""

    template_name = "positions/admin/version/inspect.html"

    def get_object(self, queryset=None):
        return get_object_or_404(Version.objects.select_related("paper"), pk=self.pk)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("papers:index"), "label": _("Position papers")},
            {"url": reverse("papers:overview", args=[self.object.paper_id]), "label": self.object.title},
            {"url": "", "label": _("Version %(number)d") % {"number": self.object.number}},
        ]

    def get_context_data(self, **kwargs):
        wordings = self.object.wordings.exclude(kind=SectionKind.WHOLE).defer("tree", "text").order_by("position")
        return super().get_context_data(wordings=wordings, **kwargs)


class VersionViewSet(InspectOnlyViewSet):
    model = Version
    icon = "history"
    index_view_class = VersionIndexView
    inspect_view_class = VersionInspectView
    inspect_view_fields = ["title", "number", "note", "issued_at", "digest"]
    inspect_template_name = VersionInspectView.template_name
    list_display = ["title", "number", "issued_at"]
    list_filter = ["paper__topic"]
    search_fields = ["title"]
    ordering = "-issued_at"
