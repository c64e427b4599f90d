"""How the form of a consultation is laid out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList

from ..phases import ORDER
from .forms import ConsultationForm, field_names


def _row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


PANELS = [
    MultiFieldPanel(
        [FieldPanel("paper"), FieldPanel("title"), FieldPanel("slug"), FieldPanel("what"), FieldPanel("successor_of")],
        heading=_("What it is about"),
    ),
    MultiFieldPanel(
        [
            _row("level", "stage"),
            FieldPanel("body"),
            FieldPanel("unit"),
            FieldPanel("body_address"),
            _row("file_reference", "invited_on"),
            FieldPanel("bill_title"),
            _row("bill_short", "bill_drafted_on"),
            FieldPanel("printed_matter"),
            FieldPanel("deadline_at"),
            _row("reply_address", "subject_line"),
        ],
        heading=_("The ministry’s invitation"),
    ),
    MultiFieldPanel(
        [FieldPanel("visibility"), FieldPanel("is_confidential"), FieldPanel("invited"), FieldPanel("organisations")],
        heading=_("Who may read and who takes part"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("legal_effect"),
            FieldPanel("decision_note"),
            FieldPanel("scale"),
            FieldPanel("rule"),
            _row("numerator", "denominator"),
            _row("strictly_more", "most_aside"),
            FieldPanel("final_scale"),
            FieldPanel("final_rule"),
            _row("final_numerator", "final_denominator"),
            FieldPanel("final_strictly_more"),
            FieldPanel("quorum_by"),
            _row("quorum_numerator", "quorum_denominator"),
            FieldPanel("results_hidden"),
            _row("objection_days", "smallest_group"),
        ],
        heading=_("What the vote means and how it is counted"),
    ),
    MultiFieldPanel(
        [
            HelpPanel(content=_("Times are those of Europe/Berlin. Leave both fields of a phase empty if it is not held.")),
            *(FieldRowPanel([FieldPanel(name) for name in field_names(kind)], heading=kind.label) for kind in ORDER),
        ],
        heading=_("Phases"),
    ),
]


def edit_handler() -> ObjectList:
    return ObjectList(PANELS, base_form_class=ConsultationForm)
