"""The table of decisions, case by case (docs/counting.md names the sources)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.decisions import Counts, Rule, RuleKind, decide
from consultations.enums import Result

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
        (SIMPLE, Counts(yes=31, no=9, eligible=60), "Adopted: 31 of 40 votes cast, 10 needed (Simple majority of votes cast)."),
        (SIMPLE, Counts(yes=3, no=3, eligible=9), "Not adopted: 3 of 6 votes cast, 4 needed (Simple majority of votes cast)."),
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


votes = st.integers(min_value=0, max_value=200)


@given(yes=votes, no=votes, abstain=votes, absent=votes, kind=st.sampled_from(RuleKind), parts=st.tuples(votes, votes))
def test_for_any_count(yes, no, abstain, absent, kind, parts):
    numerator, denominator = sorted(part + 1 for part in parts)
    rule = Rule(kind, numerator, denominator)
    eligible = yes + no + abstain + absent
    result = decide(rule, Counts(yes=yes, no=no, abstain=abstain, eligible=eligible)).result
    met = {
        RuleKind.SIMPLE: yes > no,
        RuleKind.QUALIFIED: yes + no > 0 and denominator * yes >= numerator * (yes + no) and yes > 0,
        RuleKind.PRESENT: 2 * yes > yes + no + abstain,
        RuleKind.ABSOLUTE: 2 * yes > eligible,
        RuleKind.UNANIMOUS: yes == eligible and eligible > 0,
        RuleKind.CONSENT: yes > 0,
    }[kind]
    assert result == (ADOPTED if met else CONTESTED if yes > no else REJECTED)
