"""What this app adds to Wagtail's admin, and how a paper's own address behaves."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from positions.models import Paper

from .admin.consultations import ConsultationViewSet
from .admin.drafts import StatementDraftViewSet
from .admin.papers import PaperViewSet
from .admin.reasons import StandardReasonViewSet
from .rules import visible_consultations

register_snippet(StatementDraftViewSet)


@hooks.register("register_admin_viewset")
def register_papers():
    return PaperViewSet("papers")


@hooks.register("register_admin_viewset")
def register_consultations():
    return ConsultationViewSet("consultations_admin")


@hooks.register("register_admin_viewset")
def register_standard_reasons():
    return StandardReasonViewSet("standard_reasons")


@hooks.register("before_serve_page")
def send_readers_to_the_consultation(page, request, args, kwargs):
    """A paper is read where it is discussed. To whoever may not see any consultation on it, the paper does not exist."""
    if not isinstance(page, Paper):
        return None
    newest = visible_consultations(request.user, timezone.now()).filter(paper=page).order_by("-pk").first()
    if newest is None:
        raise Http404
    return redirect(newest.get_absolute_url())
