"""The page of a consultation: the paper, and under each section its quiet line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..queries.paper import PaperOnPage, Turnout, paper_on_page
from ..scales import SCALES
from . import words
from .loading import ConsultationView


class ConsultationPage(ConsultationView):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        paper = self.paper()
        words.tell(paper.asked)
        context = {
            "consultation": self.consultation,
            "title": self.consultation.version.title if self.consultation.version else self.consultation.title,
            "version": self.consultation.version,
            "paper": paper,
            "place": self.place,
            "phase": self.consultation.phase(self.now),
            "three": words.three_questions(self.consultation, self.place, paper, self.now),
            "steps": words.steps(self.consultation, self.now),
            "turnout": words.turnout(paper),
            "next_open": next(iter(paper.unanswered), None),
            "reason_needed": words.reason_needed(SCALES[self.consultation.scale]),
            "saved": request.GET.get("gespeichert", ""),
            "base": self.consultation.get_absolute_url(),
            "now": self.now,
        }
        return render(request, "consultations/consultation/read.html", context)

    def paper(self) -> PaperOnPage:
        if self.consultation.version_id is None:
            return PaperOnPage(sections=[], turnout=Turnout(voted=0, entitled=0), shows_results=False)
        return paper_on_page(self.consultation, self.place)
