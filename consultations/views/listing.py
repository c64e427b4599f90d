"""The list of consultations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts import acting

from ..queries.listing import shelf


def consultations(request: HttpRequest) -> HttpResponse:
    """Everything the reader may read: running, to come, over."""
    now = timezone.now()
    context = {"shelf": shelf(request.user, acting.organisation(request), now), "now": now}
    return render(request, "consultations/consultation/list.html", context)
