"""Member organisations in the admin. Never deleted: who leaves gets a date."""

import django_filters
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.views.generic import CreateView, EditView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from ..actions import organisations
from ..actions.organisations import WITHOUT_VOTE
from ..models import Organisation


class OrganisationFilterSet(WagtailFilterSet):
    region = django_filters.AllValuesFilter(label=_("Region"))
    left = django_filters.BooleanFilter(label=_("Has left"), field_name="left_on", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Organisation
        fields = ["kind", "region", "size", "field_of_work", "is_legal_person", "left"]


class OrganisationForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Made from the name if left empty.")

    def clean(self):
        data = super().clean()
        if data.get("kind") in WITHOUT_VOTE:
            data["votes"] = 0
        if not data.get("slug") and data.get("name"):
            data["slug"] = self.instance.slug or organisations.free_slug(data["name"])
        return data


class SavesByAction:
    """The form validates; the action writes, and logs itself. What it finds at fault stands at the field."""

    def form_valid(self, form: ModelForm):
        try:
            return super().form_valid(form)
        except ValidationError as fault:
            form.add_error(None, fault)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class OrganisationCreateView(SavesByAction, CreateView):
    def save_instance(self):
        return organisations.create(by=self.request.user, now=timezone.now(), **self.form.cleaned_data)


class OrganisationEditView(SavesByAction, EditView):
    def save_instance(self):
        return organisations.update(
            organisation=self.form.instance, by=self.request.user, now=timezone.now(), **self.form.cleaned_data
        )


class OrganisationInspectView(InspectView):
    """The body itself; who acts for it only for those who may see people."""

    template_name = "accounts/admin/organisation/inspect.html"

    def get_object(self, queryset=None):
        return get_object_or_404(Organisation, pk=self.pk)

    def get_context_data(self, **kwargs):
        may_see_people = self.request.user.has_perm("accounts.view_membership")
        now = timezone.now()
        people = self.object.memberships.active(now).select_related("user").order_by("user__name")
        return super().get_context_data(
            may_see_people=may_see_people,
            memberships=people if may_see_people else [],
            invitations=self.object.invitations.open(now) if may_see_people else [],
            **kwargs,
        )


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_name = "organisations"
    name = "organisations"
    add_view_class = OrganisationCreateView
    edit_view_class = OrganisationEditView
    inspect_view_class = OrganisationInspectView
    inspect_view_enabled = True
    inspect_template_name = OrganisationInspectView.template_name
    inspect_view_fields = [
        "name",
        "kind",
        "is_legal_person",
        "region",
        "size",
        "field_of_work",
        "submits_directly",
        "votes",
        "phone",
        "email",
        "joined_on",
        "left_on",
    ]
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "name",
        "kind",
        "region",
        "votes",
        BooleanColumn("is_legal_person", label=_("Legal person"), sort_key="is_legal_person"),
        DateColumn("joined_on", label=_("Member since"), sort_key="joined_on"),
        DateColumn("left_on", label=_("Left on"), sort_key="left_on"),
    ]
    filterset_class = OrganisationFilterSet
    search_fields = ["name", "region", "email"]
    search_backend_name = None
    ordering = "name"
    list_export = [
        "name",
        "kind",
        "region",
        "size",
        "field_of_work",
        "votes",
        "is_legal_person",
        "phone",
        "email",
        "joined_on",
        "left_on",
    ]
    export_filename = "organisations"
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("kind")], heading=_("The organisation")),
            FieldRowPanel([FieldPanel("region"), FieldPanel("votes"), FieldPanel("is_legal_person")]),
            FieldRowPanel([FieldPanel("size"), FieldPanel("field_of_work"), FieldPanel("submits_directly")]),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            FieldRowPanel([FieldPanel("joined_on"), FieldPanel("left_on")]),
        ],
        base_form_class=OrganisationForm,
    )
