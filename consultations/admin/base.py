"""What the pages about one consultation share: loaded, allowed, and with the way back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..models import Consultation


class ConsultationPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of the desk about `self.object`, for those who may change consultations."""

    model = Consultation
    permission_required = "change"
    header_icon = "group"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = Consultation.objects.select_related("paper", "version", "statement_draft").prefetch_related("phases")
        self.object = get_object_or_404(rows, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.object.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("consultations_admin:index"), "label": _("Consultations")},
            {"url": reverse("consultations_admin:inspect", args=[self.object.pk]), "label": self.object.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(consultation=self.object, **kwargs)

    def again(self, status: int, **context):
        """The same page once more, with what was typed and what was wrong."""
        return self.render_to_response(self.get_context_data(**context), status=status)
