"""For which organisation a person acts in this request. Pages show it; every form that writes carries it and it is checked."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from . import rules
from .models import Organisation

PARAMETER = "fuer"  # in addresses, so that two tabs can act for two organisations
FIELD = "acting_for"  # in forms
SESSION_KEY = "acting_for"


def choices(request: HttpRequest) -> list[Organisation]:
    """The organisations this person may act for, by name."""
    return rules.acts_for(request.user, timezone.now())


def organisation(request: HttpRequest) -> Organisation | None:
    """The one named in the address, else the session's, else the first; None for whoever acts for none.

    A name in the address that is not the person's own is passed over: reading needs no mandate, writing asks `from_form`.
    """
    own = choices(request)
    wanted = (request.GET.get(PARAMETER), request.session.get(SESSION_KEY)) if own else ()
    for slug in wanted:
        for candidate in own:
            if candidate.slug == slug:
                return candidate
    return own[0] if own else None


def from_form(request: HttpRequest) -> Organisation:
    """The organisation a form was filled in for. PermissionDenied if it is not, or no longer, the person's own."""
    slug = request.POST.get(FIELD)
    for candidate in choices(request):
        if candidate.slug == slug:
            return candidate
    raise PermissionDenied(_("You do not act for this organisation, or no longer."))


def remember(request: HttpRequest, chosen: Organisation) -> None:
    """Make this one the session's, for pages whose address names none."""
    request.session[SESSION_KEY] = chosen.slug
