"""Moments as people say them, in Europe/Berlin."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from shared import moments

# Thursday, 19 November 2026, 18:00 in Berlin (winter time), and the same hour in summer.
WINTER = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 16, 16, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 8, 23, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_a_deadline_has_weekday_day_and_hour():
    assert moments.deadline(WINTER) == "Thu, 19 November, 18:00"
    assert moments.deadline(SUMMER) == "Thu, 16 July, 18:30"


def test_an_end_at_midnight_is_the_end_of_the_day_before():
    assert moments.deadline(MIDNIGHT) == "Sun, 8 November, midnight"
    assert moments.last_day(MIDNIGHT) == "8 November"
    assert moments.last_day(WINTER) == "19 November"


def test_the_year_is_said_when_it_is_another():
    assert moments.day(WINTER, SUMMER) == "19 November"
    assert moments.day(WINTER, WINTER + timedelta(days=60)) == "19 November 2026"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=3, hours=5), "3 days left"),
        (timedelta(days=1), "1 day left"),
        (timedelta(hours=23, minutes=59), "23 hours left"),
        (timedelta(minutes=59), "less than an hour left"),
    ],
)
def test_what_is_left(left, said):
    assert moments.left(WINTER + left, WINTER) == said
