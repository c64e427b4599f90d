"""What the organisation thinks of another one's suggestion."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts import acting

from ..actions import stances
from ..enums import Stance
from .kept import kept
from .loading import SectionView, signed_out


class TakeStance(SectionView):
    """Without a stance in the form the one there is is taken back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, key, number: int) -> HttpResponse:
        back = f"{self.consultation.get_absolute_url()}abschnitte/{key}/"
        if not request.user.is_authenticated:
            return signed_out(request, next_path=back)
        suggestion = get_object_or_404(self.consultation.suggestions, section=self.section, number=number)
        try:
            said = {"suggestion": suggestion, "organisation": acting.from_form(request), "by": request.user, "now": self.now}
            stance = request.POST.get("stance", "")
            if stance in Stance.values:
                stances.take(stance=Stance(stance), **said)
            else:
                stances.withdraw(**said)
        except (PermissionDenied, stances.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=back, status=403)
        except stances.StanceRefused as refused:
            return kept(request, sentence=str(refused), back=back, status=409)
        messages.success(request, _("Your organisation’s stance is noted."))
        return HttpResponseRedirect(f"{back}#vorschlag-{number}")
