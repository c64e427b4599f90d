"""Amounts as people read them."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def file_size(size: int) -> str:
    """Bytes as "214 kB" or "1.2 MB", in powers of ten, with a space that does not break."""
    if size < 1_000_000:
        return _("%(size)s kB") % {"size": number_format(max(1, round(size / 1000)))}
    return _("%(size)s MB") % {"size": number_format(round(size / 1_000_000, 1), decimal_pos=1)}


@register.filter
def unbroken(text: str) -> str:
    """The text with spaces at which no line ends, for a date or a number with its unit."""
    return str(text).replace(" ", "\N{NO-BREAK SPACE}")
