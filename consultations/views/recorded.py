"""What the office recorded for the organisation: confirmed or revoked with one click each. Opening the page changes nothing."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import acting
from accounts.models import Organisation

from ..actions import votes, withdrawals
from ..queries.recorded import Recorded, recorded
from .kept import kept
from .loading import ConsultationView, signed_out


class RecordedPage(ConsultationView):
    """For those who belong to an organisation that takes part; its delegates and deputies answer."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.address)
        if not self.place.has_vote or self.consultation.version_id is None:
            raise Http404
        context = {
            "consultation": self.consultation,
            "rows": recorded(self.consultation, self.place.organisation),
            "place": self.place,
            "base": self.consultation.get_absolute_url(),
        }
        return render(request, "consultations/recorded/show.html", context)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.address)
        try:
            organisation = acting.from_form(request)
            self.answer(self.asked(organisation), organisation)
        except (PermissionDenied, votes.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.address, status=403)
        except votes.VoteRefused as refused:
            return kept(request, sentence=str(refused), back=self.address, status=409)
        return HttpResponseRedirect(self.address)

    def asked(self, organisation: Organisation) -> Recorded:
        """The vote the form is about. It may have been answered by somebody else since."""
        wanted = self.request.POST.get("vote", "")
        found = next((row for row in recorded(self.consultation, organisation) if str(row.vote.pk) == wanted), None)
        if found is None:
            raise votes.NotNow(_("This vote was confirmed, changed or revoked already."))
        return found

    def answer(self, row: Recorded, organisation: Organisation) -> None:
        who = {"question": row.vote.question, "organisation": organisation, "by": self.request.user, "now": self.now}
        if "revoke" in self.request.POST:
            withdrawals.withdraw(**who)
        else:
            digest = self.request.POST.get("digest", "")
            votes.cast(choice=row.vote.choice, reason=row.reason, condition=row.vote.condition, digest=digest, **who)

    @property
    def address(self) -> str:
        return reverse("consultations:recorded", args=[self.consultation.slug])
