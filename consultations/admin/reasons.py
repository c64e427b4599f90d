"""Standard reasons: what the secretariat writes again and again, kept once."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import StandardReason


class StandardReasonViewSet(ModelViewSet):
    model = StandardReason
    icon = "snippet"
    menu_label = _("Standard reasons")
    menu_name = "standard-reasons"
    menu_order = 125
    add_to_admin_menu = True
    url_prefix = "standard-reasons"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["title", "text"]
    search_fields = ["title", "text"]
    search_backend_name = None
    form_fields = ["title", "text"]
