"""What the history of a paper says about our own verbs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.log_actions import LogFormatter


def register(actions) -> None:
    actions.register_action("positions.import", pgettext_lazy("log", "Import"), _("Imported from a file"))

    @actions.register_action("positions.reword")
    class Reword(LogFormatter):
        label = pgettext_lazy("log", "Reword a section")

        def format_message(self, log_entry):
            return _("“%(heading)s” reworded: %(note)s") % log_entry.data

    @actions.register_action("positions.issue_version")
    class IssueVersion(LogFormatter):
        label = pgettext_lazy("log", "Issue a version")

        def format_message(self, log_entry):
            return _("Issued version %(number)s") % {"number": log_entry.data["number"]}
