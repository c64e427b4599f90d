"""What every page of a consultation does first: load it through what the reader may see."""

from functools import cached_property

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from accounts import acting
from positions.models import Section, VersionSection
from shared.kept import Kept, put_prefetched

from ..models import Consultation, Phase
from ..queries.place import Place, place_of
from ..rules import may_see
from .kept import kept

# Every page begins with these (docs/decisions/0020).
_consultation = Kept(lambda slug: Consultation.objects.select_related("version").filter(slug=slug), slug=str)
_phases = Kept(lambda consultation: Phase.objects.filter(consultation=consultation), consultation=int)


class ConsultationView(View):
    """A page of one consultation, `self.consultation`, read at `self.now`.

    What one may not see does not exist: 404. Whoever is not signed in is sent to sign in, at every such address alike, so
    nothing can be learned from the answer.
    """

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super().dispatch(request, *args, **kwargs) if self.finds(request, kwargs["slug"]) else unknown(request)

    def finds(self, request: HttpRequest, slug: str) -> bool:
        """Whether there is such a consultation for this reader; then it is loaded."""
        self.now = timezone.now()
        found = _consultation.first(slug=slug)
        if found is None or not may_see(request.user, found, self.now):
            return False
        put_prefetched(found, "phases", _phases(consultation=found.pk))
        self.consultation: Consultation = found
        return True

    @cached_property
    def place(self) -> Place:
        """The reader's place, acting for the organisation of this page."""
        organisation = acting.organisation(self.request)
        return place_of(self.request.user, self.consultation, organisation, self.now)


class SectionView(ConsultationView):
    """A page of one section. `self.wording` is the one in force, or the last one of a section taken out since."""

    @cached_property
    def wording(self) -> VersionSection:
        version = self.consultation.version
        if version is None:
            raise Http404
        wordings = VersionSection.objects.filter(section__paper=version.paper_id, section__key=self.kwargs["key"])
        wordings = wordings.filter(version__number__lte=version.number).select_related("section", "version")
        found = wordings.defer("tree", "text").order_by("-version__number").first()
        if found is None:
            raise Http404
        return found

    @property
    def section(self) -> Section:
        return self.wording.section

    @property
    def is_in_force(self) -> bool:
        return self.wording.version_id == self.consultation.version_id


def unknown(request: HttpRequest) -> HttpResponse:
    """The answer at every address that is nothing to this reader, whether there is something or not."""
    if request.user.is_authenticated:
        raise Http404
    if request.method == "POST":
        return signed_out(request, next_path=reverse("consultations:list"))
    return redirect_to_login(request.get_full_path())


def signed_out(request: HttpRequest, *, next_path: str) -> HttpResponse:
    """A form sent by someone who is not signed in, or no longer: what was typed is given back, nothing else is said."""
    sentence = _("You are not signed in any more. Sign in, then send this again: copy it from below.")
    return kept(request, sentence=sentence, back=next_path, status=403, to_login=True)
