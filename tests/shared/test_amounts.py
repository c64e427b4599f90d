"""Amounts as people read them."""

import pytest
from django.utils import translation

from shared.templatetags.amounts import file_size, unbroken


@pytest.mark.parametrize(
    ("size", "said"),
    [(1, "1\u00a0kB"), (214_400, "214\u00a0kB"), (999_999, "1000\u00a0kB"), (1_260_000, "1.3\u00a0MB")],
)
def test_sizes_of_files(size, said):
    with translation.override("en"):
        assert file_size(size).replace(",", "") == said


def test_no_line_ends_inside():
    assert unbroken("3. Juli") == "3.\u00a0Juli"
