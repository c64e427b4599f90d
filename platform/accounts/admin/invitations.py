"""Invitations by mail: sent, replaced by a newer one, withdrawn; never edited."""

from django import forms
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, DeleteView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from ..actions import invitations, memberships
from ..models import Invitation, Organisation

FAULTS = {
    memberships.RoleNotHere: "role",
    memberships.DeputyNeedsEnd: "valid_until",
    memberships.EndsBeforeItBegins: "valid_until",
    invitations.AlreadyHere: "email",
}


class InvitationFilterSet(WagtailFilterSet):
    class Meta:
        model = Invitation
        fields = ["role", "organisation"]


class InvitationForm(WagtailAdminModelForm):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.filter(left_on=None))

    class Meta(WagtailAdminModelForm.Meta):
        model = Invitation
        fields = ["organisation", "email", "name", "role", "valid_until", "language"]

    def _post_clean(self):
        """The action replaces an open invitation of the same address; the model's constraint would refuse it."""


class InvitationIndexView(IndexView):
    def get_base_queryset(self):
        return Invitation.objects.select_related("organisation", "invited_by")

    def get_context_data(self, **kwargs):
        context, now = super().get_context_data(**kwargs), timezone.now()
        for invitation in context["object_list"]:
            invitation.standing = _standing(invitation, now)
        return context


def _standing(invitation: Invitation, now) -> str:
    if invitation.accepted_at:
        return _("Accepted")
    return _("Expired") if invitation.expires_at <= now else _("Open")


class InvitationCreateView(CreateView):
    success_message = _("The invitation is on its way.")

    def get_initial(self):
        return {"organisation": self.request.GET.get("organisation", "")}

    def get_success_buttons(self):
        return []

    def save_instance(self):
        return invitations.send(by=self.request.user, now=timezone.now(), **self.form.cleaned_data)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except tuple(FAULTS) as fault:
            form.add_error(FAULTS[type(fault)], str(fault))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class InvitationInspectView(InspectView):
    def get_object(self, queryset=None):
        return get_object_or_404(Invitation.objects.select_related("organisation", "invited_by"), pk=self.pk)


class InvitationWithdrawView(DeleteView):
    page_title = _("Withdraw")
    success_message = _("The invitation was withdrawn; its link is void.")

    def delete_action(self):
        invitations.decline(invitation=self.object, now=timezone.now())


class InvitationViewSet(ModelViewSet):
    model = Invitation
    icon = "mail"
    name = "invitations"
    menu_label = _("Invitations")
    menu_name = "invitations"
    index_view_class = InvitationIndexView
    add_view_class = InvitationCreateView
    delete_view_class = InvitationWithdrawView
    inspect_view_class = InvitationInspectView
    inspect_view_enabled = True
    inspect_view_fields = [
        "organisation",
        "email",
        "name",
        "role",
        "valid_until",
        "language",
        "invited_by",
        "invited_at",
        "expires_at",
        "accepted_at",
    ]
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "email",
        "organisation",
        "role",
        Column("standing", label=_("State"), accessor=lambda invitation: invitation.standing),
        DateColumn("invited_at", label=_("Invited"), sort_key="invited_at"),
        DateColumn("expires_at", label=_("Expires"), sort_key="expires_at"),
    ]
    filterset_class = InvitationFilterSet
    search_fields = ["email", "name", "organisation__name"]
    search_backend_name = None
    ordering = "-invited_at"

    def get_form_class(self, for_update=False):
        return InvitationForm

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"edit_url_name": None, **kwargs})

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "edit"]
