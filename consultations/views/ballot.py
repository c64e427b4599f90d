"""The ballot: everything that is put to the vote in one form, for those who want to vote in one go."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts import acting
from accounts.models import Organisation

from ..actions import votes
from ..queries.paper import SectionOnPage, paper_on_page, wordings_of
from . import words
from .fields import field_values, fields_for
from .filling import as_typed
from .kept import kept
from .loading import ConsultationView, signed_out


class BallotPage(ConsultationView):
    """Answers left out stay open; those given are stored all together or not at all."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if self.consultation.version_id is None:
            return HttpResponseRedirect(self.back)
        return self.render(paper_on_page(self.consultation, self.place).asked)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=request.path)
        sections = paper_on_page(self.consultation, self.place).asked if self.consultation.version_id else []
        try:
            self.store(sections, acting.from_form(request))
        except (PermissionDenied, votes.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.back, status=403)
        except votes.NotNow as refused:
            return kept(request, sentence=str(refused), back=self.back, status=409)
        except votes.BallotRefused as refused:
            return self.ask_again(sections, refused)
        return HttpResponseRedirect(f"{self.back}?gespeichert=alles#toc")

    def store(self, sections: list[SectionOnPage], organisation: Organisation) -> None:
        typed = self.request.POST
        answers = [
            votes.Answer(
                question=section.question,
                choice=typed[f"{section.anchor}-choice"],
                reason=typed.get(f"{section.anchor}-reason", ""),
                digest=typed.get(f"{section.anchor}-digest", ""),
            )
            for section in sections
            if typed.get(f"{section.anchor}-choice")
        ]
        if answers:
            votes.cast_all(answers=answers, organisation=organisation, by=self.request.user, now=self.now)

    def ask_again(self, sections: list[SectionOnPage], refused: votes.BallotRefused) -> HttpResponse:
        changed = any(isinstance(problem, votes.WordingChanged) for problem in refused.problems.values())
        for section in sections:
            problem = refused.problems.get(section.question.pk)
            section.filled = as_typed(self.request.POST, problem, prefix=f"{section.anchor}-")
        return self.render(sections, refused=refused, status=409 if changed else 422)

    def render(
        self, sections: list[SectionOnPage], *, refused: votes.BallotRefused | None = None, status: int = 200
    ) -> HttpResponse:
        texts = wordings_of(self.consultation.version)
        context = {
            "consultation": self.consultation,
            "version": self.consultation.version,
            "phase": self.consultation.phase(self.now),
            "place": self.place,
            "rows": [(section, texts[section.wording_id], self.fields(section)) for section in sections],
            "refused": refused,
            "base": self.back,
            "now": self.now,
        }
        return render(self.request, "consultations/ballot/fill.html", context, status=status)

    def fields(self, section: SectionOnPage) -> SafeString:
        names = {
            "organisation": self.place.organisation.name if self.place.organisation else "",
            "section": words.section_name(section),
        }
        question = _("How does %(organisation)s stand on %(section)s?") % names
        values = field_values(section, prefix=f"{section.anchor}-")
        return fields_for(section.scale).fill({**values, "question": question})

    @property
    def back(self) -> str:
        return self.consultation.get_absolute_url()
