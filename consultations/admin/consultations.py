"""Consultations in the admin: the list, the form, the page to look at, and taking back one that was never opened."""

import django_filters
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from positions.models import Paper

from ..actions import preparation
from ..models import Consultation
from ..queries.desk import electorate_of, owing, reports_of
from . import acts
from .alternatives import AlternativesPage
from .contested import ContestedPage
from .dissents import DissentsPage
from .electorate import ElectoratePage
from .merging import MergePage
from .moving import MovePhaseView
from .office import OfficePage
from .panels import edit_handler
from .register import RegisterPage, TwinsPage
from .reports import ReportsPage
from .statement import StatementPage
from .states import state
from .suggestions import SuggestionsPage


class ConsultationFilterSet(WagtailFilterSet):
    stands = django_filters.ChoiceFilter(
        label=_("State"),
        method="filter_stands",
        choices=[("prepared", _("In preparation")), ("open", _("Open")), ("closed", _("Closed"))],
    )

    class Meta:
        model = Consultation
        fields = ["stands", "visibility", "legal_effect", "level"]

    def filter_stands(self, queryset, name, value):
        conditions = {
            "prepared": {"opened_at": None},
            "open": {"opened_at__isnull": False, "closed_at": None},
            "closed": {"closed_at__isnull": False},
        }
        return queryset.filter(**conditions[value])


class ConsultationIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Consultation]:
        return (
            Consultation.objects.select_related("paper")
            .prefetch_related("phases")
            .annotate(invited=Count("participations", distinct=True))
        )

    def _get_title_column(self, field_name, column_class=TitleColumn, **kwargs):
        """The title leads to the page that shows where it stands; its form is one step further."""
        buttons = self._get_title_column_class(column_class)
        return self._get_custom_column(field_name, buttons, get_url=self.get_inspect_url, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        now = timezone.now()
        for consultation in context["object_list"]:
            consultation.state = state(consultation, now)
        return context


class SavesByAction:
    """The form validates; the action writes, and logs itself."""

    def get_success_url(self):
        return reverse("consultations_admin:inspect", args=[self.object.pk])

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except preparation.OpenedMeanwhile as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class ConsultationCreateView(SavesByAction, CreateView):
    def get_initial(self):
        wanted = self.request.GET.get("paper", "")
        paper = Paper.objects.filter(pk=wanted).first() if wanted.isdigit() else None
        return {"paper": paper, "title": paper.title} if paper else {}

    def save_instance(self):
        form = self.form
        return preparation.create(
            consultation=form.instance, times=form.times, invited=form.chosen, by=self.request.user, now=timezone.now()
        )


class ConsultationEditView(SavesByAction, EditView):
    def dispatch(self, request, *args, **kwargs):
        """What is closed is only looked at."""
        if Consultation.objects.filter(pk=kwargs["pk"], closed_at__isnull=False).exists():
            messages.info(request, _("The consultation is closed. Nothing can be changed any more."))
            return redirect("consultations_admin:inspect", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self):
        form, now = self.form, timezone.now()
        if form.is_open:
            return preparation.update_open(consultation=form.instance, by=self.request.user, now=now)
        return preparation.update(
            consultation=form.instance, times=form.times, invited=form.chosen, by=self.request.user, now=now
        )

    @cached_property
    def can_delete(self):
        return self.object.opened_at is None and super().can_delete


class ConsultationDeleteView(DeleteView):
    def form_valid(self, form):
        try:
            preparation.delete(consultation=self.object, by=self.request.user, now=timezone.now())
        except preparation.InUse as refusal:
            messages.error(self.request, str(refusal))
            return redirect("consultations_admin:inspect", self.object.pk)
        messages.success(self.request, self.get_success_message())
        return redirect("consultations_admin:index")


class ConsultationInspectView(InspectView):
    """Where it stands: what can be done next, phases, who has voted, the record and its seals."""

    template_name = "consultations/admin/consultation/inspect.html"

    def get_object(self, queryset=None):
        rows = Consultation.objects.select_related("paper", "version", "statement_draft").prefetch_related("phases")
        return get_object_or_404(rows, pk=self.pk)

    def get_context_data(self, **kwargs):
        now, consultation = timezone.now(), self.object
        return super().get_context_data(
            state=state(consultation, now),
            acts=acts.offered(consultation, self.request.user, now),
            may_change=self.user_has_permission("change"),
            phases=sorted(consultation.phases.all(), key=lambda phase: phase.opens_at),
            electorate=electorate_of(consultation),
            owing=owing(consultation, now),
            open_reports=reports_of(consultation).filter(settled_at=None).count(),
            record=consultation.record.order_by("pk"),
            seals=consultation.seals.order_by("number"),
            statements=list(consultation.statement_draft.statements.defer("content", "manifest"))
            if consultation.statement_draft
            else [],
            **kwargs,
        )


class ConsultationViewSet(ModelViewSet):
    model = Consultation
    icon = "group"
    menu_label = _("Consultations")
    menu_name = "consultations"
    menu_order = 120
    add_to_admin_menu = True
    url_prefix = "consultations"
    index_view_class = ConsultationIndexView
    add_view_class = ConsultationCreateView
    edit_view_class = ConsultationEditView
    delete_view_class = ConsultationDeleteView
    inspect_view_class = ConsultationInspectView
    inspect_view_enabled = True
    inspect_template_name = ConsultationInspectView.template_name
    inspect_view_fields = ["title"]
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = ConsultationFilterSet
    search_fields = ["title", "bill_title", "bill_short", "body", "file_reference"]
    search_backend_name = None
    ordering = "-pk"
    list_display = [
        "title",
        Column("state", label=_("State"), accessor=lambda consultation: consultation.state, width="24%"),
        DateColumn("deadline_at", label=_("Deadline"), sort_key="deadline_at", width="12%"),
        "visibility",
        Column("invited", label=_("Invited"), accessor=lambda consultation: consultation.invited or _("all"), width="8%"),
    ]
    list_export = ["title", "paper", "body", "file_reference", "deadline_at", "visibility", "opened_at", "closed_at"]
    export_filename = "consultations"

    def get_edit_handler(self):
        return edit_handler().bind_to_model(self.model)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            *(path(f"<int:pk>/{act.path}/", act.view(), name=act.name) for act in acts.ACTS),
            path("<int:pk>/statement/", StatementPage.as_view(), name="statement"),
            path("<int:pk>/office/", OfficePage.as_view(), name="office"),
            path("<int:pk>/electorate/", ElectoratePage.as_view(), name="electorate"),
            path("<int:pk>/alternatives/", AlternativesPage.as_view(), name="alternatives"),
            path("<int:pk>/suggestions/", SuggestionsPage.as_view(), name="suggestions"),
            path("<int:pk>/suggestions/<int:section>/", MergePage.as_view(), name="merge"),
            path("<int:pk>/register/", RegisterPage.as_view(), name="register"),
            path("<int:pk>/register/twins/", TwinsPage.as_view(), name="register_twins"),
            path("<int:pk>/reports/", ReportsPage.as_view(), name="reports"),
            path("<int:pk>/contested/", ContestedPage.as_view(), name="contested"),
            path("<int:pk>/dissents/", DissentsPage.as_view(), name="dissents"),
            path("<int:pk>/phases/<int:phase>/move/", MovePhaseView.as_view(), name="move_phase"),
        ]
