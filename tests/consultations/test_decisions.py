"""The table of decisions, case by case (docs/counting.md names the sources)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.decisions import Counts, Rule, RuleKind, decide
from consultations.enums import QuorumBy, Result

ADOPTED, CONTESTED, REJECTED = Result.ADOPTED, Result.CONTESTED, Result.REJECTED
SIMPLE = Rule(RuleKind.SIMPLE)
TWO_THIRDS = Rule(RuleKind.QUALIFIED, 2, 3)
PRESENT = Rule(RuleKind.PRESENT)
ABSOLUTE = Rule(RuleKind.ABSOLUTE)
UNANIMOUS = Rule(RuleKind.UNANIMOUS)
CONSENT = Rule(RuleKind.CONSENT)
pytestmark = pytest.mark.usefixtures("_english")


@pytest.mark.parametrize(
    ("rule", "yes", "no", "abstain", "eligible", "result", "needed"),
    [
        # nobody said yes or no
        (SIMPLE, 0, 0, 0, 10, REJECTED, 1),
        (TWO_THIRDS, 0, 0, 0, 10, REJECTED, 1),
        (PRESENT, 0, 0, 0, 10, REJECTED, 1),
        (ABSOLUTE, 0, 0, 0, 10, REJECTED, 6),
        (UNANIMOUS, 0, 0, 0, 10, REJECTED, 10),
        (CONSENT, 0, 0, 0, 10, REJECTED, 1),
        # nobody may vote at all
        (SIMPLE, 0, 0, 0, 0, REJECTED, 1),
        (ABSOLUTE, 0, 0, 0, 0, REJECTED, 1),
        (UNANIMOUS, 0, 0, 0, 0, REJECTED, 1),
        # all abstain
        (SIMPLE, 0, 0, 10, 10, REJECTED, 1),
        (TWO_THIRDS, 0, 0, 10, 10, REJECTED, 1),
        (PRESENT, 0, 0, 10, 10, REJECTED, 6),
        (CONSENT, 0, 0, 10, 10, REJECTED, 1),
        # a tie is not adopted, and not contested either
        (SIMPLE, 5, 5, 0, 10, REJECTED, 6),
        (PRESENT, 5, 5, 0, 10, REJECTED, 6),
        (ABSOLUTE, 5, 5, 0, 10, REJECTED, 6),
        # one more is enough
        (SIMPLE, 6, 5, 0, 20, ADOPTED, 6),
        (SIMPLE, 1, 0, 9, 10, ADOPTED, 1),
        # two thirds of nine are six, of ten seven: no rounding down
        (TWO_THIRDS, 6, 3, 0, 9, ADOPTED, 6),
        (TWO_THIRDS, 5, 4, 0, 9, CONTESTED, 6),
        (TWO_THIRDS, 6, 4, 0, 10, CONTESTED, 7),
        (TWO_THIRDS, 7, 3, 0, 10, ADOPTED, 7),
        (TWO_THIRDS, 1, 0, 8, 9, ADOPTED, 1),
        # abstentions count as no only where the rule says so
        (PRESENT, 5, 0, 5, 10, CONTESTED, 6),
        (PRESENT, 6, 0, 5, 11, ADOPTED, 6),
        # all votes: who stays away counts
        (ABSOLUTE, 6, 0, 0, 10, ADOPTED, 6),
        (ABSOLUTE, 5, 0, 0, 10, CONTESTED, 6),
        (ABSOLUTE, 5, 0, 0, 9, ADOPTED, 5),
        # one silence kills a written resolution (§ 32 (3) BGB)
        (UNANIMOUS, 9, 0, 0, 10, CONTESTED, 10),
        (UNANIMOUS, 9, 0, 1, 10, CONTESTED, 10),
        (UNANIMOUS, 10, 0, 0, 10, ADOPTED, 10),
        # a fraction of those taking part
        (Rule(RuleKind.PRESENT_QUALIFIED, 2, 3), 6, 0, 3, 9, ADOPTED, 6),
        (Rule(RuleKind.PRESENT_QUALIFIED, 2, 3), 5, 0, 4, 9, CONTESTED, 6),
        (Rule(RuleKind.PRESENT_QUALIFIED, 2, 3), 0, 0, 0, 0, REJECTED, 1),
        # more than the fraction, not just as much
        (Rule(RuleKind.QUALIFIED, 2, 3, strictly_more=True), 6, 3, 0, 9, CONTESTED, 7),
        (Rule(RuleKind.QUALIFIED, 2, 3, strictly_more=True), 7, 3, 0, 10, ADOPTED, 7),
        (Rule(RuleKind.QUALIFIED, 1, 2, strictly_more=True), 1, 0, 0, 1, ADOPTED, 1),
        # no veto: any yes will do, also against more who say no
        (CONSENT, 1, 0, 9, 10, ADOPTED, 1),
        (CONSENT, 1, 5, 0, 10, ADOPTED, 1),
    ],
)
def test_the_table(rule, yes, no, abstain, eligible, result, needed):
    decision = decide(rule, Counts(yes=yes, no=no, abstain=abstain, eligible=eligible))
    assert (decision.result, decision.needed) == (result, needed)


@pytest.mark.parametrize("rule", [SIMPLE, TWO_THIRDS, PRESENT, ABSOLUTE, CONSENT])
def test_a_veto_contests_whatever_the_majority(rule):
    assert decide(rule, Counts(yes=9, no=1, vetoes=1, eligible=10)).result == CONTESTED


@pytest.mark.parametrize(
    ("taking_part", "quorate", "result"), [(4, False, CONTESTED), (5, True, ADOPTED), (0, False, REJECTED)]
)
def test_a_quorum_of_half(taking_part, quorate, result):
    rule = Rule(RuleKind.SIMPLE, quorum_numerator=1, quorum_denominator=2)
    decision = decide(rule, Counts(yes=taking_part, eligible=10))
    assert (decision.quorate, decision.result) == (quorate, result)


def test_a_quorum_is_rounded_up_and_abstentions_take_part():
    rule = Rule(RuleKind.SIMPLE, quorum_numerator=1, quorum_denominator=3)
    assert [decide(rule, Counts(yes=1, abstain=n - 1, eligible=10)).quorate for n in (3, 4)] == [False, True]


@pytest.mark.parametrize(
    ("rule", "counts", "sentence"),
    [
        (SIMPLE, Counts(yes=31, no=9, eligible=60), "Adopted: 31 of 40 votes cast, 10 needed (simple majority)."),
        (TWO_THIRDS, Counts(yes=31, no=9, eligible=60), "Adopted: 31 of 40 votes cast, 27 needed (two thirds)."),
        (
            Rule(RuleKind.QUALIFIED, 3, 4, strictly_more=True),
            Counts(yes=3, no=1, eligible=9),
            "Contested: 3 of 4 votes cast, 4 needed (more than three quarters).",
        ),
        (
            PRESENT,
            Counts(yes=4, abstain=4, eligible=9),
            "Contested: 4 of 8 votes taking part, 5 needed (majority of those taking part).",
        ),
        (ABSOLUTE, Counts(yes=4, eligible=9), "Contested: 4 of all 9 votes, 5 needed (majority of all votes)."),
        (SIMPLE, Counts(abstain=9, eligible=9), "Not adopted: nobody voted yes or no."),
        (
            Rule(RuleKind.NO_OBJECTION),
            Counts(yes=8, no=1, objections=1, eligible=9),
            "Contested: reasoned objections stand (votes: 1).",
        ),
        (
            Rule(RuleKind.CONSENT, most_aside=1),
            Counts(yes=7, abstain=2, aside=2, eligible=9),
            "Contested: 2 votes stand aside, at most 1 may.",
        ),
        (SIMPLE, Counts(yes=3, no=3, eligible=9), "Not adopted: 3 of 6 votes cast; a tie is not adopted."),
        (CONSENT, Counts(yes=3, no=1, vetoes=1, eligible=9), "Contested: a veto stands."),
        (
            Rule(RuleKind.SIMPLE, quorum_numerator=1, quorum_denominator=2),
            Counts(yes=3, eligible=9),
            "Contested: 3 of 9 votes took part, too few for the quorum.",
        ),
    ],
)
def test_the_sentence(rule, counts, sentence):
    assert decide(rule, counts).sentence == sentence


@pytest.mark.parametrize(
    ("aside", "most", "result"), [(2, 2, ADOPTED), (3, 2, CONTESTED), (9, None, ADOPTED), (1, 0, CONTESTED)]
)
def test_so_many_may_stand_aside(aside, most, result):
    counts = Counts(yes=5, abstain=aside, aside=aside, eligible=20)
    assert decide(Rule(RuleKind.CONSENT, most_aside=most), counts).result == result


def test_one_reasoned_objection_is_enough_where_consent_is_asked():
    rule = Rule(RuleKind.NO_OBJECTION)
    assert decide(rule, Counts(yes=8, no=2, eligible=10)).result == ADOPTED
    assert decide(rule, Counts(yes=8, no=2, objections=1, eligible=10)).result == CONTESTED


def test_a_quorum_of_organisations_counts_heads_whatever_their_votes():
    rule = Rule(RuleKind.SIMPLE, quorum_numerator=1, quorum_denominator=2, quorum_by=QuorumBy.ORGANISATIONS)
    votes = Counts(yes=30, eligible=40)
    few, enough = Counts(yes=4, eligible=10), Counts(yes=5, eligible=10)
    assert [decide(rule, votes, heads).quorate for heads in (few, enough)] == [False, True]
    assert decide(rule, votes, few).sentence == "Contested: 4 of 10 organisations took part, too few for the quorum."


votes = st.integers(min_value=0, max_value=200)
numbers = st.tuples(votes, votes, votes, votes)
rules = st.builds(
    lambda kind, parts, strictly: Rule(kind, *sorted(part + 1 for part in parts), strictly_more=strictly),
    st.sampled_from(RuleKind),
    st.tuples(votes, votes),
    st.booleans(),
)


def counted(yes, no, abstain, absent) -> Counts:
    return Counts(yes=yes, no=no, abstain=abstain, eligible=yes + no + abstain + absent)


@given(rule=rules, numbers=numbers)
def test_for_any_count_it_is_what_the_formula_says(rule, numbers):
    counts = counted(*numbers)
    asked = Fraction(rule.numerator, rule.denominator)

    def share(whole: int) -> bool:
        return whole > 0 and (counts.yes > asked * whole if rule.strictly_more else counts.yes >= asked * whole)

    met = {
        RuleKind.SIMPLE: counts.yes > counts.no,
        RuleKind.QUALIFIED: share(counts.cast),
        RuleKind.PRESENT: counts.yes > Fraction(counts.taking_part, 2),
        RuleKind.PRESENT_QUALIFIED: share(counts.taking_part) and counts.cast > 0,
        RuleKind.ABSOLUTE: counts.yes > Fraction(counts.eligible, 2),
        RuleKind.UNANIMOUS: counts.yes == counts.eligible > 0,
        RuleKind.CONSENT: counts.yes > 0,
        RuleKind.NO_OBJECTION: counts.yes > 0,
    }[rule.kind]
    expected = ADOPTED if met and counts.yes else CONTESTED if counts.yes > counts.no else REJECTED
    assert decide(rule, counts).result == expected


@given(rule=rules, numbers=numbers)
def test_who_changes_from_no_to_yes_never_harms_it(rule, numbers):
    yes, no, abstain, absent = numbers
    order = [REJECTED, CONTESTED, ADOPTED]
    before = decide(rule, counted(yes, no + 1, abstain, absent))
    after = decide(rule, counted(yes + 1, no, abstain, absent))
    assert order.index(after.result) >= order.index(before.result)


@given(rule=rules, numbers=numbers, factor=st.integers(min_value=1, max_value=9))
def test_what_is_adopted_had_the_votes_it_needed_and_equal_weights_change_nothing_but_numbers(rule, numbers, factor):
    decision = decide(rule, counted(*numbers))
    if decision.result == ADOPTED:
        assert decision.quorate
        assert numbers[0] >= decision.needed > 0
    assert decide(rule, counted(*(factor * number for number in numbers))).result == decision.result
