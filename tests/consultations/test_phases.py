"""The table of phases: what may be done when, at every boundary, and what is said otherwise."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from consultations.phases import ALLOWED, ORDER, PhaseKind, Verb, all_over, current, disorder, refusal, spoken

OPENS = datetime(2026, 11, 2, 8, tzinfo=UTC)
CLOSES = datetime(2026, 11, 9, 17, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
pytestmark = pytest.mark.usefixtures("_english")


@dataclass(frozen=True)
class Phase:
    kind: str
    opens_at: datetime = OPENS
    closes_at: datetime = CLOSES


def ask(verb, phases, now, **known) -> str | None:
    return refusal(verb, phases, now, **{"opened_at": OPENS - timedelta(days=9), "closed_at": None, **known})


CAPABLE = [(verb, kind) for kind in PhaseKind for verb in sorted(ALLOWED[kind])]
INCAPABLE = [(verb, kind) for kind in PhaseKind for verb in Verb if verb not in ALLOWED[kind]]


def test_what_each_phase_allows():
    assert {str(kind): sorted(ALLOWED[kind]) for kind in ORDER} == {
        "internal": ["draft"],
        "comment": ["anchor", "comment", "draft", "issue_version", "suggest", "take_back"],
        "revise": ["anchor", "draft", "issue_version", "take_back"],
        "vote": ["anchor", "comment", "dissent", "draft", "issue_version", "object", "take_back", "vote"],
        "confirm": ["anchor", "confirm", "dissent"],
    }


@pytest.mark.parametrize(("verb", "kind"), CAPABLE)
def test_from_its_first_moment_to_just_before_its_end(verb, kind):
    phases = [Phase(kind)]
    answers = [ask(verb, phases, now) for now in (OPENS - MOMENT, OPENS, CLOSES - MOMENT, CLOSES, CLOSES + MOMENT)]
    assert [answer is None for answer in answers] == [False, True, True, False, False]


@pytest.mark.parametrize(("verb", "kind"), INCAPABLE)
def test_never_in_a_phase_that_does_not_allow_it(verb, kind):
    assert None not in [ask(verb, [Phase(kind)], now) for now in (OPENS - MOMENT, OPENS, CLOSES - MOMENT, CLOSES)]


@pytest.mark.parametrize(
    ("verb", "early", "late", "never"),
    [
        (Verb.COMMENT, "Comments open on {opens}.", "Comments closed on {closes}.",
         "No comments are asked for in this consultation."),
        (Verb.TAKE_BACK, "Comments can be taken back from {opens}.", "Comments could be taken back until {closes}.",
         "No comments are asked for in this consultation."),
        (Verb.ANCHOR, "Comments open on {opens}.", "Comments could be pointed at other words until {closes}.",
         "No comments are asked for in this consultation."),
        (Verb.SUGGEST, "Suggestions open on {opens}.", "Suggestions closed on {closes}.",
         "No suggestions are asked for in this consultation."),
        (Verb.VOTE, "The vote opens on {opens}.", "The vote closed on {closes}.",
         "No vote is taken in this consultation."),
        (Verb.CONFIRM, "Decisions can be answered from {opens}.", "Answers to decisions closed on {closes}.",
         "No answers to decisions are asked for in this consultation."),
        (Verb.OBJECT, "Objections to editorial changes can be made from {opens}.",
         "Objections to editorial changes closed on {closes}.",
         "No votes are taken here that an editorial change could touch."),
        (Verb.DISSENT, "Dissenting notes can be submitted from {opens}.", "Dissenting notes closed on {closes}.",
         "No dissenting notes are asked for in this consultation."),
        (Verb.ISSUE_VERSION, "A version can be issued from {opens}.", "Versions could be issued until {closes}.",
         "No new version can be issued in this consultation."),
    ],
)  # fmt: skip
def test_the_sentences(verb, early, late, never):
    kind = next(kind for kind in reversed(ORDER) if verb in ALLOWED[kind])
    times = {"opens": spoken(OPENS), "closes": spoken(CLOSES)}
    assert ask(verb, [Phase(kind)], OPENS - MOMENT) == early.format(**times)
    assert ask(verb, [Phase(kind)], CLOSES) == late.format(**times)
    assert ask(verb, [Phase(PhaseKind.INTERNAL)], OPENS) == never


def test_times_are_those_of_berlin():
    assert spoken(datetime(2026, 11, 9, 17, tzinfo=UTC)) == "Nov. 9, 2026, 18:00"
    assert spoken(datetime(2026, 7, 9, 17, tzinfo=UTC)) == "July 9, 2026, 19:00"


@pytest.mark.parametrize("opened_at", [None, OPENS + MOMENT])
def test_nothing_before_the_opening(opened_at):
    assert ask(Verb.VOTE, [Phase(PhaseKind.VOTE)], OPENS, opened_at=opened_at) == ("This consultation has not been opened yet.")


def test_nothing_after_the_closing():
    closed = f"This consultation is closed since {spoken(OPENS)}. Nothing can be changed any more."
    assert ask(Verb.VOTE, [Phase(PhaseKind.VOTE)], OPENS, closed_at=OPENS) == closed
    # Who came a moment before and waited for the closing's lock: the outcomes are frozen already.
    assert ask(Verb.VOTE, [Phase(PhaseKind.VOTE)], OPENS, closed_at=OPENS + MOMENT) == closed


def test_a_grace_prolongs_and_never_opens():
    grace, phases = {"grace_until": CLOSES + timedelta(days=1)}, [Phase(PhaseKind.VOTE)]
    moments = (OPENS - MOMENT, OPENS, CLOSES, CLOSES + timedelta(days=1) - MOMENT, CLOSES + timedelta(days=1))
    assert [ask(Verb.VOTE, phases, now, **grace) is None for now in moments] == [False, True, True, True, False]


def test_a_grace_is_not_stronger_than_the_closing():
    grace = {"grace_until": CLOSES + timedelta(days=1), "closed_at": CLOSES}
    assert ask(Verb.VOTE, [Phase(PhaseKind.VOTE)], CLOSES, **grace) is not None


def test_between_two_phases_the_next_is_named():
    later = CLOSES + timedelta(days=2)
    phases = [Phase(PhaseKind.VOTE, later, later + timedelta(days=1)), Phase(PhaseKind.COMMENT)]
    assert ask(Verb.COMMENT, phases, CLOSES) == f"Comments open on {spoken(later)}."
    assert ask(Verb.SUGGEST, phases, CLOSES) == f"Suggestions closed on {spoken(CLOSES)}."


def test_the_current_phase():
    comment, vote = Phase(PhaseKind.COMMENT), Phase(PhaseKind.VOTE, CLOSES, CLOSES + timedelta(days=1))
    found = [current([vote, comment], now) for now in (OPENS - MOMENT, OPENS, CLOSES - MOMENT, CLOSES, vote.closes_at)]
    assert found == [None, comment, comment, vote, None]


def test_a_timetable_in_order():
    starts = [OPENS + timedelta(days=days) for days in range(6)]
    whole = [Phase(kind, starts[place], starts[place + 1]) for place, kind in enumerate(ORDER)]
    assert disorder(whole) is None
    assert disorder([whole[3], whole[1]]) is None  # the order in which they were entered does not matter


@pytest.mark.parametrize(
    ("phases", "sentence"),
    [
        ([], "Give the consultation at least one phase."),
        ([Phase(PhaseKind.VOTE), Phase(PhaseKind.COMMENT, CLOSES, CLOSES + MOMENT)], "“Vote” cannot begin before “Comment”."),
        ([Phase(PhaseKind.COMMENT), Phase(PhaseKind.VOTE, CLOSES - MOMENT, CLOSES + MOMENT)],
         "“Comment” ends on Nov. 9, 2026, 18:00, after “Vote” begins."),
    ],
)  # fmt: skip
def test_a_timetable_in_disorder(phases, sentence):
    assert disorder(phases) == sentence


def test_all_over():
    assert all_over([Phase(PhaseKind.VOTE)], CLOSES - MOMENT) is None
    assert all_over([Phase(PhaseKind.VOTE)], CLOSES) == "Its last phase ended on Nov. 9, 2026, 18:00."
