"""The frozen part of a paper's page: headings and wordings. A version never changes, so it is set once and kept."""

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from positions.models import Version

from ..queries.paper import SectionOnPage, wordings_of


def set_openings(sections: list[SectionOnPage], version: Version) -> None:
    """Set `opening` of every section: what stands before its quiet line. From the cache, by the version's digest."""
    key = f"paper-openings:{version.pk}:{version.digest}:{get_language()}"
    kept = cache.get(key)
    if kept is None:
        texts = wordings_of(version)
        kept = {section.anchor: _opening(section, texts[section.wording_id], version.title) for section in sections}
        cache.set(key, kept, timeout=None)
    for section in sections:
        section.opening = mark_safe(kept[section.anchor])


def _opening(section: SectionOnPage, text: SafeString, title: str) -> str:
    """A preamble whose heading is the paper's own title is not headed twice."""
    shows_heading = section.is_whole or bool(section.heading and section.heading != title)
    context = {"section": section, "text": text, "shows_heading": shows_heading}
    return str(render_to_string("consultations/consultation/_wording.html", context))
