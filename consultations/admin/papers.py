"""Position papers in the admin: the list, and the page from which everything about one paper is reached."""

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from positions.admin.policy import READS_PAPERS
from positions.models import Paper, Version

from ..models import Consultation
from .issuing import IssueVersion
from .states import state


def _at(name: str, paper: Paper) -> str:
    return reverse(name, args=[paper.pk])


class PaperFilterSet(WagtailFilterSet):
    class Meta:
        model = Paper
        fields = ["topic", "live"]


class ReadersOnly:
    """For whoever may read papers at all: the secretariat, the board, administrators."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(READS_PAPERS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PaperIndexView(ReadersOnly, IndexView):
    any_permission_required = None  # the board has no right in the page tree and reads all the same
    page_title = _("Position papers")
    base_columns = [
        TitleColumn("title", label=_("Title"), sort_key="title", get_url=lambda paper: _at("papers:overview", paper)),
        Column("topic", label=_("Topic"), accessor="get_topic_display", sort_key="topic", width="12%"),
        Column("version", label=_("Last version"), accessor=lambda paper: paper.last_version or "–", width="12%"),
        Column("consultation", label=_("Consultation"), accessor=lambda paper: paper.consultation_state, width="22%"),
        DateColumn("latest_revision_created_at", label=_("Edited"), sort_key="latest_revision_created_at", width="12%"),
    ]

    @cached_property
    def columns(self):
        return self.base_columns

    def get_base_queryset(self) -> QuerySet[Paper]:
        newest = Version.objects.filter(paper=OuterRef("pk")).order_by("-number")
        consultations = Consultation.objects.prefetch_related("phases").order_by("-pk")
        return (
            Paper.objects.defer_streamfields()
            .annotate(last_version=Subquery(newest.values("number")[:1]))
            .prefetch_related(Prefetch("consultations", consultations, to_attr="all_consultations"))
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        now = timezone.now()
        for paper in context["object_list"]:
            newest = next(iter(paper.all_consultations), None)
            paper.consultation_state = state(newest, now) if newest else "–"
        return context

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm("positions.add_paper"):
            return []
        importing = HeaderButton(_("Import a paper"), url=reverse("papers_import:upload"), icon_name="upload")
        return [importing, *super().header_buttons]


class PaperOverview(ReadersOnly, WagtailAdminTemplateMixin, TemplateView):
    """Versions, consultations and what can be done next with one paper."""

    template_name = "consultations/admin/paper/overview.html"
    page_title = _("Position paper")
    header_icon = "doc-full"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.paper = get_object_or_404(Paper, pk=kwargs["pk"])
        self.may = self.paper.permissions_for_user(request.user)

    def get_page_subtitle(self):
        return self.paper.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("papers:index"), "label": _("Position papers")},
            {"url": "", "label": self.paper.title},
        ]

    @cached_property
    def header_more_buttons(self):
        if not self.may.can_edit():
            return []
        return [
            Button(_("Edit"), url=_at("wagtailadmin_pages:edit", self.paper), icon_name="edit", priority=10),
            Button(
                _("Import a new state"),
                url=_at("papers_import:again", self.paper),
                icon_name="upload",
                priority=20,
            ),
            Button(_("History"), url=_at("wagtailadmin_pages:history", self.paper), icon_name="history", priority=30),
        ]

    def get_context_data(self, **kwargs):
        now = timezone.now()
        consultations = list(self.paper.consultations.prefetch_related("phases").order_by("-pk"))
        for consultation in consultations:
            consultation.state = state(consultation, now)
        return super().get_context_data(
            paper=self.paper,
            may_edit=self.may.can_edit(),
            may_issue=self.may.can_publish(),
            versions=self.paper.versions.order_by("-number"),
            consultations=consultations,
            **kwargs,
        )


class PapersMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(READS_PAPERS)


class PaperViewSet(PageListingViewSet):
    model = Paper
    name = "papers"
    icon = "doc-full"
    menu_label = _("Position papers")
    menu_name = "papers"
    menu_order = 110
    menu_item_class = PapersMenuItem
    add_to_admin_menu = True
    index_view_class = PaperIndexView
    filterset_class = PaperFilterSet
    ordering = "-latest_revision_created_at"
    list_per_page = 50
    list_export = ["title", "get_topic_display", "last_version", "live"]
    export_headings = {"get_topic_display": _("Topic"), "last_version": _("Last version"), "live": _("Published")}
    export_filename = "papers"

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", PaperOverview.as_view(), name="overview"),
            path("<int:pk>/issue/", IssueVersion.as_view(), name="issue"),
        ]
