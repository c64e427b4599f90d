"""The record of a consultation: to read, as files for a recount, and the page that says how to count with them."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.generic import TemplateView

from ..queries import record_file, record_sheets, record_story
from ..queries.record_eyes import Eyes, eyes_of
from .loading import ConsultationView


class RecordView(ConsultationView):
    """What is read here goes through `self.eyes`."""

    @property
    def eyes(self) -> Eyes:
        return eyes_of(self.request.user, self.consultation, self.now)

    def streamed(self, pieces, *, kind: str, name: str) -> StreamingHttpResponse:
        response = StreamingHttpResponse(pieces, content_type=f"{kind}; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, f"{self.consultation.slug}-{name}")
        response["Cache-Control"] = "private, no-cache"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class RecordPage(RecordView):
    """The course, and the history of the question that was chosen (`?frage=`)."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        eyes = self.eyes
        asked = record_story.asked(eyes)
        chosen = next((entry for entry in asked if str(entry.question.pk) == request.GET.get("frage")), None)
        context = {
            "consultation": self.consultation,
            "eyes": eyes,
            "steps": record_story.steps(eyes),
            "asked": asked,
            "chosen": chosen,
            "lines": record_story.vote_lines(eyes, chosen.question) if chosen else [],
            "sheets": record_sheets.SHEETS.values(),
            "base": self.consultation.get_absolute_url(),
            "now": self.now,
        }
        return render(request, "consultations/record/read.html", context)


class RecordJson(RecordView):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.streamed(record_file.pieces(self.eyes), kind="application/json", name="protokoll.json")


class RecordCsv(RecordView):
    """One table: the votes, or the one named (`?teil=`)."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = record_sheets.SHEETS.get(request.GET.get("teil", record_sheets.VOTES.name))
        if sheet is None:
            raise Http404
        return self.streamed(record_sheets.pieces(sheet, self.eyes), kind="text/csv", name=f"{sheet.name}.csv")


class RecordHelp(TemplateView):
    """How a record is read, counted again and checked. Says nothing about any consultation, so everyone reads it."""

    template_name = "consultations/record/help.html"
    extra_context = {"sheets": record_sheets.SHEETS.values()}
