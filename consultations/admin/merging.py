"""One section with all that is suggested for it: put together, looked at, and saved as the next draft of the paper."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from positions.actions import sections
from positions.models import Section
from positions.wording.changes import changes_between
from positions.wording.from_notation import Unreadable
from positions.wording.passages import Passage, passages_from_notation

from ..enums import SuggestionState
from ..queries.merging import can_be_taken, credit, draft_of, merged
from ..queries.suggested import on_section
from .base import ConsultationPage


class MergePage(ConsultationPage):
    """Three buttons: put the ticked ones together, show what the text in the field changes, save it. Only that one stores."""

    template_name = "consultations/admin/consultation/merge.html"
    page_title = gettext_lazy("Put suggestions together")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.section = Section.objects.filter(paper=self.object.paper_id, pk=kwargs["section"]).first()
        self.draft = draft_of(self.object, self.section.key) if self.section else None
        if self.draft is None:
            raise Http404
        open_ones = [one for one in on_section(self.object, self.section.pk) if one.suggestion.state == SuggestionState.OPEN]
        self.takeable = [one for one in open_ones if can_be_taken(one)]
        self.others = [one for one in open_ones if not can_be_taken(one)]
        ticked = request.POST.getlist("take")
        self.ticked = [one for one in self.takeable if str(one.suggestion.number) in ticked]

    def dispatch(self, request, *args, **kwargs):
        if not self.object.paper.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        passage = kwargs.setdefault("passage", self.draft)
        kwargs.setdefault("text", passage.written)
        return super().get_context_data(
            heading=self.draft.heading,
            rows=[(one, one in self.ticked) for one in self.takeable],
            others=self.others,
            seen=self.request.POST.get("seen") or self.object.paper.latest_revision_id,
            changes=changes_between(self.draft, passage, prefix="entwurf-") if passage != self.draft else "",
            credit=credit(self.ticked),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if "compose" in request.POST:
            found = merged(self.draft, self.ticked)
            return self.again(200, passage=found.passage, collisions=found.collisions)
        text = request.POST.get("text", "")
        try:
            passage = self._read(text)
        except Unreadable as unreadable:
            return self.again(422, text=text, refusal=str(unreadable))
        if "save" not in request.POST:
            return self.again(200, passage=passage, text=text)
        return self._save(passage, text)

    def _read(self, text: str) -> Passage:
        passages = passages_from_notation(text, base=self.draft)
        if len(passages) > 1:
            raise Unreadable(_("Here one section is written. To split it, write in the editor."))
        if not passages[0].tree:
            raise Unreadable(_("Please write the wording. To leave a section out, remove it in the editor."))
        return passages[0]

    def _save(self, passage: Passage, text: str):
        if passage == self.draft:
            return self.again(422, text=text, refusal=_("That is the draft as it stands. Nothing was stored."))
        seen = self.request.POST.get("seen", "")
        note = _("from %(suggestions)s") % {"suggestions": credit(self.ticked)} if self.ticked else _("by the secretariat")
        try:
            sections.reword(
                paper=self.object.paper,
                key=self.section.key,
                passage=passage,
                note=note,
                seen=int(seen) if seen.isdecimal() else None,
                by=self.request.user,
            )
        except (sections.DraftMoved, sections.NoSuchSection) as refused:
            return self.again(409, passage=passage, text=text, refusal=str(refused))
        messages.success(self.request, _("The draft is saved. Publish it, then issue a version; there you say what it adopts."))
        return redirect("wagtailadmin_pages:edit", self.object.paper_id)
