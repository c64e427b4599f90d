"""The ballot: everything that is put to the vote in one form, for those who want to vote in one go."""

from collections.abc import Sequence
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts import acting
from positions.models import VersionSection
from positions.wording.changes import changes_between
from shared.kept import Kept

from ..actions import votes
from ..enums import QuestionKind
from ..models import Question, Suggestion
from ..queries.paper import EMPTY, SectionOnPage, anchor, paper_on_page, wordings_of
from ..scales import Scale
from . import words
from .fields import field_values, fields_for
from .filling import as_typed
from .kept import Said, kept, said
from .loading import ConsultationView, signed_out

_asked = Kept(
    lambda consultation: (
        Question.objects.filter(consultation=consultation, section__isnull=False)  # withdrawn ones too: they are refused
        .exclude(kind=QuestionKind.ALTERNATIVES)
        .annotate(section_key=F("section__key"))
        .only("consultation", "kind", "scale", "section")
        .order_by("position")
    ),
    consultation=int,
)


class BallotPage(ConsultationView):
    """Answers left out stay open; those given are stored all together or not at all."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if self.consultation.version_id is None:
            return HttpResponseRedirect(self.back)
        return self.render(paper_on_page(self.consultation, self.place).asked)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=request.path)
        answers = [answer for question in _asked(consultation=self.consultation.pk) if (answer := self.answer_to(question))]
        try:
            organisation = acting.from_form(request)
            if answers:
                votes.cast_all(answers=answers, organisation=organisation, by=request.user, now=self.now)
        except (PermissionDenied, votes.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.back, status=403)
        except votes.NotNow as refused:
            again = self.consultation.closed_at is None
            return kept(request, sentence=str(refused), back=self.back, status=409, again=again)
        except votes.BallotRefused as refused:
            return self.ask_again(refused)
        return HttpResponseRedirect(f"{self.back}?gespeichert=alles#toc")

    def answer_to(self, question: Question) -> votes.Answer | None:
        """What was typed at this question's section. A reason without a choice is an answer too: one that is asked again."""
        typed, place = self.typed, anchor(question.section_key)
        choice, reason, digest = (typed.get(f"{place}-{name}", "") for name in ("choice", "reason", "digest"))
        if not choice and not reason.strip():
            return None
        condition = self.named.get(typed.get(f"{place}-condition", ""))
        return votes.Answer(question=question, choice=choice, reason=reason, digest=digest, condition=condition)

    @cached_property
    def typed(self) -> dict[str, str]:
        """The form, as an ordinary dict: hundreds of fields are looked up in it."""
        return self.request.POST.dict()

    @cached_property
    def named(self) -> dict[str, Suggestion]:
        """The suggestions that votes on this ballot hinge on, by what stands in their fields."""
        numbers = {value[:9] for name, value in self.typed.items() if name.endswith("-condition") and value.isdecimal()}
        found = Suggestion.objects.filter(consultation=self.consultation, number__in=numbers) if numbers else ()
        return {str(one.number): one for one in found}

    def ask_again(self, refused: votes.BallotRefused) -> HttpResponse:
        """The ballot as it was filled in, with what stood in the way; below it what is not asked any more, to be copied."""
        overtaken = any(isinstance(problem, votes.WordingChanged | votes.NotNow) for problem in refused.problems.values())
        sections = paper_on_page(self.consultation, self.place).asked
        for section in sections:
            problem = refused.problems.get(section.question.pk)
            section.filled = as_typed(self.request.POST, problem, prefix=f"{section.anchor}-")
            if isinstance(problem, votes.WordingChanged):
                section.changes_since_read = self.changes(section)
        asked = {section.anchor for section in sections}
        gone = [one for one in said(self.request.POST) if one.prefix not in asked]
        return self.render(sections, refused=refused, gone=gone, status=409 if overtaken else 422)

    def changes(self, section: SectionOnPage) -> SafeString:
        """From the wording that was read to the one in force."""
        digest = self.request.POST.get(f"{section.anchor}-digest", "")
        read = VersionSection.objects.filter(section=section.section_id, digest=digest).order_by("-version__number").first()
        if read is None:
            return EMPTY
        return changes_between(read, VersionSection.objects.get(pk=section.wording_id), prefix=f"d{section.wording_id}-")

    def render(
        self,
        sections: list[SectionOnPage],
        *,
        refused: votes.BallotRefused | None = None,
        gone: Sequence[Said] = (),
        status: int = 200,
    ) -> HttpResponse:
        texts = wordings_of(self.consultation.version)
        usual = sections[0].scale if sections else None
        context = {
            "consultation": self.consultation,
            "version": self.consultation.version,
            "phase": self.consultation.phase(self.now),
            "place": self.place,
            "rows": [(section, texts[section.wording_id], self.fields(section, usual)) for section in sections],
            "reason_needed": words.reason_needed(usual) if usual else "",
            "refused": refused,
            "gone": gone,
            "base": self.back,
            "now": self.now,
        }
        return render(self.request, "consultations/ballot/fill.html", context, status=status)

    def fields(self, section: SectionOnPage, usual: Scale | None) -> SafeString:
        names = {
            "organisation": self.place.organisation.name if self.place.organisation else "",
            "section": words.section_name(section),
        }
        question = _("How does %(organisation)s stand on %(section)s?") % names
        values = field_values(section, prefix=f"{section.anchor}-")
        return fields_for(section.scale, said_above=usual).fill({**values, "question": question})

    @property
    def back(self) -> str:
        return self.consultation.get_absolute_url()
