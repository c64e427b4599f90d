"""A group of alternatives: read, and answered for the organisation."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import acting

from ..actions import alternatives, votes
from ..enums import QuestionKind
from ..models import Question, Vote
from ..queries.alternatives import groups
from ..scales import EITHER_OR, HIGHEST_RESISTANCE
from .kept import kept
from .loading import ConsultationView, signed_out


class AlternativesPage(ConsultationView):
    @property
    def question(self) -> Question:
        found = next((group for group in groups(self.consultation) if group.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found

    @property
    def is_withdrawn(self) -> bool:
        asked = self.consultation.questions.filter(kind=QuestionKind.ALTERNATIVES, pk=self.kwargs["pk"])
        return asked.filter(withdrawn_at__isnull=False).exists()

    @property
    def address(self) -> str:
        return reverse("consultations:alternatives", args=[self.consultation.slug, self.kwargs["pk"]])

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        return self.render(self.question)

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.address)
        if self.is_withdrawn:
            sentence = _("These alternatives are not put to the vote any more.")
            return kept(request, sentence=sentence, back=self.consultation.get_absolute_url(), status=409)
        question = self.question
        try:
            alternatives.answer(
                question=question,
                organisation=acting.from_form(request),
                digest=request.POST.get("digest", ""),
                by=request.user,
                now=self.now,
                **self.said(question),
            )
        except (PermissionDenied, votes.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.address, status=403)
        except votes.NotNow as refused:
            again = self.consultation.closed_at is None
            return kept(request, sentence=str(refused), back=self.address, status=409, again=again)
        except (votes.InvalidAnswer, votes.WordingChanged) as refused:
            status = 409 if isinstance(refused, votes.WordingChanged) else 422
            return self.render(question, refused=refused, typed=request.POST, status=status)
        return HttpResponseRedirect(f"{self.address}?gespeichert=1")

    def said(self, question: Question) -> dict:
        typed = self.request.POST
        if question.scale == EITHER_OR:
            return {"choice": typed.get("choice", "")}
        places = [option.position for option in question.options.all()]
        given = {place: typed.get(f"r{place}", "").strip() for place in places}
        # What is no number is out of range too: the action refuses it with its sentence.
        return {"ratings": {place: int(value) if value.isdecimal() else -1 for place, value in given.items() if value}}

    def render(self, question: Question, *, refused=None, typed=None, status: int = 200) -> HttpResponse:
        own = (
            Vote.objects.filter(question=question, organisation=self.place.organisation).first()
            if self.place.has_vote
            else None
        )
        if typed is not None:
            chosen, ratings = typed.get("choice", ""), {k[1:]: v for k, v in typed.items() if k[:1] == "r"}
        else:
            chosen = own.choice if own else ""
            ratings = {place: str(value) for place, value in (own.ratings or {}).items()} if own else {}
        context = {
            "consultation": self.consultation,
            "question": question,
            "options": [
                {"option": option, "code": alternatives.code_of(option), "rating": ratings.get(str(option.position), "")}
                for option in question.options.all()
            ],
            "chosen": chosen,
            "is_rated": question.scale != EITHER_OR,
            "steps": [str(step) for step in range(HIGHEST_RESISTANCE + 1)],
            "own": own,
            "place": self.place,
            "refused": refused,
            "stored": "gespeichert" in self.request.GET,
            "base": self.consultation.get_absolute_url(),
            "address": self.address,
        }
        return render(self.request, "consultations/alternatives/answer.html", context, status=status)
