"""The page for what could not be stored: says why, and gives back what was typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# The fields of our forms in which people write sentences. On a ballot each has the section's anchor before it.
WRITTEN = ("text", "reason")


def kept(request: HttpRequest, *, sentence: str, back: str, status: int, to_login: bool = False) -> HttpResponse:
    """Nothing was stored; here are the sentence and every text that came with the form."""
    texts = [value for name, value in request.POST.items() if name.split("-")[-1] in WRITTEN and value.strip()]
    context = {"sentence": sentence, "back": back, "texts": texts, "to_login": to_login}
    return render(request, "consultations/writing/kept.html", context, status=status)
