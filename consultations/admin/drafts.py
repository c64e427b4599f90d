"""Statement drafts in the admin: written by the secretariat, approved by the board in a workflow, then issued."""

from django.template.defaultfilters import capfirst, yesno
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView, SnippetViewSet

from positions.models import StatementDraft

from ..queries import register

APPROVAL = {True: _("Approved"), False: _("Not approved")}


class DraftIndexView(IndexView):
    def get_base_queryset(self):
        return StatementDraft.objects.select_related("version", "consultation")


class DraftEditView(EditView):
    """Wagtail's editor with workflow; beside it the way to the consultation and, once approved, to the compilation."""

    @cached_property
    def header_buttons(self):
        consultation = getattr(self.object, "consultation", None)
        if consultation is None:
            return []
        return [
            HeaderButton(
                _("Compile and issue"),
                url=reverse("consultations_admin:statement", args=[consultation.pk]),
                icon_name="doc-full-inverse",
            )
        ]

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        consultation = getattr(self.object, "consultation", None)
        if consultation is not None:
            url = reverse("consultations_admin:inspect", args=[consultation.pk])
            buttons.append(Button(_("To the consultation"), url=url, icon_name="arrow-right", priority=5))
        return buttons


class DraftInspectView(InspectView):
    """The draft as it was last saved, to be read; who may approve it does so below the text, without script."""

    def get_object(self, queryset=None) -> StatementDraft:
        return super().get_object(queryset).get_latest_revision_as_object()

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return capfirst(yesno(value))
        if isinstance(field, RichTextField) and value:
            return RichText(value)
        return value or "–"

    def get_context_data(self, **kwargs):
        consultation = getattr(self.object, "consultation", None)
        return super().get_context_data(
            approve_url=self._approve_url(),
            consultation=consultation,
            missing=register.missing_answers(consultation) if consultation else [],
            objections=register.objections(consultation) if consultation else [],
            may_issue=self.request.user.has_perm("consultations.change_consultation"),
            **kwargs,
        )

    def _approve_url(self) -> str | None:
        task, state = self.object.current_workflow_task, self.object.current_workflow_task_state
        offered = task.get_actions(self.object, self.request.user) if task else []
        if "approve" not in [name for name, *_label in offered]:
            return None
        return reverse("statement_drafts:workflow_action", args=[self.object.pk, "approve", state.pk])


class StatementDraftViewSet(SnippetViewSet):
    model = StatementDraft
    icon = "edit"
    menu_label = _("Statement drafts")
    menu_name = "statement-drafts"
    menu_order = 130
    add_to_admin_menu = True
    url_prefix = "statement-drafts"
    base_url_path = "statement-drafts"
    admin_url_namespace = "statement_drafts"
    index_view_class = DraftIndexView
    edit_view_class = DraftEditView
    copy_view_enabled = False
    inspect_view_class = DraftInspectView
    inspect_template_name = "consultations/admin/draft/inspect.html"
    inspect_view_enabled = True
    inspect_view_fields = [
        "title",
        "short_title",
        "topic",
        "addressee",
        "salutation",
        "verdict",
        "verdict_text",
        "opening",
        "summary",
        "general",
        "closing",
        "audience",
        "line_numbers",
    ]
    list_display = [
        "title",
        Column("consultation", label=_("Consultation"), accessor=lambda draft: getattr(draft, "consultation", None) or "–"),
        "topic",
        Column("approval", label=_("Approval"), accessor=lambda draft: APPROVAL[draft.is_approved]),
        UpdatedAtColumn(label=_("Edited")),
    ]
    list_filter = ["topic", "audience", "live"]
    ordering = "-pk"

    def register_chooser_viewset(self):
        """None: nothing chooses a draft, and Wagtail's chooser would show every title to whoever may open the admin."""
