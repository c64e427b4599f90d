"""The one clock of a rendering: noon (UTC) of the day of issue, so that the same content gives the same bytes. No Django."""

from datetime import UTC, datetime

from .arrangement import Arrangement

UNISSUED = (2000, 1, 1)


def moment(arrangement: Arrangement) -> datetime:
    year, month, day = arrangement["issued"] or UNISSUED
    return datetime(year, month, day, 12, tzinfo=UTC)


def timestamp(arrangement: Arrangement) -> int:
    return int(moment(arrangement).timestamp())
