"""Who acts for which organisation. A role is given, changed and ended; its row is never deleted."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from ..actions import memberships
from ..models import Membership, Organisation, User

# What the actions refuse, with the field at which the sentence belongs.
FAULTS = {
    memberships.RoleNotHere: "role",
    memberships.DeputyNeedsEnd: "valid_until",
    memberships.EndsBeforeItBegins: "valid_until",
    memberships.AlreadyMember: "user",
}


class MembershipFilterSet(WagtailFilterSet):
    class Meta:
        model = Membership
        fields = ["role", "organisation"]


class AddForm(WagtailAdminModelForm):
    user = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.filter(is_active=True).order_by("name"))
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.filter(left_on=None))

    class Meta(WagtailAdminModelForm.Meta):
        model = Membership
        fields = ["user", "organisation", "role", "valid_from", "valid_until"]

    def _post_clean(self):
        """The action knows the rules; the model's constraints would only say their names."""


class ChangeForm(WagtailAdminModelForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = Membership
        fields = ["role", "valid_until"]

    def _post_clean(self):
        """As above; the old row stays as it is, and ends."""


class RefusedByAction:
    """A refusal of the action stands at the field it is about."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except tuple(FAULTS) as fault:
            name = FAULTS[type(fault)]
            form.add_error(name if name in form.fields else None, str(fault))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class MembershipIndexView(IndexView):
    def get_base_queryset(self):
        return Membership.objects.select_related("user", "organisation")


class MembershipCreateView(RefusedByAction, CreateView):
    def get_initial(self):
        return {"organisation": self.request.GET.get("organisation", "")}

    def save_instance(self):
        return memberships.add(by=self.request.user, now=timezone.now(), **self.form.cleaned_data)


class MembershipEditView(RefusedByAction, EditView):
    """Another role in the same organisation: the old one ends, a new one begins."""

    def save_instance(self):
        current = get_object_or_404(Membership.objects.select_related("organisation"), pk=self.object.pk)
        return memberships.change_role(membership=current, by=self.request.user, now=timezone.now(), **self.form.cleaned_data)


class MembershipInspectView(InspectView):
    def get_object(self, queryset=None):
        return get_object_or_404(Membership.objects.select_related("user", "organisation"), pk=self.pk)

    @cached_property
    def header_buttons(self):
        ended = self.object.valid_until is not None and self.object.valid_until <= timezone.now()
        if ended or not self.user_has_permission("change"):
            return []
        return [HeaderButton(_("End"), url=reverse("memberships:end", args=[self.object.pk]), icon_name="cross")]


class MembershipEndView(InspectView):
    """Asks, then ends the role now."""

    template_name = "accounts/admin/membership/end.html"
    page_title = _("End a role")
    permission_required = "change"

    def get_object(self, queryset=None):
        return get_object_or_404(Membership.objects.select_related("user", "organisation"), pk=self.pk)

    def post(self, request, *args, **kwargs):
        if not self.user_has_permission("change"):
            raise PermissionDenied
        memberships.end(membership=self.object, by=request.user, now=timezone.now())
        messages.success(request, _("The role has ended."))
        return redirect("memberships:index")


class MembershipViewSet(ModelViewSet):
    model = Membership
    icon = "key"
    name = "memberships"
    menu_label = _("Memberships")
    menu_name = "memberships"
    index_view_class = MembershipIndexView
    add_view_class = MembershipCreateView
    edit_view_class = MembershipEditView
    inspect_view_class = MembershipInspectView
    inspect_view_enabled = True
    inspect_view_fields = ["user", "organisation", "role", "valid_from", "valid_until"]
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "user",
        "organisation",
        "role",
        DateColumn("valid_from", label=_("From"), sort_key="valid_from"),
        DateColumn("valid_until", label=_("Until"), sort_key="valid_until"),
    ]
    filterset_class = MembershipFilterSet
    search_fields = ["user__name", "user__email", "organisation__name"]
    search_backend_name = None
    ordering = "organisation__name"

    def get_form_class(self, for_update=False):
        return ChangeForm if for_update else AddForm

    def get_urlpatterns(self):
        end = self.construct_view(MembershipEndView)
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
        return [*kept, path("<int:pk>/end/", end, name="end")]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})
