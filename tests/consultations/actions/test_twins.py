"""Contributions that say the same: put together, taken apart."""

from uuid import uuid4

import pytest

from consultations.actions import comments, twins
from consultations.models import Contribution
from tests.consultations.factories import open_consultation


@pytest.fixture
def entries(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], phase="comment")
    for number in range(5):
        comments.post(
            consultation=opened.consultation, section=opened.wordings[0].section, organisation=cast.birch,
            text=f"Zu knapp, {number}.", token=uuid4(), by=cast.bea, now=now,
        )  # fmt: skip
    return list(Contribution.objects.order_by("number"))


def heads() -> dict[int, int]:
    rows = Contribution.objects.filter(twin__isnull=False).order_by("number")
    return dict(rows.values_list("number", "twin__number"))


def test_under_the_lowest_number(cast, now, entries):
    assert twins.group(contributions=[entries[3], entries[1]], by=cast.ada, now=now) == entries[1]
    assert heads() == {4: 2}


def test_two_groups_become_one(cast, now, entries):
    twins.group(contributions=entries[:2], by=cast.ada, now=now)
    twins.group(contributions=entries[2:4], by=cast.ada, now=now)
    twins.group(contributions=[entries[3], entries[1]], by=cast.ada, now=now)
    assert heads() == {2: 1, 3: 1, 4: 1}


@pytest.mark.parametrize("number", [0, 1])
def test_one_alone_is_no_group(cast, now, entries, number):
    with pytest.raises(twins.CannotGroup):
        twins.group(contributions=entries[:number], by=cast.ada, now=now)


def test_not_across_consultations(cast, now, entries):
    other = open_consultation(now=now, organisations=[cast.birch], phase="comment")
    comment = comments.post(
        consultation=other.consultation, section=other.wordings[0].section, organisation=cast.birch, text="Zu knapp.",
        token=uuid4(), by=cast.bea, now=now,
    )  # fmt: skip
    with pytest.raises(twins.CannotGroup):
        twins.group(contributions=[entries[0], entries[1], comment.contribution], by=cast.ada, now=now)
    assert heads() == {}


def test_taken_out_the_others_stay_together(cast, now, entries):
    twins.group(contributions=entries[:4], by=cast.ada, now=now)
    twins.ungroup(contribution=entries[2], by=cast.ada, now=now)
    assert heads() == {2: 1, 4: 1}
    twins.ungroup(contribution=entries[0], by=cast.ada, now=now)
    assert heads() == {4: 2}
    twins.ungroup(contribution=entries[3], by=cast.ada, now=now)
    assert heads() == {}
