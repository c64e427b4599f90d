"""Where we are among the main areas."""

from django import template
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def current(path: str, area: str) -> str:
    """The attribute `aria-current` for a link to `area`, if the page at `path` is it or stands below it."""
    if not area or not path.startswith(area):
        return ""
    return mark_safe(' aria-current="page"' if path == area else ' aria-current="true"')
