"""An outcome in words and strokes, as it stands under a section. Knows no Django."""

from collections.abc import Mapping
from typing import Any

from .content import Outcome
from .phrases import counted

ADOPTED = "adopted"
WEAKER_YES = 2  # the mark of a yes with concerns


def tally(outcome: Outcome, words: Mapping[str, str], *, whole: bool = False) -> dict[str, Any]:
    """`yes` of `of` organisations, the words that follow, and the strokes in drawing order as (mark, count).

    Mark 6 stands for stale votes. Abstentions and invalid votes are part of `of`, stale ones are not.
    """
    numbers = outcome.plain
    suffix = "_whole" if whole else ""
    strokes = [[mark, sum(c.organisations for c in outcome.choices if c.mark == mark)] for mark in (1, 2, 3, 4, 5)]
    strokes = [stroke for stroke in [*strokes, [6, numbers.stale]] if stroke[1]]
    verb = words[f"carry{suffix}{'_one' if numbers.yes == 1 else ''}"]
    if numbers.taking_part:
        says = ", ".join([verb, *_concerns(outcome, words)])
        says = "; ".join([says, *_others(outcome, words, suffix)]) + "."
    else:
        says = "; ".join([words[f"nobody{suffix}"].rstrip("."), *_stale(outcome, words)]) + "."
    return {
        "voted": numbers.taking_part > 0,
        "yes": numbers.yes,
        "of": numbers.taking_part,
        "says": says,
        "verdict": "" if outcome.result == ADOPTED else outcome.sentence,
        "sentence": _sentence(outcome, words, says) if numbers.taking_part else says,
        "strokes": strokes,
        "silent": max(0, numbers.eligible - numbers.taking_part - numbers.stale),
    }


def _sentence(outcome: Outcome, words: Mapping[str, str], says: str) -> str:
    """The same where there is no margin: "60 von 65 Organisationen tragen diesen Abschnitt, …"."""
    noun = words["organisation" if outcome.plain.taking_part == 1 else "organisations"]
    return f"{outcome.plain.yes} {words['of']} {outcome.plain.taking_part} {noun} {says}"


def _concerns(outcome: Outcome, words: Mapping[str, str]) -> list[str]:
    concerns = sum(choice.organisations for choice in outcome.choices if choice.mark == WEAKER_YES)
    return [counted(words, "concerns", concerns)] if concerns else []


def _others(outcome: Outcome, words: Mapping[str, str], suffix: str) -> list[str]:
    numbers, weighted = outcome.plain, outcome.weighted
    says = []
    if numbers.abstain:
        says.append(counted(words, "abstain", numbers.abstain))
    if numbers.no:
        vetoes = f", {counted(words, 'veto', numbers.veto)}" if numbers.veto else ""
        says.append(counted(words, f"no{suffix}", numbers.no) + vetoes)
    if numbers.invalid:
        says.append(counted(words, "invalid", numbers.invalid))
    says += _stale(outcome, words)
    if weighted != numbers:
        says.append(words["weighted"] % (weighted.yes, weighted.taking_part))
    return says


def _stale(outcome: Outcome, words: Mapping[str, str]) -> list[str]:
    return [counted(words, "stale", outcome.plain.stale)] if outcome.plain.stale else []
