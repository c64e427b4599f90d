"""A vote on one section, from the paper's page or the section's own."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts import acting
from positions.models import VersionSection
from positions.wording.changes import changes_between
from shared.kept import Kept

from ..actions import objections, votes, withdrawals
from ..enums import Basis, QuestionKind
from ..models import Question, Suggestion
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
                condition=named(request, question),
                basis=basis_of(request),
                digest=request.POST.get("digest", ""),
                by=request.user,
                now=now,
            )
        except (PermissionDenied, votes.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.back, status=403)
        except votes.NotNow as refused:
            again = question.withdrawn_at is None and question.consultation.closed_at is None
            return kept(request, sentence=str(refused), back=self.back, status=409, again=again)
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
            changes_since_read=changes_since(page, request.POST.get("digest", "")),
            status=409 if isinstance(refused, votes.WordingChanged) else 422,
        )


class ChangeVote(View):
    """What else can happen to the organisation's vote on a section; `act` is an action that takes question, who and when."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        now = timezone.now()
        question = CastVote().question(request, slug, key, now)
        if question is None:
            return unknown(request)
        back = reverse("consultations:section", args=[slug, key])
        if not request.user.is_authenticated:
            return signed_out(request, next_path=back)
        try:
            self.act(question=question, organisation=acting.from_form(request), by=request.user, now=now)
        except (PermissionDenied, votes.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=back, status=403)
        except votes.VoteRefused as refused:
            return kept(request, sentence=str(refused), back=back, status=409)
        return HttpResponseRedirect(back)

    def act(self, **who) -> None:
        raise NotImplementedError


class WithdrawVote(ChangeVote):
    def act(self, **who) -> None:
        withdrawals.withdraw(**who)


class ObjectToEdit(ChangeVote):
    def act(self, **who) -> None:
        objections.object_(reason=self.request.POST.get("reason", ""), **who)


def named(request: HttpRequest, question: Question) -> Suggestion | None:
    """The suggestion the form says the vote hinges on. One of another section is none: the action refuses what is missing."""
    asked = request.POST.get("condition", "")
    if not asked.isdecimal():
        return None
    here = Suggestion.objects.filter(consultation=question.consultation, section=question.section_id)
    return here.filter(number=int(asked[:9])).first()


def basis_of(request: HttpRequest) -> Basis:
    """What the delegate says the vote rests on; the mandate unless said otherwise. The office's is not theirs to claim."""
    said = request.POST.get("basis", "")
    return Basis(said) if said in (Basis.BOARD, Basis.MEETING) else Basis.DELEGATED


def changes_since(page: SectionPage, digest: str) -> str:
    """From the wording that was read to the one in force, word by word; nothing if they are the same or it is not known."""
    read = VersionSection.objects.filter(section=page.section, digest=digest).order_by("-version__number").first()
    if read is None or read.digest == page.wording.digest:
        return ""
    return changes_between(read, VersionSection.objects.get(pk=page.wording.pk), prefix=f"d{page.wording.pk}-")
