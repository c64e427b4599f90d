"""A vote on one section, from the paper's page or the section's own."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts import acting
from shared.kept import Kept

from ..actions import votes
from ..enums import QuestionKind
from ..models import Question
from ..queries.paper import anchor
from ..rules import may_see
from .kept import kept
from .loading import signed_out, unknown
from .section import SectionPage

_question = Kept(
    lambda slug, key: (
        Question.objects.exclude(kind=QuestionKind.ALTERNATIVES)
        .filter(consultation__slug=slug, section__key=key)
        .select_related("consultation")
        .only("kind", "scale", "section", "consultation__slug", "consultation__visibility", "consultation__opened_at")
    ),
    slug=str,
    key=UUID,
)


class CastVote(View):
    """The hot path: the question is loaded together with its consultation, and the action checks who and when (TARGETS V1)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        now = timezone.now()
        question = self.question(request, slug, key, now)
        if question is None:
            return unknown(request)
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.back)
        try:
            votes.cast(
                question=question,
                organisation=acting.from_form(request),
                choice=request.POST.get("choice", ""),
                reason=request.POST.get("reason", ""),
                digest=request.POST.get("digest", ""),
                by=request.user,
                now=now,
            )
        except (PermissionDenied, votes.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.back, status=403)
        except votes.NotNow as refused:
            return kept(request, sentence=str(refused), back=self.back, status=409)
        except (votes.InvalidAnswer, votes.WordingChanged) as refused:
            return self.ask_again(request, refused)
        paper = reverse("consultations:consultation", args=[slug])
        return HttpResponseRedirect(f"{paper}?gespeichert={anchor(key)}#{anchor(key)}")

    @property
    def back(self) -> str:
        return reverse("consultations:section", kwargs=self.kwargs)

    def question(self, request: HttpRequest, slug: str, key, now: datetime) -> Question | None:
        question = _question.first(slug=slug, key=key)
        return question if question and may_see(request.user, question.consultation, now) else None

    def ask_again(self, request: HttpRequest, refused: votes.VoteRefused) -> HttpResponse:
        """The section's page once more, with the wording now in force, the sentence, and what was typed."""
        page = SectionPage()
        page.setup(request, **self.kwargs)
        if not page.finds(request, self.kwargs["slug"]):
            return unknown(request)
        return page.render(
            comment_form=page.comment_form(),
            typed=request.POST,
            refused=refused,
            status=409 if isinstance(refused, votes.WordingChanged) else 422,
        )
