"""What this app adds to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .admin.invitations import InvitationViewSet
from .admin.memberships import MembershipViewSet
from .admin.organisations import OrganisationViewSet


class MembersGroup(ModelViewSetGroup):
    """Organisations and the people who act for them. Wagtail's own place for people joins by the submenu's hook."""

    menu_label = _("Members")
    menu_name = "members"
    menu_icon = "group"
    menu_order = 150
    items = (OrganisationViewSet, MembershipViewSet, InvitationViewSet)
    submenu_hook = "register_members_menu_item"


@hooks.register("register_admin_viewset")
def register_members():
    return MembersGroup()
