"""Readers' addresses. German paths, English names."""

from django.urls import path

from .views import statements

app_name = "consultations"

urlpatterns = [
    path("stellungnahmen/", statements.StatementList.as_view(), name="statements"),
    path("stellungnahmen/<slug:slug>/", statements.StatementPage.as_view(), name="statement"),
    path("stellungnahmen/<slug:slug>/<str:name>", statements.StatementDownload.as_view(), name="statement_file"),
]
