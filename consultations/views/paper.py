"""The page of a consultation: the paper, and under each section its quiet line."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ..queries.paper import EMPTY, PaperOnPage, SectionOnPage, Turnout, paper_on_page
from . import words
from .loading import ConsultationView
from .quiet import QuietLines, ticks
from .wordings import set_openings


@dataclass(frozen=True)
class Sheet:
    """The paper, set: its contents, its sections, and the ticks of the deadline bar."""

    contents: SafeString = EMPTY
    body: SafeString = EMPTY
    ticks: SafeString = EMPTY


class ConsultationPage(ConsultationView):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        paper = self.paper()
        title = self.consultation.version.title if self.consultation.version else self.consultation.title
        context = {
            "consultation": self.consultation,
            "title": title,
            "version": self.consultation.version,
            "paper": paper,
            "sheet": self.sheet(paper, title),
            "place": self.place,
            "phase": self.consultation.phase(self.now),
            "three": words.three_questions(self.consultation, self.place, paper, self.now),
            "steps": words.steps(self.consultation, self.now),
            "turnout": words.turnout(paper),
            "next_open": next(iter(paper.unanswered), None),
            "saved": self.saved,
            "base": self.consultation.get_absolute_url(),
            "now": self.now,
        }
        return render(request, "consultations/consultation/read.html", context)

    @property
    def saved(self) -> str:
        """The anchor of the section whose vote was just stored; "alles" after a whole ballot."""
        return self.request.GET.get("gespeichert", "")

    def sheet(self, paper: PaperOnPage, title: str) -> Sheet:
        """What the template would otherwise make forty times over."""
        if not paper.sections:
            return Sheet()
        words.tell(paper.asked)
        set_openings(paper.sections, self.consultation.version)
        token = get_token(self.request) if self.place.votes_now else ""
        QuietLines(self.place, self.consultation, token, self.saved).set(paper, title)
        return Sheet(
            contents=SafeString("".join(section.entry for section in paper.sections)),
            body=SafeString("".join(self.block(section) for section in paper.sections)),
            ticks=ticks(paper) if self.place.has_vote and self.place.voting_refusal is None else EMPTY,
        )

    def block(self, section: SectionOnPage) -> str:
        """A section from its opening to its end. The paper as a whole has none for those who can neither vote nor discuss."""
        if section.is_whole and section.question is None and not self.place.reads_discussions:
            return ""
        changed = ""
        if section.own is not None and section.own.waits and self.place.votes_now:
            context = {"section": section, "place": self.place, "base": self.consultation.get_absolute_url(), "now": self.now}
            changed = render_to_string("consultations/vote/_changed.html", context, self.request)
        return f"{section.opening}{changed}{section.line}</div></section>"

    def paper(self) -> PaperOnPage:
        if self.consultation.version_id is None:
            return PaperOnPage(sections=[], turnout=Turnout(voted=0, entitled=0), shows_results=False)
        return paper_on_page(self.consultation, self.place)
