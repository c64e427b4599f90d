"""The pages of the instance that are not papers."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from accounts import acting


class HomePage(Page):
    """The front page. Its lists are read from the other apps when it is served."""

    headline = models.CharField(_("headline"), max_length=200)
    lede = models.TextField(_("lead"), blank=True, max_length=600)
    about = RichTextField(_("about us"), features=["bold", "italic", "link"], blank=True)

    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lede"), FieldPanel("about")]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "home/front.html"

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request, *args, **kwargs):
        from ..queries import front_page  # models stand below queries; the page is the view here

        context = super().get_context(request, *args, **kwargs)
        return {**context, **front_page(request.user, acting.organisation(request))}


class PlainPage(Page):
    """A page of text: imprint, privacy, accessibility."""

    body = RichTextField(_("text"))

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["home.HomePage", "home.PlainPage"]
    subpage_types = ["home.PlainPage"]
    template = "home/plain.html"

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")


class PaperShelf(Page):
    """Where papers stand in the page tree. Has no address of its own: readers come by the consultation."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["positions.Paper"]
    max_count = 1

    class Meta:
        verbose_name = _("shelf of papers")

    def serve(self, request, *args, **kwargs):
        raise Http404

    def get_sitemap_urls(self, request=None):
        return []
