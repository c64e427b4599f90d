"""Every address of the site."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("accounts.urls")),
    path("", include("consultations.urls")),
]
if "demo" in settings.INSTALLED_APPS:
    urlpatterns.append(path("demo/", include("demo.urls")))
urlpatterns.append(path("", include(wagtail_urls)))
