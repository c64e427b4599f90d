"""What this app adds to Wagtail's admin."""

from django.urls import include, path
from wagtail import hooks

from .admin import deletion, log, richtext
from .admin.policy import without_hidden_papers
from .admin.statements import StatementViewSet
from .admin.versions import VersionViewSet
from .models import Paper


@hooks.register("construct_page_chooser_queryset")
def hide_papers_in_choosers(pages, request):
    return without_hidden_papers(pages, request.user)


@hooks.register("construct_explorer_page_queryset")
def hide_papers_in_explorer(parent_page, pages, request):
    return without_hidden_papers(pages, request.user)


@hooks.register("register_admin_viewset")
def register_statements():
    return StatementViewSet("statements")


@hooks.register("register_admin_viewset")
def register_versions():
    return VersionViewSet("versions")


@hooks.register("register_admin_urls")
def register_import():
    return [path("", include("positions.admin.importing.urls"))]


hooks.register("before_delete_page", deletion.keep_papers)
hooks.register("before_bulk_action", deletion.keep_papers_in_bulk)
hooks.register("register_rich_text_features", richtext.register)
hooks.register("register_log_actions", log.register)


@hooks.register("after_copy_page")
def give_a_copied_paper_its_own_keys(request, page, new_page):
    if isinstance(new_page.specific, Paper) and new_page.alias_of_id is None:
        new_page.specific.take_own_keys()
