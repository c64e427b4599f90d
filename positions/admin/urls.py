"""Addresses that stand before Wagtail's own, at the same place (`positions.admin.guards` says why)."""

from django.urls import path

from . import guards

urlpatterns = [
    path("pages/<int:parent_page_id>/", guards.explore),
    path("pages/<int:parent_page_id>/results/", guards.explore, {"view_name": "index_results"}),
    path("choose-page/<int:parent_page_id>/", guards.browse),
    path("choose-page/chosen-multiple/", guards.chosen_multiple),
    path("reports/page-types-usage/", guards.page_types),
    path("reports/page-types-usage/results/", guards.page_types, {"results_only": True}),
]
