"""What members wrote on is not deleted with a page: a paper that anything refers to stays (promise 1)."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import ProtectedError, Q
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import Paper


def keep_papers(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook before a page is deleted, with everything below it."""
    return _refused(request, [page])


def keep_papers_in_bulk(request: HttpRequest, action_type: str, objects: Iterable, action) -> HttpResponse | None:
    """Hook before something is done to many objects at once."""
    pages = [candidate for candidate in objects if isinstance(candidate, Page)]
    return _refused(request, pages) if action_type == "delete" and pages else None


def kept(pages: Iterable[Page]) -> list[Paper]:
    """The papers at and below these pages that the database would not let go."""
    below = Q()
    for page in pages:
        below |= Q(path__startswith=page.path)
    return [paper for paper in Paper.objects.filter(below).order_by("title") if _is_referred_to(paper)]


def _is_referred_to(paper: Paper) -> bool:
    try:
        Collector(using=paper._state.db, origin=paper).collect([paper])
    except ProtectedError:
        return True
    return False


def _refused(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    papers = kept(pages)
    if not papers:
        return None
    names = ", ".join(f"“{paper.title}”" for paper in papers)
    sentence = _("%(papers)s cannot be deleted: versions, consultations or comments refer to it. You can unpublish it.")
    messages.error(request, sentence % {"papers": names})
    return redirect("wagtailadmin_explore", papers[0].get_parent().pk)
