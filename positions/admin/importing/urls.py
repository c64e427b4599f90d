"""Addresses of the import, below those of the papers."""

from django.urls import path

from .limits import limited
from .views import Confirm, Upload

app_name = "papers_import"
urlpatterns = [
    path("papers/import/", limited(Upload.as_view()), name="upload"),
    path("papers/<int:pk>/import/", limited(Upload.as_view()), name="again"),
    path("papers/import/<uuid:token>/", Confirm.as_view(), name="confirm"),
]
