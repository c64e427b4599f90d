"""An organisation's own room: its people draft and take straw votes, its delegates submit."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import acting
from accounts.models import Organisation, OrganisationKind

from ..actions import anchors, comments, drafts, straw, suggestions, votes
from ..enums import DraftKind
from ..forms.room import SUBMITTED_BASES, AnswerForm, DraftForm
from ..models import Draft
from ..phases import Verb
from ..queries.room import room
from ..rules import may_draft, may_submit
from .kept import kept
from .loading import ConsultationView, SectionView, signed_out

REFUSALS = (
    drafts.DraftRefused,
    comments.CommentRefused,
    anchors.InvalidQuote,
    suggestions.SuggestionRefused,
    votes.VoteRefused,
    PermissionDenied,
)


class InRoom:
    """What the room's addresses share. Whoever belongs to no organisation that takes part finds no room: 404."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.finds(request, kwargs["slug"]) and request.user.is_authenticated and not self.has_room:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def has_room(self) -> bool:
        organisation = self.place.organisation
        takes_part = self.place.participation is not None and self.consultation.version_id is not None
        return takes_part and organisation is not None and organisation.kind != OrganisationKind.FEDERATION

    @property
    def address(self) -> str:
        return reverse("consultations:room", args=[self.consultation.slug])

    def refused(self, refused: Exception) -> HttpResponse:
        entitled = isinstance(refused, PermissionDenied | drafts.NotEntitled | comments.NotEntitled | votes.NotEntitled)
        status = 403 if entitled or isinstance(refused, suggestions.NotEntitled) else 409
        return kept(self.request, sentence=str(refused), back=self.address, status=status)


class RoomPage(InRoom, ConsultationView):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.address)
        place = self.place
        context = {
            "consultation": self.consultation,
            "version": self.consultation.version,
            "phase": self.consultation.phase(self.now),
            "place": place,
            "sections": room(self.consultation, place.organisation, request.user.actor.token),
            "refusal": self.consultation.refusal(Verb.DRAFT, self.now, place.participation),
            "suggesting": self.consultation.refusal(Verb.SUGGEST, self.now, place.participation) is None,
            "drafts_here": may_draft(request.user, place.participation, self.now),
            "submits": may_submit(request.user, place.participation, self.now),
            "bases": SUBMITTED_BASES,
            "token": uuid4(),
            "base": self.consultation.get_absolute_url(),
            "now": self.now,
        }
        return render(request, "consultations/room/show.html", context)


class WriteDraft(InRoom, SectionView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.address)
        form = DraftForm(request.POST)
        try:
            organisation = acting.from_form(request)
            if not form.is_valid():
                return kept(request, sentence=_("Please send the form again."), back=self.address, status=422)
            self.store(form.cleaned_data, organisation)
        except REFUSALS as refused:
            return self.refused(refused)
        messages.success(request, _("Your draft is in the room. A delegate decides what becomes of it."))
        return HttpResponseRedirect(f"{self.address}#s{str(key)[:8]}")

    def store(self, said: dict, organisation: Organisation) -> Draft:
        return drafts.write(
            consultation=self.consultation,
            section=self.section,
            organisation=organisation,
            kind=DraftKind(said["kind"]),
            text=said["text"],
            reason=said["reason"],
            choice=said["choice"],
            token=said["token"],
            by=self.request.user,
            now=self.now,
        )


class TakeStrawVote(InRoom, SectionView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.address)
        question = self.consultation.questions.filter(section=self.section, withdrawn_at=None).first()
        if question is None:
            raise Http404
        try:
            straw.take(
                question=question,
                organisation=acting.from_form(request),
                choice=request.POST.get("choice", ""),
                reason=request.POST.get("reason", ""),
                digest=request.POST.get("digest", ""),
                by=request.user,
                now=self.now,
            )
        except REFUSALS as refused:
            return self.refused(refused)
        return HttpResponseRedirect(f"{self.address}#s{str(key)[:8]}")


class AnswerDraft(InRoom, ConsultationView):
    """A delegate submits, merges or rejects a draft; its author may take it back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.address)
        own = Draft.objects.filter(consultation=self.consultation, organisation=self.place.organisation)
        draft = get_object_or_404(own.select_related("section"), pk=pk)
        form = AnswerForm(request.POST)
        try:
            if acting.from_form(request).pk != draft.organisation_id or not form.is_valid():
                return kept(request, sentence=_("Please send the form again."), back=self.address, status=422)
            self.answer(draft, form.cleaned_data, own)
        except REFUSALS as refused:
            return self.refused(refused)
        return HttpResponseRedirect(f"{self.address}#s{str(draft.section.key)[:8]}")

    def answer(self, draft: Draft, said: dict, own) -> None:
        who = {"by": self.request.user, "now": self.now}
        if said["act"] == "submit":
            text, reason = said["text"] or None, said["reason"] or None
            changed = {"text": text, "reason": reason, "quote": self.request.POST.get("quote")}
            drafts.submit(draft=draft, basis=said["basis"], digest=said["digest"], **changed, **who)
        elif said["act"] == "merge":
            drafts.merge(draft=draft, into=get_object_or_404(own, pk=said["into"] or 0), answer=said["answer"], **who)
        elif said["act"] == "reject":
            drafts.reject(draft=draft, answer=said["answer"], **who)
        else:
            drafts.withdraw(draft=draft, **who)
