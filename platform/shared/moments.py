"""Moments and stretches of time as people say them: in the reader's language and in the time zone of the federation."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def deadline(moment: datetime) -> str:
    """ "Thu, 19 November, 18:00". An end at midnight is the end of the day before."""
    return _("%(date)s, %(time)s") % {"date": weekday(ending(moment)), "time": ending_hour(moment)}


def ending(moment: datetime) -> datetime:
    """The local moment by whose day an end is named: an end at midnight belongs to the day before."""
    local = timezone.localtime(moment)
    return local - timedelta(minutes=1) if _is_midnight(local) else local


def ending_hour(moment: datetime) -> str:
    """The hour of an end."""
    # Translators: the hour of a deadline at the very end of a day; in German "24 Uhr"
    return pgettext("hour", "midnight") if _is_midnight(timezone.localtime(moment)) else hour(moment)


def hour(moment: datetime) -> str:
    """ "18:00"; in German "18 Uhr" or "18.30 Uhr"."""
    local = timezone.localtime(moment)
    # Translators: formats of Django's "date" filter; in German "G \\U\\h\\r" and "G.i \\U\\h\\r"
    return date_format(local, pgettext("format of a full hour", "H:i") if local.minute == 0 else pgettext("format", "H:i"))


def weekday(moment: datetime) -> str:
    """ "Thu, 19 November"."""
    # Translators: a format of Django's "date" filter; in German "D., j. F"
    return date_format(timezone.localtime(moment), pgettext("format", "D, j F"))


def day(moment: datetime, now: datetime | None = None) -> str:
    """ "19 November", with the year if it is not that of `now`."""
    local = timezone.localtime(moment)
    if now is not None and timezone.localtime(now).year != local.year:
        # Translators: a format of Django's "date" filter; in German "j. F Y"
        return date_format(local, pgettext("format", "j F Y"))
    # Translators: a format of Django's "date" filter; in German "j. F"
    return date_format(local, pgettext("format", "j F"))


def last_day(end: datetime, now: datetime | None = None) -> str:
    """The day on which a stretch of time ends: the day before if it ends at midnight."""
    return day(ending(end), now)


def left(end: datetime, now: datetime) -> str:
    """ "3 days left": whole days while there are any, then hours, then less than an hour."""
    seconds = int((end - now).total_seconds())
    if seconds >= 86_400:
        days = seconds // 86_400
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    if seconds >= 3_600:
        hours = seconds // 3_600
        return ngettext("%(hours)d hour left", "%(hours)d hours left", hours) % {"hours": hours}
    return _("less than an hour left")


def _is_midnight(local: datetime) -> bool:
    return (local.hour, local.minute) == (0, 0)
