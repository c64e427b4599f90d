"""The caught mails, as whoever they were meant for would see them."""

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from .mail import CaughtMail, caught, find


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    to = request.GET.get("an", "").strip()
    return render(request, "demo/mail/list.html", {"mails": caught(to=to), "to": to})


@require_safe
@csp_update({"frame-src": [SELF]})
def mail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "demo/mail/show.html", {"mail": _or_404(name)})


# A mail carries its style in each element, which our pages may not; here it may, and nothing else.
@require_safe
@xframe_options_sameorigin
@csp({"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": [SELF], "base-uri": [SELF]})
def body(request: HttpRequest, name: str) -> HttpResponse:
    html = _or_404(name).html
    return HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))


def _or_404(name: str) -> CaughtMail:
    found = find(name)
    if found is None:
        raise Http404
    return found
