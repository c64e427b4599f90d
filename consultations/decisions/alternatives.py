"""One of several: the rules by which a group of alternatives is decided (DOMAIN §5.2, rules 6 and 9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..scales import HIGHEST_RESISTANCE


@dataclass(frozen=True)
class Plurality:
    """Which option got the most votes. `chosen` is None where nobody voted or several lead: then `tied` needs a run-off."""

    chosen: int | None
    tied: tuple[int, ...]
    votes: int


def most_votes(votes: Mapping[int, int]) -> Plurality:
    """Relative majority. `votes`: option → its votes (all options, also those with none)."""
    most = max(votes.values(), default=0)
    leading = tuple(sorted(option for option, number in votes.items() if number == most)) if most else ()
    return Plurality(chosen=leading[0] if len(leading) == 1 else None, tied=leading if len(leading) > 1 else (), votes=most)


@dataclass(frozen=True)
class RatedOption:
    """What an option met with: `resistance` R = Σ w·r over the `raters` who rated it, whose weights sum to `weight`.

    Its normalised conflict is the fraction R / (10·weight), kept as two integers; acceptance is one minus that. `is_eligible`:
    accepted more than leaving everything as it is, where that can be chosen.
    """

    option: int
    resistance: int
    weight: int
    raters: int
    is_eligible: bool = True

    @property
    def conflict(self) -> tuple[int, int]:
        return self.resistance, HIGHEST_RESISTANCE * self.weight

    @property
    def acceptance_percent(self) -> int | None:
        """Rounded down, for people; decisions use the fraction. None if nobody rated it."""
        numerator, denominator = self.conflict
        return (denominator - numerator) * 100 // denominator if denominator else None


@dataclass(frozen=True)
class Resistance:
    """Systemic consensing. `chosen` is None where nothing was rated, nothing beats the passive option, or several tie."""

    options: tuple[RatedOption, ...]
    chosen: int | None
    tied: tuple[int, ...]


def least_resistance(
    ratings: Iterable[tuple[int, Mapping[int, int]]], *, options: Iterable[int], passive: int | None
) -> Resistance:
    """`ratings`: for each voter the weight and option → resistance 0…10. An option that a voter left out is not rated by them.

    The eligible option with the least normalised conflict is chosen; with equal numbers of raters that is the least sum.
    """
    given = [(weight, dict(rated)) for weight, rated in ratings if weight > 0]
    rated = [_rated(option, given) for option in options]
    limit = next((option for option in rated if option.option == passive), None)
    rated = [replace(o, is_eligible=o.raters > 0 and (o is limit or _better(o, limit))) for o in rated]
    standing = [option for option in rated if option.is_eligible and option.option != passive]
    best = [option for option in standing if not any(_less(other, option) for other in standing)]
    tied = tuple(option.option for option in best) if len(best) > 1 else ()
    return Resistance(options=tuple(rated), chosen=best[0].option if len(best) == 1 else None, tied=tied)


def _rated(option: int, given: list[tuple[int, dict[int, int]]]) -> RatedOption:
    own = [(weight, rated[option]) for weight, rated in given if option in rated]
    return RatedOption(
        option=option,
        resistance=sum(weight * rating for weight, rating in own),
        weight=sum(weight for weight, _ in own),
        raters=len(own),
    )


def _better(option: RatedOption, passive: RatedOption | None) -> bool:
    """Accepted more than doing nothing; without a passive option, or one nobody rated, every option is."""
    return passive is None or passive.raters == 0 or _less(option, passive)


def _less(one: RatedOption, other: RatedOption) -> bool:
    """Less normalised conflict: fractions compared without dividing."""
    (a, b), (c, d) = one.conflict, other.conflict
    return a * d < c * b
