"""Changes of one wording put together."""

import pytest
from hypothesis import given, settings

from positions.wording.merging import applied, carried_over, changes_of
from positions.wording.passages import Passage

from .trees import TREE


def passage(*texts, heading="Fristen"):
    return Passage(heading, [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in texts])


BASE = passage("A.", "B.", "C.")


@pytest.mark.parametrize(
    ("own", "now", "expected"),
    [
        (passage("A.", "B.", "C neu."), passage("A neu.", "B.", "C."), passage("A neu.", "B.", "C neu.")),
        (passage("A.", "C."), passage("Davor.", "A.", "B.", "C."), passage("Davor.", "A.", "C.")),
        (passage("A.", "B neu.", "C."), passage("A.", "B anders.", "C."), None),
        (passage("A.", "B neu.", "C."), passage("A.", "B neu.", "C."), passage("A.", "B neu.", "C.")),
        (passage("A.", "B.", "C.", "D."), passage("A.", "B.", "C.", "E."), None),
        (passage("A.", "B.", "X.", "C."), passage("A.", "B.", "C neu."), passage("A.", "B.", "X.", "C neu.")),
        (
            passage("A.", "B.", "C.", heading="Frist"),
            passage("A.", "B.", heading="Fristen"),
            passage("A.", "B.", heading="Frist"),
        ),
        (passage("A.", "B.", "C.", heading="Frist"), passage("A.", "B.", "C.", heading="Zeit"), None),
    ],
)
def test_carried_over_where_both_touch_different_paragraphs(own, now, expected):
    assert carried_over(BASE, own, now) == expected


@settings(max_examples=40, deadline=None)
@given(TREE, TREE)
def test_what_one_changes_alone_is_what_it_proposed(old, new):
    base, proposed = Passage("Eins", old), Passage("Zwei", new)
    assert carried_over(base, proposed, base) == proposed
    assert carried_over(base, base, proposed) == proposed
    assert applied(base, [changes_of(base, proposed)] * 2) == proposed
