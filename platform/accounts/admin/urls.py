"""Addresses that stand before Wagtail's own, at the same place."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from .account import AdminAccountView

urlpatterns = [path("account/", require_admin_access(AdminAccountView.as_view()))]
