"""The page for what could not be stored: says why, and gives back what was typed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..scales import SCALES

# The fields of our forms in which people write sentences, and how they are called where they are given back.
WRITTEN: dict[str, Promise] = {
    "text": gettext_lazy("What you wrote"),
    "reason": gettext_lazy("Reason"),
    "quote": gettext_lazy("Which words is it about?"),
    "answer": gettext_lazy("What you wrote"),
}


@dataclass(frozen=True)
class Said:
    """What came with a form about one thing: a section on a ballot, or all that the form was about.

    Forms carry in hidden fields how that thing and their scale are called. So what they say can be given back to whoever sent
    them, also to those who may not, or no longer, look anything up here.
    """

    prefix: str  # before the names of its fields; "" where the form is about one thing only
    about: str
    choice: str
    mark: int
    ratings: list[tuple[str, str]]  # what was rated, and how
    demand: str  # the number of the suggestion it hinges on
    texts: list[tuple[Promise, str]]

    @property
    def is_empty(self) -> bool:
        return not (self.choice or self.ratings or self.texts)

    @property
    def plain(self) -> str:
        """All of it as one text."""
        lines = [self.about, self.choice, *(f"{name}: {rating}" for name, rating in self.ratings)]
        if self.demand:
            lines.append(_("Hinges on suggestion %(number)s.") % {"number": self.demand})
        return "\n".join([*filter(None, lines), *(text for _label, text in self.texts)])


def said(typed: Mapping[str, str]) -> list[Said]:
    """What people chose and wrote in a form, for each thing it was about, in the order in which it stood there."""
    by_thing: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name, value in typed.items():
        prefix, _dash, field = name.rpartition("-")
        by_thing[prefix][field] = value
    found = [_said(prefix, fields) for prefix, fields in by_thing.items()]
    return [one for one in found if not one.is_empty]


def kept(
    request: HttpRequest, *, sentence: str, back: str, status: int, to_login: bool = False, again: bool = False
) -> HttpResponse:
    """Nothing was stored; here are the sentence and all that came with the form. `again`: it can be sent once more."""
    given_back = said(request.POST)
    context = {
        "sentence": sentence,
        "back": back,
        "given_back": given_back,
        "in_one": "\n\n".join(one.plain for one in given_back) if len(given_back) > 1 else "",
        "to_login": to_login,
        "sent": [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"] if again else [],
        "address": request.get_full_path(),
    }
    return render(request, "consultations/writing/kept.html", context, status=status)


def _said(prefix: str, fields: dict[str, str]) -> Said:
    code = fields.get("choice", "")
    scale = SCALES.get(fields.get("scale", ""))
    choice = next((one for one in scale.choices if one.code == code), None) if scale else None
    options = {name[1:]: value for name, value in fields.items() if name[:1] == "o" and name[1:].isdecimal()}
    return Said(
        prefix=prefix,
        about=fields.get("about", "") or (_("a section no longer in the paper") if prefix else ""),
        choice=str(choice.label) if choice else options.get(code[1:], code),
        mark=choice.mark if choice else 0,
        ratings=[(label, rating) for place, label in options.items() if (rating := fields.get(f"r{place}", "").strip())],
        demand=fields.get("condition", ""),
        texts=[(label, fields[name]) for name, label in WRITTEN.items() if fields.get(name, "").strip()],
    )
