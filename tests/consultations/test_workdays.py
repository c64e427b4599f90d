"""Working days between a ministry's letter and its deadline."""

from datetime import date

import pytest

from consultations.workdays import working_days


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), 0),
        (date(2026, 11, 2), date(2026, 11, 3), 1),
        (date(2026, 11, 6), date(2026, 11, 9), 1),  # over a weekend
        (date(2026, 11, 2), date(2026, 11, 30), 20),
        (date(2027, 9, 17), date(2027, 9, 21), 1),  # World Children's Day, a holiday in Thuringia only
        (date(2026, 5, 13), date(2026, 5, 15), 1),  # Ascension
        (date(2026, 12, 23), date(2027, 1, 4), 6),  # Christmas and New Year, over the year's end
        (date(2025, 10, 30), date(2025, 11, 3), 1),  # Reformation Day on a Friday
        (date(2026, 6, 3), date(2026, 6, 5), 2),  # Corpus Christi is a working day in most of Thuringia
    ],
)
def test_working_days(after, until, days):
    assert working_days(after, until) == days
