"""The past of the demo, played in order: each step is done with the clock at its own moment."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone

Step = Callable[[datetime], object]


class Timeline:
    """Steps at moments before `now`. Dates are counted from the day on which the demo is loaded, so it always looks alive."""

    def __init__(self, now: datetime):
        self.now = now
        self._steps: list[tuple[datetime, int, Step]] = []

    def day(self, days: int, hour: int) -> datetime:
        """This hour (Europe/Berlin) of the day so many days from today."""
        date = timezone.localtime(self.now).date() + timedelta(days=days)
        return timezone.make_aware(datetime.combine(date, time(hour)))

    def before(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def at(self, moment: datetime, step: Step) -> None:
        """Do this at that moment, if it is past."""
        if moment <= self.now:
            self._steps.append((moment, len(self._steps), step))

    def play(self) -> None:
        for moment, _number, step in sorted(self._steps, key=lambda each: each[:2]):
            step(moment)
