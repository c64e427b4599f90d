"""How sections are called where their text does not stand beside: in mails, lists and records."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from positions.enums import SectionKind

from ..models import Consultation


def called(consultation: Consultation, keys: Iterable[str]) -> list[str]:
    """The names of these sections (their keys as text) in the version in force, in the order asked. One query."""
    names = names_of(consultation)
    return [names.get(key, _("a section no longer in the paper")) for key in keys]


def names_of(consultation: Consultation) -> dict[str, str]:
    """Section key as text → "3 Fristen", its heading, or "The paper as a whole". One query."""
    rows = consultation.standing_version.wordings.order_by("position").values_list("section__key", "kind", "number", "heading")
    return {str(key): name_of(kind, number, heading) for key, kind, number, heading in rows}


def name_of(kind: str, number: str, heading: str) -> str:
    """ "3 Fristen", or how a section without a heading is called."""
    if kind == SectionKind.WHOLE:
        return _("The paper as a whole")
    if not heading:
        return _("The preamble")
    return heading if not number or heading.startswith(number) else f"{number} {heading}"
