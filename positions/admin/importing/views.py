"""Importing a paper in two steps: what was understood is shown before anything is saved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...actions import imports, papers
from ...importing import reader
from ...models import Paper, PendingImport
from .forms import AgainForm, ConfirmForm, UploadForm
from .preview import glimpse


class ImportPage(WagtailAdminTemplateMixin, TemplateView):
    """For those who may write papers."""

    page_title = _("Import a paper")
    header_icon = "upload"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perms(["positions.view_paper", "positions.add_paper"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("papers:index"), "label": _("Position papers")},
            {"url": "", "label": self.get_page_title()},
        ]


class Upload(ImportPage):
    """The file. A refusal stands at the field, with its sentence."""

    template_name = "positions/admin/import/upload.html"

    @cached_property
    def paper(self) -> Paper | None:
        """The paper whose new state is imported, if any."""
        return get_object_or_404(Paper, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", UploadForm())
        return super().get_context_data(paper=self.paper, **kwargs)

    def post(self, request, *args, **kwargs):
        form = UploadForm(request.POST, request.FILES, is_too_large=request.upload_is_too_large)
        if form.is_valid() and (imported := self._read(form)):
            name = form.cleaned_data["file"].name
            pending = imports.hold(imported=imported, name=name, paper=self.paper, by=request.user, now=timezone.now())
            return redirect("papers_import:confirm", pending.pk)
        status = 413 if request.upload_is_too_large else 400
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _read(self, form: UploadForm):
        file = form.cleaned_data["file"]
        try:
            return reader.read(file.read(), file.name)
        except reader.Refused as refused:
            form.add_error("file", str(refused))
            return None


class Confirm(ImportPage):
    """What was understood, of a new paper or of a new state of one. Only this page's button saves."""

    template_name = "positions/admin/import/confirm.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        waiting = PendingImport.objects.filter(user=request.user.pk, expires_at__gt=timezone.now()).select_related("paper")
        self.pending = get_object_or_404(waiting, pk=kwargs["token"])
        self.imported = imports.understood(self.pending)

    def get_context_data(self, **kwargs):
        form = kwargs.setdefault("form", self._form())
        rows = [
            (glimpse(section), form.kinds[place], form.partner(place)) for place, section in enumerate(self.imported.sections)
        ]
        return super().get_context_data(
            pending=self.pending, paper=self.pending.paper, imported=self.imported, rows=rows, **kwargs
        )

    def post(self, request, *args, **kwargs):
        if "give-up" in request.POST:
            imports.forget(pending=self.pending, by=request.user, now=timezone.now())
            return redirect("papers:index")
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        try:
            paper = self._save(form)
        except (papers.AnswersMissing, papers.AnswersContradict) as refused:
            form.add_error(None, str(refused))
            return self.render_to_response(self.get_context_data(form=form), status=400)
        imports.forget(pending=self.pending, by=request.user, now=timezone.now())
        messages.success(request, _("The paper was imported."))
        return redirect("papers:overview", paper.pk)

    def _form(self, data=None) -> ConfirmForm:
        if self.pending.paper is None:
            return ConfirmForm(data, imported=self.imported)
        draft = self.pending.paper.get_latest_revision_as_object()
        found = papers.matching(draft, self.imported)
        return AgainForm(data, imported=self.imported, matching=found, draft=draft, initial={"title": draft.title})

    def _save(self, form: ConfirmForm) -> Paper:
        given = form.cleaned_data
        said = {"imported": form.settled, "title": given["title"], "publish": given["publish"]}
        if self.pending.paper is None:
            return papers.create(**said, topic=given["topic"], by=self.request.user, now=timezone.now())
        return papers.update(
            paper=self.pending.paper,
            **said,
            placements=form.placements,
            removed=form.removed,
            by=self.request.user,
            now=timezone.now(),
        )
