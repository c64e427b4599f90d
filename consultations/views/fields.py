"""The fields in which one question is answered: radio buttons of its scale, the reason, the wording it is about."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..queries.paper import EMPTY, SectionOnPage
from ..scales import SCALES, Scale
from . import words
from .patterns import Pattern, pattern, place

CHECKED = SafeString(" checked")
INVALID = SafeString(' aria-invalid="true"')
PLACES = (
    "prefix", "anchor", "digest", "about", "question", "reason", "choice_error", "reason_error", "bad", "invalid",
    "describing", "condition",
)  # fmt: skip


def fields_for(scale: Scale, *, said_above: Scale | None = None) -> Pattern:
    """The fields for questions on this scale; to be filled with `field_values` and the question as a sentence.

    A ballot says once, in "hint-vote" and "hint-reason", what else stands at every field: `said_above` is the scale for which
    it has said when a reason is needed.
    """
    return _fields(scale.code, said_above is not None, said_above == scale, get_language())


def field_values(section: SectionOnPage, *, prefix: str = "") -> dict[str, str]:
    """What stands in the fields of this section; on a ballot their names begin with `prefix`."""
    filled, anchor = section.filled, section.anchor
    values = {choice.code: CHECKED if choice.code == filled.choice else EMPTY for choice in section.scale.choices}
    values |= {"prefix": prefix, "anchor": anchor, "digest": section.digest, "reason": filled.reason}
    values["about"] = section.title
    values |= {"choice_error": EMPTY, "reason_error": EMPTY, "bad": "", "invalid": EMPTY, "describing": ""}
    values["condition"] = _condition(section, prefix) if section.conditions else EMPTY
    if filled.error_field == "reason":
        values |= {"reason_error": _error(filled.error, f"ge{anchor}"), "bad": " bad", "invalid": INVALID}
        values["describing"] = f" ge{anchor}"
    elif filled.error:
        values["choice_error"] = _error(filled.error, f"ce{anchor}")
    return values


@lru_cache(maxsize=64)
def _fields(code: str, said_above: bool, needed_above: bool, language: str) -> Pattern:
    scale = SCALES[code]
    marks = {name: place(name) for name in PLACES}
    choices = [(choice, place(choice.code)) for choice in scale.choices]
    needed = "" if needed_above else words.reason_needed(scale)
    context = {**marks, "choices": choices, "scale": scale, "said_above": said_above, "reason_needed": needed}
    return Pattern(render_to_string("consultations/vote/_fields.html", context).strip())


def _condition(section: SectionOnPage, prefix: str) -> SafeString:
    """On which suggestion the vote hinges: only where there is one."""
    context = {"section": section, "prefix": prefix, "chosen": section.filled.condition}
    return SafeString(render_to_string("consultations/vote/_condition.html", context))


def _error(sentence: str, identity: str) -> SafeString:
    values = {"sentence": sentence, "identity": identity}
    return pattern("consultations/vote/_error.html", *values).fill(values)
