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


@dataclass(frozen=True)
class Choice:
    """`mark` is the sign on the map: 1 full stroke up, 2 half up, 3 square, 4 half down, 5 full down, 0 none."""

    code: str
    label: Promise
    counts: Counts
    mark: int
    needs_reason: bool = False
    asks_reason: Promise | None = None


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


_CONCERNS = pgettext_lazy("scale", "What are your concerns?")
_WHY = pgettext_lazy("scale", "Why not?")

GRADED = Scale(
    "graded",
    pgettext_lazy("scale", "Graded: five grades from support to rejection"),
    (
        Choice("support", pgettext_lazy("choice", "We support this"), Counts.YES, 1),
        Choice("concerns", pgettext_lazy("choice", "With concerns"), Counts.YES, 2, asks_reason=_CONCERNS),
        Choice("abstain", pgettext_lazy("choice", "Abstention"), Counts.ABSTAIN, 3),
        Choice("reservations", pgettext_lazy("choice", "With reservations"), Counts.NO, 4, needs_reason=True, asks_reason=_WHY),
        Choice("reject", pgettext_lazy("choice", "We reject this"), Counts.NO, 5, needs_reason=True, asks_reason=_WHY),
    ),
)
YES_NO = Scale(
    "yes_no",
    pgettext_lazy("scale", "Yes, no, abstention"),
    (
        Choice("yes", pgettext_lazy("choice", "Yes"), Counts.YES, 1),
        Choice("no", pgettext_lazy("choice", "No"), Counts.NO, 5, asks_reason=_WHY),
        Choice("abstain", pgettext_lazy("choice", "Abstention"), Counts.ABSTAIN, 3),
    ),
)
CONSENSUS = Scale(
    "consensus",
    pgettext_lazy("scale", "Consensus: six grades with veto"),
    (
        Choice("full", pgettext_lazy("choice", "Full support"), Counts.YES, 1),
        Choice("concerns", pgettext_lazy("choice", "Support with concerns"), Counts.YES, 2, asks_reason=_CONCERNS),
        Choice("neutral", pgettext_lazy("choice", "Neutral or not affected"), Counts.ABSTAIN, 3),
        Choice("reservations", pgettext_lazy("choice", "Reservations"), Counts.NO, 4, needs_reason=True, asks_reason=_WHY),
        Choice("aside", pgettext_lazy("choice", "We stand aside"), Counts.ABSTAIN, 3, needs_reason=True, asks_reason=_WHY),
        Choice("veto", pgettext_lazy("choice", "Veto"), Counts.VETO, 5, needs_reason=True, asks_reason=_WHY),
        Choice("no_mandate", pgettext_lazy("choice", "No mandate yet"), Counts.NOTHING, 0),
    ),
)

SCALES: dict[str, Scale] = {scale.code: scale for scale in (GRADED, YES_NO, CONSENSUS)}
SCALE_CHOICES = [(scale.code, scale.label) for scale in SCALES.values()]
