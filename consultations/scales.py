"""The scales a question can be answered on: one table, pure. What a choice *means* is read from here, never from its label."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Counts(models.TextChoices):
    """What a choice adds to."""

    YES = "yes", pgettext_lazy("counts as", "yes")
    NO = "no", pgettext_lazy("counts as", "no")
    ABSTAIN = "abstain", pgettext_lazy("counts as", "abstention")
    VETO = "veto", pgettext_lazy("counts as", "veto")
    NOTHING = "nothing", pgettext_lazy("counts as", "no vote")


class Meaning(models.TextChoices):
    """What an organisation says with a choice. It decides whether a reason is needed, whatever the label says."""

    AGREEMENT = "agreement", pgettext_lazy("meaning", "agreement")
    CONDITION = "condition", pgettext_lazy("meaning", "agreement on a condition")
    NEUTRAL = "neutral", pgettext_lazy("meaning", "neutral")
    ASIDE = "aside", pgettext_lazy("meaning", "standing aside")
    DISAGREEMENT = "disagreement", pgettext_lazy("meaning", "disagreement")
    OBJECTION = "objection", pgettext_lazy("meaning", "objection")
    VETO = "veto", pgettext_lazy("meaning", "veto")
    NO_MANDATE = "no_mandate", pgettext_lazy("meaning", "no mandate yet")


NEEDS_REASON = frozenset({Meaning.CONDITION, Meaning.ASIDE, Meaning.OBJECTION, Meaning.VETO})
# What stands against a decision by consent.
OBJECTING = frozenset({Meaning.OBJECTION, Meaning.VETO})


@dataclass(frozen=True)
class Choice:
    """`mark` is the sign on the map: 1 full stroke up, 2 half up, 3 square, 4 half down, 5 full down, 0 none.

    `hinges`: the choice can name a suggestion; when that is adopted, the organisation is asked to confirm or change its vote.
    """

    code: str
    label: Promise
    counts: Counts
    mark: int
    meaning: Meaning
    asks_reason: Promise | None = None
    hinges: bool = False

    @property
    def needs_reason(self) -> bool:
        return self.meaning in NEEDS_REASON


@dataclass(frozen=True)
class Scale:
    code: str
    label: Promise
    choices: tuple[Choice, ...]

    def choice(self, code: str) -> Choice:
        """The choice with this code; KeyError if the scale has none such."""
        try:
            return next(choice for choice in self.choices if choice.code == code)
        except StopIteration:
            raise KeyError(code) from None

    @property
    def agreement(self) -> Choice:
        """Agreement without any condition or concern."""
        return next(choice for choice in self.choices if choice.meaning == Meaning.AGREEMENT)


_CONCERNS = pgettext_lazy("scale", "What are your concerns?")
_WHY = pgettext_lazy("scale", "Why not?")

_WHICH = pgettext_lazy("scale", "What would have to change?")

GRADED = Scale(
    "graded",
    pgettext_lazy("scale", "Graded: five grades from support to rejection"),
    (
        Choice("support", pgettext_lazy("choice", "We support this"), Counts.YES, 1, Meaning.AGREEMENT),
        Choice("concerns", pgettext_lazy("choice", "With concerns"), Counts.YES, 2, Meaning.AGREEMENT, _CONCERNS, hinges=True),
        Choice("abstain", pgettext_lazy("choice", "Abstention"), Counts.ABSTAIN, 3, Meaning.NEUTRAL),
        Choice(
            "reservations", pgettext_lazy("choice", "With reservations"), Counts.NO, 4, Meaning.OBJECTION, _WHY, hinges=True
        ),
        Choice("reject", pgettext_lazy("choice", "We reject this"), Counts.NO, 5, Meaning.OBJECTION, _WHY),
    ),
)
YES_NO = Scale(
    "yes_no",
    pgettext_lazy("scale", "Yes, no, abstention"),
    (
        Choice("yes", pgettext_lazy("choice", "Yes"), Counts.YES, 1, Meaning.AGREEMENT),
        # A vote on a condition is no vote for the wording as it stands: it takes part and is neither yes nor no (ADR 18).
        Choice("yes_if", pgettext_lazy("choice", "Yes, if …"), Counts.ABSTAIN, 2, Meaning.CONDITION, _WHICH, hinges=True),
        Choice("no", pgettext_lazy("choice", "No"), Counts.NO, 5, Meaning.DISAGREEMENT, _WHY),
        Choice("abstain", pgettext_lazy("choice", "Abstention"), Counts.ABSTAIN, 3, Meaning.NEUTRAL),
    ),
)
CONSENSUS = Scale(
    "consensus",
    pgettext_lazy("scale", "Consensus: six grades with veto"),
    (
        Choice("full", pgettext_lazy("choice", "Full support"), Counts.YES, 1, Meaning.AGREEMENT),
        Choice(
            "concerns",
            pgettext_lazy("choice", "Support with reservations"),
            Counts.YES,
            2,
            Meaning.AGREEMENT,
            _CONCERNS,
            hinges=True,
        ),
        Choice("neutral", pgettext_lazy("choice", "Neutral or not affected"), Counts.ABSTAIN, 3, Meaning.NEUTRAL),
        Choice("reservations", pgettext_lazy("choice", "Reservations"), Counts.NO, 4, Meaning.OBJECTION, _WHY, hinges=True),
        Choice("aside", pgettext_lazy("choice", "We stand aside"), Counts.ABSTAIN, 3, Meaning.ASIDE, _WHY),
        Choice("veto", pgettext_lazy("choice", "Veto"), Counts.VETO, 5, Meaning.VETO, _WHY, hinges=True),
        Choice("no_mandate", pgettext_lazy("choice", "No mandate yet"), Counts.NOTHING, 0, Meaning.NO_MANDATE),
    ),
)

SCALES: dict[str, Scale] = {scale.code: scale for scale in (GRADED, YES_NO, CONSENSUS)}
SCALE_CHOICES = [(scale.code, scale.label) for scale in SCALES.values()]

# How alternatives are answered: by choosing one, or by rating the resistance against each.
EITHER_OR, RESISTANCE = "either_or", "resistance"
ALTERNATIVE_SCALE_CHOICES = [
    (EITHER_OR, pgettext_lazy("scale", "Either, or: choose one")),
    (RESISTANCE, pgettext_lazy("scale", "Resistance: rate each from 0 to 10")),
]
HIGHEST_RESISTANCE = 10
