"""People in the admin. They come by invitation; what they may do comes from their memberships."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.users.views.users import UserViewSet

from ..models import Membership, User

# Wagtail's own pages and bulk actions for people ask for change_user, which lets them hand out groups. The secretariat has
# not got that; it may correct names and addresses because it keeps the memberships.
MAY_CORRECT = "accounts.change_membership"


def may_correct(editor: User, person: User) -> bool:
    """Administrators, and the secretariat except for administrators: who could change their address could sign in as one."""
    return editor.is_superuser or (editor.has_perm(MAY_CORRECT) and not person.is_superuser)


class PersonFilterSet(WagtailFilterSet):
    class Meta:
        model = User
        fields = ["is_active", "language", "memberships__role"]


class PersonForm(ModelForm):
    class Meta:
        model = User
        fields = ["name", "email", "language", "is_active"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class PersonIndexView(IndexView):
    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[User]:
        held = Membership.objects.active(timezone.now()).select_related("organisation").order_by("organisation__name")
        return User.objects.prefetch_related(Prefetch("memberships", held, to_attr="held"))

    def get_edit_url(self, instance):
        return reverse(self.edit_url_name, args=[instance.pk]) if may_correct(self.request.user, instance) else None


class PersonEditView(EditView):
    permission_required = None
    can_delete = False

    def dispatch(self, request, *args, **kwargs):
        if not may_correct(request.user, get_object_or_404(User, pk=kwargs["pk"])):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.object.name

    def get_history_url(self):
        return super().get_history_url() if self.user_has_permission("change") else None


def _roles(person: User) -> str:
    return ", ".join(f"{m.organisation.name} ({m.get_role_display()})" for m in person.held) or "–"


class PersonViewSet(UserViewSet):
    """In the place of Wagtail's: no passwords, no groups, nobody is created here."""

    menu_label = _("People")
    menu_name = "people"
    menu_order = 2
    menu_hook = "register_members_menu_item"
    index_view_class = PersonIndexView
    edit_view_class = PersonEditView
    filterset_class = PersonFilterSet
    copy_view_enabled = False
    template_prefix = ""
    ordering = "name"
    search_fields = ["name", "email"]
    search_backend_name = None
    list_display = [
        "name",
        Column("email", label=_("E-mail address"), sort_key="email"),
        Column("roles", label=_("Acts for"), accessor=_roles),
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
        DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
    ]

    def get_common_view_kwargs(self, **kwargs):
        nothing = dict.fromkeys(["add_url_name", "delete_url_name"])
        return super().get_common_view_kwargs(**{**nothing, **kwargs})

    def get_form_class(self, for_update=False):
        return PersonForm

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/history/", self.history_view, name="history"),
            path("<int:pk>/history/results/", self.history_results_view, name="history_results"),
            path("<int:pk>/usage/", self.usage_view, name="usage"),
        ]
