"""Issuing a version of a paper: every change side by side, marked by the editor, with its effects said beforehand."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from positions import queries
from positions.actions import versions as papers
from positions.enums import Change, Difference
from positions.models import Paper
from positions.queries import SectionChange
from positions.wording.to_html import html

from ..actions import versions
from ..models import Consultation
from ..phases import Verb
from ..queries.effects import Effects, effects_of

PUBLISHED_AGAIN = _("The paper was published again since this page was opened. Nothing was issued; this is what differs now.")
MARK_CHOICES = [
    (Change.EDITORIAL.value, _("Editorial: votes carry over, every organisation may object")),
    (Change.SUBSTANTIVE.value, _("Substantive: votes on it turn stale and are asked for again")),
]
REFUSALS = (
    versions.NotNow,
    papers.NothingPublished,
    papers.NothingChanged,
    papers.MarksMissing,
    papers.MarksUnknown,
    papers.SectionKeyTwice,
)


class IssueForm(forms.Form):
    """One mark for each changed wording, none preselected; the state of the paper the marks were set on."""

    seen = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What changed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences for members."),
    )

    def __init__(self, *args, changes: list[SectionChange], **kwargs):
        super().__init__(*args, **kwargs)
        self.changes = [change for change in changes if change.needs_mark]
        for change in self.changes:
            self.fields[f"mark-{change.key}"] = forms.ChoiceField(
                label=gettext("“%(heading)s” has changed. How?") % {"heading": change.shown.heading},
                choices=MARK_CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether the change is editorial or substantive.")},
            )

    def mark(self, change: SectionChange) -> forms.BoundField | None:
        return self[f"mark-{change.key}"] if change in self.changes else None

    @property
    def marks(self) -> dict:
        """Section key → mark, of a valid form."""
        return {change.key: Change(self.cleaned_data[f"mark-{change.key}"]) for change in self.changes}


class IssueVersion(WagtailAdminTemplateMixin, TemplateView):
    """Shows what would be frozen. If the paper was published again meanwhile, nothing is issued; the changes are shown anew."""

    template_name = "consultations/admin/paper/issue.html"
    page_title = _("Issue a version")
    header_icon = "history"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.paper = get_object_or_404(Paper, pk=kwargs["pk"])
        unclosed = Consultation.objects.prefetch_related("phases")
        self.consultation = unclosed.filter(paper=self.paper, closed_at=None).first()
        self.changes = queries.changes(self.paper)

    def dispatch(self, request, *args, **kwargs):
        if not self.paper.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("papers:index"), "label": _("Position papers")},
            {"url": reverse("papers:overview", args=[self.paper.pk]), "label": self.paper.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        form = kwargs.setdefault("form", self._form(initial={"seen": self._state()}))
        touched = [change.before.section_id for change in self.changes if change.before]
        effects = effects_of(self.consultation, touched) if self.consultation and touched else Effects()
        rows = [
            {
                "change": change,
                "mark": form.mark(change),
                "renamed": bool(change.before and change.after) and change.before.heading != change.after.heading,
                "counts_as_editorial": change.what == Difference.CHANGED and not change.needs_mark,
                "before": change.before.html if change.before else "",
                "after": html(change.after.tree, prefix=f"{change.key.hex[:8]}-") if change.after else "",
                "votes": effects.stale.get(change.before.section_id, 0) if change.before else 0,
                "comments": effects.comments.get(change.before.section_id, 0) if change.before else 0,
            }
            for change in self.changes
        ]
        kwargs.setdefault("refusal", self._refusal())
        last = self.paper.versions.order_by("-number").first()
        return super().get_context_data(
            paper=self.paper, consultation=self.consultation, last=last, rows=rows, effects=effects, **kwargs
        )

    def post(self, request, *args, **kwargs):
        if sentence := self._refusal():
            return self._again(409, refusal=sentence)
        form = self._form(request.POST)
        if request.POST.get("seen") != self._state():
            return self._again(409, conflict=str(PUBLISHED_AGAIN))
        if not form.is_valid():
            return self._again(400, form=form)
        try:
            version = self._issue(form)
        except REFUSALS as refused:
            return self._again(409, form=form, conflict=str(refused))
        messages.success(request, gettext("Version %(number)d is issued.") % {"number": version.number})
        return redirect("papers:overview", self.paper.pk)

    def _issue(self, form: IssueForm):
        said = {"marks": form.marks, "note": form.cleaned_data["note"], "by": self.request.user, "now": timezone.now()}
        return versions.issue_paper(paper=self.paper, **said)

    def _form(self, data=None, **kwargs) -> IssueForm:
        return IssueForm(data, changes=self.changes, **kwargs)

    def _again(self, status: int, **context):
        return self.render_to_response(self.get_context_data(**context), status=status)

    def _state(self) -> str:
        """What the marks are set on: the published revision, and the version it is compared with."""
        last = self.paper.versions.order_by("-number").values_list("number", flat=True).first()
        return f"{self.paper.live_revision_id or 0}/{last or 0}"

    def _refusal(self) -> str | None:
        if self.consultation is None or self.consultation.opened_at is None:
            return None
        return self.consultation.refusal(Verb.ISSUE_VERSION, timezone.now())
