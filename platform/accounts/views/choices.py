"""For whom one acts, and in which language one reads."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .. import acting
from ..actions import people
from ..forms import LanguageForm

A_YEAR = 365 * 24 * 3600


@require_POST
@login_required
def act_for(request: HttpRequest) -> HttpResponse:
    """Make another of one's organisations the one that pages show."""
    acting.remember(request, acting.from_form(request))
    return HttpResponseRedirect(_next(request))


# Without a token, so that the form can stand on every public page without setting a cookie. A forged request comes
# without the session's cookie (SameSite) and could at most change the language a stranger's browser reads in.
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read the site in another language; whoever is signed in gets their mails in it too."""
    response = HttpResponseRedirect(_next(request))
    form = LanguageForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        if request.user.is_authenticated:
            people.set_language(user=request.user, language=chosen, now=timezone.now())
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response


def _next(request: HttpRequest) -> str:
    """Where the form stood, if that is an address of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else "/"
