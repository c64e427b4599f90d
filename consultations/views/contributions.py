"""What became of our input: an organisation's contributions to one consultation, a person's across all of them."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from accounts import acting

from ..actions import verdicts
from ..enums import Basis, Satisfaction
from ..models import Contribution
from ..phases import Verb
from ..queries.dispositions import PAGE, RELATED, answered, of_organisation
from ..rules import may_submit, organisations_of, visible_consultations
from .kept import kept
from .loading import ConsultationView, signed_out
from .room import InRoom

BASES = [(basis.value, basis.label) for basis in (Basis.DELEGATED, Basis.BOARD, Basis.MEETING)]


class ContributionsPage(InRoom, ConsultationView):
    """Everyone in the organisation reads it; its delegates and deputies answer the decisions while that is asked for."""

    @property
    def address(self) -> str:
        return reverse("consultations:contributions", args=[self.consultation.slug])

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.address)
        place = self.place
        rows = of_organisation(self.consultation, place.organisation)
        refusal = self.consultation.refusal(Verb.CONFIRM, self.now, place.participation)
        context = {
            "consultation": self.consultation,
            "base": self.consultation.get_absolute_url(),
            "place": place,
            "rows": [(row, verdicts.mark(row.contribution) if row.disposition else "") for row in rows],
            "answered": sum(row.disposition is not None for row in rows),
            "refusal": refusal,
            "answers": refusal is None and may_submit(request.user, place.participation, self.now),
            "choices": Satisfaction.choices,
            "bases": BASES,
            "now": self.now,
        }
        return render(request, "consultations/contributions/show.html", context)


class AnswerDecision(ContributionsPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.address)
        try:
            self.store(number)
        except (PermissionDenied, verdicts.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.address, status=403)
        except (verdicts.NotNow, verdicts.DecidedAnew) as refused:
            return kept(request, sentence=str(refused), back=f"{self.address}#b{number}", status=409)
        except verdicts.VerdictRefused as refused:
            return kept(request, sentence=str(refused), back=f"{self.address}#b{number}", status=422)
        messages.success(request, _("Your answer to the decision on contribution %(number)d is stored.") % {"number": number})
        return HttpResponseRedirect(f"{self.address}#b{number}")

    def store(self, number: int) -> None:
        posted = self.request.POST
        organisation = acting.from_form(self.request)
        contribution = get_object_or_404(self.consultation.contributions, number=number)
        satisfaction, basis = posted.get("satisfaction"), posted.get("basis")
        if satisfaction not in Satisfaction.values:
            raise verdicts.VerdictRefused(_("Please choose one of the three answers."))
        verdicts.give(
            contribution=contribution,
            organisation=organisation,
            satisfaction=Satisfaction(satisfaction),
            reason=posted.get("reason", ""),
            basis=Basis(basis) if basis in dict(BASES) else Basis.DELEGATED,
            seen=posted.get("seen", ""),
            by=self.request.user,
            now=self.now,
        )


class MyContributions(View):
    """What one has written oneself for organisations one still belongs to, the newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        now, token = timezone.now(), request.user.actor.token
        mine = Contribution.objects.filter(Q(comment__actor=token) | Q(suggestion__actor=token))
        mine = mine.filter(organisation__in=organisations_of(request.user, now))
        mine = mine.filter(consultation__in=visible_consultations(request.user, now))
        before = request.GET.get("vor", "")
        if before.isdecimal():
            mine = mine.filter(pk__lt=int(before[:18]))
        rows = list(mine.select_related(*RELATED).order_by("-pk")[: PAGE + 1])
        context = {
            "rows": answered(rows[:PAGE]),
            "next": rows[PAGE - 1].pk if len(rows) > PAGE else None,
            "is_first_page": not before,
            "now": now,
        }
        return render(request, "consultations/contributions/mine.html", context)
