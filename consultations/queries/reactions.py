"""What organisations say to comments without writing: counted, and by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Organisation

from ..enums import ReactionKind
from ..models import Reaction


@dataclass(frozen=True)
class Reacted:
    """One kind of reaction to one comment, with the organisations that gave it, by name."""

    kind: str
    label: str
    names: list[str]
    is_ours: bool

    @property
    def count(self) -> int:
        return len(self.names)


def reactions_to(comments: Iterable[int], organisation: Organisation | None) -> dict[int, list[Reacted]]:
    """Comment id → its reactions, in the order of their kinds; `organisation` is the reader's own. One statement."""
    rows = Reaction.objects.filter(comment__in=comments).order_by("organisation__name")
    own = organisation.pk if organisation else None
    found: dict[tuple[int, str], list[str]] = {}
    ours = set()
    for comment, kind, by, name in rows.values_list("comment", "kind", "organisation", "organisation__name"):
        found.setdefault((comment, kind), []).append(name)
        if by == own:
            ours.add((comment, kind))
    reactions: dict[int, list[Reacted]] = {}
    for kind in ReactionKind:
        for comment in {comment for comment, given in found if given == kind}:
            place = (comment, str(kind))
            one = Reacted(kind=kind.value, label=str(kind.label), names=found[place], is_ours=place in ours)
            reactions.setdefault(comment, []).append(one)
    return reactions
