"""Every promise that is kept today has a test, and docs/promises.md leads to the code behind it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / "docs" / "promises.md").read_text()


def paragraphs() -> dict[int, str]:
    found = re.split(r"^\*\*(\d+)\. ", DOCUMENT, flags=re.MULTILINE)[1:]
    return {int(number): text for number, text in zip(found[::2], found[1::2], strict=True)}


def marked() -> dict[int, set[str]]:
    files: dict[int, set[str]] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        for number in re.findall(r"mark\.promise\((\d+)\)", path.read_text()):
            files.setdefault(int(number), set()).add(str(path.relative_to(ROOT)))
    return files


def test_all_ten_are_there_and_kept_ones_have_tests():
    assert set(paragraphs()) == set(range(1, 11))
    assert set(marked()) == set(range(1, 11))


def test_what_it_names_exists():
    named = re.findall(r"`((?:platform|positions|consultations|home|templates|static|tests)/[\w./-]+)`", DOCUMENT)
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("number", range(1, 11))
def test_the_tests_it_names_are_marked(number):
    named = set(re.findall(r"`(tests/[\w./-]+)`", paragraphs()[number]))
    assert named and named <= marked()[number]
