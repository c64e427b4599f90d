"""One of several: relative majority and systemic consensing, case by case and for any numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.decisions import least_resistance, most_votes


@pytest.mark.parametrize(
    ("votes", "chosen", "tied"),
    [
        ({}, None, ()),
        ({1: 0, 2: 0}, None, ()),
        ({1: 3, 2: 1}, 1, ()),
        ({1: 2, 2: 2, 3: 1}, None, (1, 2)),
        ({1: 0, 2: 1}, 2, ()),
    ],
)
def test_the_most_votes_or_a_run_off(votes, chosen, tied):
    found = most_votes(votes)
    assert (found.chosen, found.tied) == (chosen, tied)


def decided(*ratings, passive=3, options=(1, 2, 3)):
    return least_resistance([(1, rated) for rated in ratings], options=options, passive=passive)


def test_the_least_resistance_is_chosen():
    found = decided({1: 2, 2: 5, 3: 8}, {1: 4, 2: 0, 3: 9})
    assert found.chosen == 2
    assert [(o.resistance, o.weight, o.raters, o.conflict, o.acceptance_percent) for o in found.options] == [
        (6, 2, 2, (6, 20), 70),
        (5, 2, 2, (5, 20), 75),
        (17, 2, 2, (17, 20), 15),
    ]


def test_what_is_not_better_than_leaving_it_cannot_be_chosen():
    found = decided({1: 5, 2: 9, 3: 5})
    assert (found.chosen, [option.is_eligible for option in found.options]) == (None, [False, False, True])


def test_a_missing_rating_is_not_a_zero():
    found = decided({1: 6, 2: 4, 3: 9}, {2: 5, 3: 9})
    assert (found.chosen, [option.raters for option in found.options]) == (2, [1, 2, 2])


def test_an_option_nobody_rated_is_never_chosen():
    assert decided({2: 9, 3: 10}).chosen == 2
    assert decided().chosen is None


def test_equal_conflict_needs_a_run_off():
    found = decided({1: 3, 2: 3, 3: 9})
    assert (found.chosen, found.tied) == (None, (1, 2))


def test_weights_count():
    ratings = [(3, {1: 0, 2: 10}), (1, {1: 10, 2: 0}), (0, {1: 10, 2: 0})]
    found = least_resistance(ratings, options=(1, 2), passive=None)
    assert (found.chosen, [(o.resistance, o.weight, o.raters) for o in found.options]) == (1, [(10, 4, 2), (30, 4, 2)])


voters = st.lists(st.tuples(st.integers(0, 5), st.dictionaries(st.integers(1, 4), st.integers(0, 10), max_size=4)), max_size=30)


@given(ratings=voters, shuffled=st.randoms())
def test_for_any_ratings_it_is_what_the_formula_says_in_any_order(ratings, shuffled):
    found = least_resistance(ratings, options=(1, 2, 3, 4), passive=4)
    conflict = {}
    for option in (1, 2, 3, 4):
        own = [(weight, rated[option]) for weight, rated in ratings if option in rated and weight]
        if own:
            conflict[option] = Fraction(sum(w * r for w, r in own), 10 * sum(w for w, _ in own))
    better = {o: c for o, c in conflict.items() if o != 4 and (4 not in conflict or c < conflict[4])}
    least = [option for option, value in better.items() if value == min(better.values())]
    assert found.chosen == (least[0] if len(least) == 1 else None)
    again = list(ratings)
    shuffled.shuffle(again)
    assert least_resistance(again, options=(1, 2, 3, 4), passive=4) == found
