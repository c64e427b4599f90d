"""Issuing a version of a paper: every change side by side, marked by the editor, with its effects said beforehand."""

from dataclasses import replace
from uuid import UUID

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
from positions.wording.changes import changes_between
from positions.wording.to_html import html
from positions.wording.tree import plain_text

from ..actions import suggestions, versions
from ..enums import SuggestionState
from ..models import Consultation, Suggestion
from ..phases import Verb
from ..queries.anchored import Forecast, forecasts, shown_to_editors
from ..queries.effects import Effects, effects_of
from ..queries.suggested import gist

PUBLISHED_AGAIN = _("The paper was published again since this page was opened. Nothing was issued; this is what differs now.")
MARK_CHOICES = [
    (Change.EDITORIAL.value, _("Editorial: votes carry over, every organisation may object")),
    (Change.SUBSTANTIVE.value, _("Substantive: votes on it turn stale and are asked for again")),
]
ORPHAN = "orphan"
REFUSALS = (
    versions.NotNow,
    suggestions.Decided,
    papers.NothingPublished,
    papers.NothingChanged,
    papers.MarksMissing,
    papers.MarksUnknown,
    papers.SectionKeyTwice,
)


class IssueForm(forms.Form):
    """One mark for each changed wording, none preselected; the suggestions its new wording adopts; for each comment whose words
    may have moved, whether they have; the state of the paper all that was said of.
    """

    seen = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What changed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences for members."),
    )

    def __init__(
        self,
        *args,
        changes: list[SectionChange],
        consultation: Consultation | None,
        doubtful: list[Forecast] | tuple[()] = (),
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.doubtful = doubtful
        for one in doubtful:
            self.fields[f"anchor-{one.anchor.pk}"] = forms.ChoiceField(
                label=gettext("Are these the words the comment is about?"),
                choices=[
                    (str(one.landed.phrase.start), gettext("Yes, the comment stands here now")),
                    (ORPHAN, gettext("No, it is orphaned: it stays readable without a place")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": gettext("Say whether the comment stands here now.")},
            )
        self.changes = [change for change in changes if change.needs_mark]
        self.suggested = self._suggested(consultation) if consultation else {}
        for change in self.changes:
            self.fields[f"mark-{change.key}"] = forms.ChoiceField(
                label=gettext("“%(heading)s” has changed. How?") % {"heading": change.shown.heading},
                choices=MARK_CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether the change is editorial or substantive.")},
            )
            if own := self.suggested.get(change.key):
                self.fields[f"adopted-{change.key}"] = forms.MultipleChoiceField(
                    label=gettext("Suggestions that this wording adopts"),
                    choices=[(str(one.number), f"{one.number} · {one.organisation}: {gist(one, 160)}") for one in own],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    help_text=gettext("Organisations whose vote hinges on one are asked to confirm it."),
                )

    def _suggested(self, consultation: Consultation) -> dict[UUID, list[Suggestion]]:
        """The open suggestions on changed sections."""
        by_section: dict[UUID, list[Suggestion]] = {}
        open_ones = consultation.suggestions.filter(
            state=SuggestionState.OPEN, section__key__in=[change.key for change in self.changes]
        )
        for one in open_ones.select_related("section", "organisation", "wording").order_by("number"):
            by_section.setdefault(one.section.key, []).append(one)
        return by_section

    def mark(self, change: SectionChange) -> forms.BoundField | None:
        return self[f"mark-{change.key}"] if change in self.changes else None

    def adoption(self, change: SectionChange) -> forms.BoundField | None:
        return self[f"adopted-{change.key}"] if change.key in self.suggested else None

    @property
    def marks(self) -> dict:
        """Section key → mark, of a valid form."""
        return {change.key: Change(self.cleaned_data[f"mark-{change.key}"]) for change in self.changes}

    def landing(self, one: Forecast) -> forms.BoundField:
        return self[f"anchor-{one.anchor.pk}"]

    @property
    def confirmed(self) -> dict[int, int | None]:
        """Of a valid form, by anchor: where its words begin now, None if it has no place any more."""
        said = {one.anchor.pk: self.cleaned_data[f"anchor-{one.anchor.pk}"] for one in self.doubtful}
        return {anchor: None if answer == ORPHAN else int(answer) for anchor, answer in said.items()}

    @property
    def adopted(self) -> list[Suggestion]:
        """The suggestions ticked in a valid form."""
        ticked = {key: self.cleaned_data[f"adopted-{key}"] for key in self.suggested}
        return [one for key, own in self.suggested.items() for one in own if str(one.number) in ticked[key]]


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
        self.anchors = self._anchors()

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
        effects = self._effects()
        rows = [
            {
                "change": change,
                "mark": form.mark(change),
                "adoption": form.adoption(change),
                "changes": self._word_by_word(change),
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
        anchors = {
            "placed": sum(one.is_placed for one in self.anchors),
            "lost": [one for one in self.anchors if one.is_newly_lost],
            "doubtful": [{"forecast": one, "field": form.landing(one)} for one in form.doubtful],
        }
        last = self.paper.versions.order_by("-number").first()
        return super().get_context_data(
            paper=self.paper,
            consultation=self.consultation,
            last=last,
            rows=rows,
            effects=effects,
            anchors=anchors,
            **kwargs,
        )

    def _anchors(self) -> list[Forecast]:
        """Where each comment's words would be in the version that is about to be issued."""
        if self.consultation is None or self.consultation.opened_at is None:
            return []
        wordings = self.consultation.standing_version.wordings
        before = dict(wordings.values_list("section", "text"))
        sections = dict(self.paper.identities.values_list("key", "pk"))
        texts = dict(before)
        for change in self.changes:
            if change.after is None:
                texts.pop(sections[change.key], None)
            elif change.key in sections:
                texts[sections[change.key]] = plain_text(change.after.tree)
        return shown_to_editors(forecasts(self.consultation, texts, before=before))

    def _doubtful(self) -> list[Forecast]:
        return [one for one in self.anchors if one.is_doubtful]

    def _effects(self) -> Effects:
        if self.consultation is None:
            return Effects()
        changed = [change.before.section_id for change in self.changes if change.before and change.needs_mark]
        removed = [change.before.section_id for change in self.changes if change.before and not change.after]
        effects = effects_of(self.consultation, changed=changed, removed=removed)
        lost = [one for one in self.anchors if one.is_newly_lost and one.anchor.comment.section_id not in effects.removed]
        return replace(effects, lost=len(lost))

    def _word_by_word(self, change: SectionChange) -> str:
        if change.what != Difference.CHANGED or change.before is None or change.after is None:
            return ""
        return changes_between(change.before, change.after, prefix=f"d{change.key.hex[:8]}-")

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
        said = {"marks": form.marks, "adopted": form.adopted, "confirmed": form.confirmed}
        said["note"] = form.cleaned_data["note"]
        return versions.issue_paper(paper=self.paper, by=self.request.user, now=timezone.now(), **said)

    def _form(self, data=None, **kwargs) -> IssueForm:
        said = {"changes": self.changes, "consultation": self.consultation, "doubtful": self._doubtful()}
        return IssueForm(data, **said, **kwargs)

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
