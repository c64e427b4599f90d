"""Choosing pages in the admin: a paper is offered, and named, only to those who may read papers."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.models import Page

from .policy import without_hidden_papers


@require_admin_access
def browse(request: HttpRequest, parent_page_id: int) -> HttpResponse:
    """Wagtail's page chooser below a page; it would name the page itself without asking anyone."""
    get_object_or_404(_pages(request.user), pk=parent_page_id)
    return BrowseView.as_view()(request, parent_page_id)


@require_admin_access
def chosen_multiple(request: HttpRequest) -> HttpResponse:
    """Wagtail's answer to several pages chosen at once, by number."""
    wanted = {value for value in request.GET.getlist("id") if value.isdigit()}
    if _pages(request.user).filter(pk__in=wanted).count() != len(wanted):
        raise Http404
    return ChosenMultipleView.as_view()(request)


def _pages(user: AnonymousUser):
    return without_hidden_papers(Page.objects.all(), user)
