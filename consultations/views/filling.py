"""A vote form that could not be stored is shown again as it was sent."""

from collections.abc import Mapping

from ..actions.votes import InvalidAnswer, VoteRefused
from ..queries.paper import Filled


def as_typed(typed: Mapping[str, str], refused: VoteRefused | None, *, prefix: str = "") -> Filled:
    """What was typed, so that nothing is lost, and at which field what was wrong about it stands."""
    return Filled(
        choice=typed.get(f"{prefix}choice", ""),
        reason=typed.get(f"{prefix}reason", ""),
        condition=typed.get(f"{prefix}condition", ""),
        error=str(refused) if refused else "",
        error_field=refused.field if isinstance(refused, InvalidAnswer) else "",
    )
