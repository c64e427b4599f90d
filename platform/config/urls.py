"""Every address of the site."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("consultations.urls")),  # first, since asked most
    path("admin/", include("positions.admin.urls")),  # guards, before Wagtail's own at the same place
    path("admin/", include("accounts.admin.urls")),
    # One door for everybody: the admin's own sign-in page is never shown.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("accounts.sign_in_urls")),
    path("", include("accounts.urls")),
    path("", include("home.urls")),
]
if "demo" in settings.INSTALLED_APPS:
    urlpatterns.append(path("demo/", include("demo.urls")))
urlpatterns.append(path("", include(wagtail_urls)))
