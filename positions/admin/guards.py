"""Pages of Wagtail's admin that would name a paper to anyone who may open the admin: asked first, then handed on to Wagtail."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.auth import permission_required, require_admin_access
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page

from .policy import READS_PAPERS, without_hidden_papers


@require_admin_access
def browse(request: HttpRequest, parent_page_id: int) -> HttpResponse:
    """The page chooser below a page; it shows the page itself."""
    get_object_or_404(_pages(request.user), pk=parent_page_id)
    return BrowseView.as_view()(request, parent_page_id)


@require_admin_access
def explore(request: HttpRequest, parent_page_id: int, view_name: str = "index") -> HttpResponse:
    """The explorer below a page; it shows the page itself."""
    get_object_or_404(_pages(request.user), pk=parent_page_id)
    view = page_viewset_registry.as_view(view_name, parent_page_id_kwarg="parent_page_id")
    return view(request, parent_page_id=parent_page_id)


@require_admin_access
def chosen_multiple(request: HttpRequest) -> HttpResponse:
    """What is answered to several pages chosen at once, by number."""
    wanted = {value for value in request.GET.getlist("id") if value.isdigit()}
    if _pages(request.user).filter(pk__in=wanted).count() != len(wanted):
        raise Http404
    return ChosenMultipleView.as_view()(request)


@require_admin_access
@permission_required(READS_PAPERS)
def page_types(request: HttpRequest, results_only: bool = False) -> HttpResponse:
    """The report names the page of each type that was edited last."""
    return PageTypesUsageReportView.as_view(results_only=results_only)(request)


def _pages(user: AnonymousUser):
    return without_hidden_papers(Page.objects.all(), user)
