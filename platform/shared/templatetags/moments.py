"""Moments in templates, as people say them (`shared.moments`)."""

from datetime import datetime

from django import template
from django.utils import timezone

from .. import moments

register = template.Library()


@register.filter
def deadline(moment: datetime) -> str:
    return moments.deadline(moment)


@register.filter
def day(moment: datetime, now: datetime | None = None) -> str:
    return moments.day(moment, now)


@register.filter
def left(end: datetime, now: datetime) -> str:
    return moments.left(end, now)


@register.filter
def stamp(moment: datetime) -> str:
    """For the attribute `datetime` of a `time` element."""
    return timezone.localtime(moment).isoformat(timespec="minutes")


@register.filter
def ending(moment: datetime) -> datetime:
    return moments.ending(moment)


@register.filter
def ending_hour(moment: datetime) -> str:
    return moments.ending_hour(moment)
