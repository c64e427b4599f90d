"""Reasons as people give them: nothing of one is ever cut off."""

from django.utils.translation import ngettext

SHORT = 600  # characters: what is printed beside a vote or read on its way


def tidy(reason: str) -> str:
    """The reason as it is stored: line ends made one, no white space around."""
    return reason.replace("\r\n", "\n").replace("\r", "\n").strip()


def too_long(reason: str, limit: int = SHORT) -> str | None:
    """The translated sentence that says by how much, or None if it fits."""
    excess = len(reason) - limit
    if excess <= 0:
        return None
    return ngettext(
        "The reason is %(excess)d character too long; at most %(limit)d are possible.",
        "The reason is %(excess)d characters too long; at most %(limit)d are possible.",
        excess,
    ) % {"excess": excess, "limit": limit}
