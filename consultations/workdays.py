"""Counting working days: Monday to Friday without the public holidays of the state."""

from datetime import date, timedelta

from holidays import country_holidays

STATE = "TH"  # the federation's state; a ministry elsewhere counts by its own, which may differ by a day


def working_days(after: date, until: date) -> int:
    """Working days after the first date, up to and with the second; the day a letter arrives is not counted (BGB § 187)."""
    free = country_holidays("DE", subdiv=STATE, years=range(after.year, until.year + 1))
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(day.weekday() < 5 and day not in free for day in days)
