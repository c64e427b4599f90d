"""The page on which a change of a section is written, looked at, and submitted or handed to the delegates."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts import acting
from accounts.models import Organisation, OrganisationKind
from positions.enums import SectionKind
from positions.models import VersionSection
from positions.wording.passages import Passage

from ..actions import drafts, suggestions
from ..enums import Basis, DraftKind, SuggestionKind
from ..forms.suggestions import OFFERED, SuggestionForm
from ..phases import Verb
from ..queries.paper import on_page
from ..queries.proposed import changes, parts_of, place
from ..queries.suggested import touching
from . import words
from .kept import kept
from .loading import SectionView, signed_out

WORDS = (SuggestionKind.REWORD, SuggestionKind.ADD)


class SuggestPage(SectionView):
    """Without script: "show" answers with what would change and which other suggestions touch it; nothing is stored then."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.finds(request, kwargs["slug"]):
            if not request.user.is_authenticated:
                return signed_out(request, next_path=request.path)
            if self.wording.kind == SectionKind.WHOLE or not self.place.reads_discussions:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        kind = self.asked_kind
        written = self.begun(kind)
        form = SuggestionForm(places=self.places, initial={"kind": kind, "text": written})
        return self.render(form, kind)

    def post(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        form = SuggestionForm(request.POST, places=self.places)
        try:
            organisation = acting.from_form(request)
            if not form.is_valid():
                return self.render(form, self.asked_kind, status=422)
            if request.POST.get("act") == "show":
                return self.render(form, form.cleaned_data["kind"], preview=self.preview(form))
            return self.store(form, organisation)
        except (PermissionDenied, suggestions.NotEntitled, drafts.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.path, status=403)
        except (suggestions.NotNow, drafts.NotNow) as refused:
            return kept(request, sentence=str(refused), back=self.path, status=409)
        except (suggestions.SuggestionRefused, drafts.DraftRefused) as refused:
            form.add_error("text" if form.cleaned_data["kind"] in WORDS else None, str(refused))
            return self.render(form, form.cleaned_data["kind"], status=422)

    def store(self, form: SuggestionForm, organisation: Organisation) -> HttpResponse:
        said = form.cleaned_data
        common = {"consultation": self.consultation, "section": self.section, "organisation": organisation}
        common |= {"text": said["text"], "reason": said["reason"], "token": said["token"]}
        common |= {"by": self.request.user, "now": self.now}
        if not self.place.submits and said["kind"] == SuggestionKind.REWORD:
            drafts.write(kind=DraftKind.SUGGESTION, **common)
            messages.success(self.request, _("Your draft is in the room. A delegate decides what becomes of it."))
            return HttpResponseRedirect(f"{self.path}#vorschlaege")
        basis = Basis(said["basis"] or Basis.DELEGATED)
        suggestion = suggestions.submit(kind=said["kind"], after=form.goes_after, basis=basis, **common)
        messages.success(self.request, _("Suggestion %(number)d is submitted.") % {"number": suggestion.number})
        return HttpResponseRedirect(f"{self.path}#vorschlag-{suggestion.number}")

    def preview(self, form: SuggestionForm) -> dict:
        """What would change, where it goes, and the open suggestions that touch the same paragraphs."""
        kind, parts = suggestions.proposed(form.cleaned_data["text"], kind=form.cleaned_data["kind"], wording=self.wording)
        goes_after = next((one.heading for one in self.places if one.section == form.goes_after), None)
        return {
            "changes": changes(kind, self.wording, parts, prefix="neu-"),
            "place": place(kind, self.wording.heading if kind == SuggestionKind.ADD else goes_after),
            "touching": touching(self.consultation, self.wording, parts) if parts and kind != SuggestionKind.ADD else [],
        }

    def render(self, form: SuggestionForm, kind: SuggestionKind, *, preview: dict | None = None, status: int = 200):
        section = on_page(self.wording)
        context = {
            "consultation": self.consultation,
            "version": self.consultation.version,
            "phase": self.consultation.phase(self.now),
            "place": self.place,
            "section": section,
            "name": words.section_name(section),
            "form": form,
            "kind": kind,
            "kinds": [(str(each), label, each == kind) for each, label in OFFERED.items() if self.offers(each)],
            "obstacle": self.obstacle,
            "preview": preview,
            "base": self.consultation.get_absolute_url(),
            "path": self.path,
            "now": self.now,
        }
        return render(self.request, "consultations/suggestion/write.html", context, status=status)

    def offers(self, kind: SuggestionKind) -> bool:
        """In the room a wording can be drafted; the other kinds are for those who submit."""
        return self.place.submits or kind == SuggestionKind.REWORD

    @property
    def obstacle(self) -> str | None:
        """Why nothing can be suggested here and now, as a sentence."""
        organisation = self.place.organisation
        if organisation is not None and organisation.kind == OrganisationKind.FEDERATION:
            return _("Members suggest; the secretariat writes in the editor.")
        if not self.is_in_force:
            return _("This section is not part of the paper any more.")
        return self.place.commenting_obstacle or self.consultation.refusal(Verb.SUGGEST, self.now, self.place.participation)

    @property
    def asked_kind(self) -> SuggestionKind:
        asked = self.request.POST.get("kind") or self.request.GET.get("art", "")
        return SuggestionKind(asked) if asked in OFFERED else SuggestionKind.REWORD

    def begun(self, kind: SuggestionKind) -> str:
        """With which text the field begins: the wording as it stands, or another suggestion's that is to be taken further."""
        if kind != SuggestionKind.REWORD:
            return ""
        asked = self.request.GET.get("von", "")
        if asked.isdecimal():
            other = self.consultation.suggestions.filter(section=self.section, number=int(asked[:9])).exclude(parts=[]).first()
            if other is not None:
                return "\n\n".join(part.written for part in parts_of(other))
        return Passage(self.wording.heading, self.wording.tree).written

    @property
    def places(self) -> list[VersionSection]:
        return suggestions.places(self.wording)

    @property
    def path(self) -> str:
        return f"{self.consultation.get_absolute_url()}abschnitte/{self.kwargs['key']}/"
