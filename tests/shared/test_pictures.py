"""Votes as pictures: as many strokes as organisations, as long a bar as there are."""

import re
from dataclasses import dataclass

from shared.templatetags import pictures


@dataclass
class Part:
    mark: int
    organisations: int


PARTS = [Part(5, 1), Part(1, 3), Part(0, 2), Part(3, 1), Part(3, 1)]


def test_one_stroke_an_organisation_those_that_carry_first():
    svg = pictures.strokes(PARTS, 60)
    assert [(mark, path.count("M")) for mark, path in re.findall(r'class="f(\d)" d="([^"]*)"', svg)] == [
        ("1", 3), ("3", 2), ("5", 1),
    ]  # fmt: skip
    assert 'viewBox="0 0 60 40"' in svg


def test_few_organisations_get_strokes_and_not_blocks():
    svg = pictures.strokes(PARTS, 8)
    assert f'viewBox="0 0 {pictures.FEWEST} 40"' in svg
    assert 'd="M0 20h8"' in svg


def test_a_bar_is_divided_in_proportion_and_never_overflows():
    svg = pictures.bar(PARTS, 12)
    parts = [(float(x), float(width)) for x, width in re.findall(r'class="f\d" x="([\d.]+)" y="0" width="([\d.]+)"', svg)]
    assert [round(width) for _, width in parts] == [3, 2, 1]
    assert all(x >= 0 and x + width <= 12 for x, width in parts)


def test_nothing_to_draw_is_drawn():
    for svg in (pictures.strokes([], 0), pictures.bar([], 0), pictures.attendance(0, 0)):
        assert svg.startswith("<svg") and "f1" not in svg.replace('class="f1" d=""', "")


def test_a_digest_in_groups():
    assert pictures.in_groups("0123456789abcdef01") == "01234567 89abcdef 01"
