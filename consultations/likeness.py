"""Which texts say nearly the same, from their words alone. Pure. It proposes; people decide."""

import re
import unicodedata
from collections.abc import Mapping

ALIKE = 0.6
# Of so few words nothing can be said.
FEWEST = 3
_WORD = re.compile(r"\w+")


def words(text: str) -> frozenset[str]:
    """The words of a text in small letters, without accents, punctuation and order."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words both have among all that either has: 0 nothing, 1 everything."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def groups(texts: Mapping[int, str], *, alike: float = ALIKE) -> list[list[int]]:
    """Keys of texts that are alike, two or more together, each in one group, in the order of the keys.

    A text joins the first group whose first text it is like; so a chain of small differences does not become one group.
    """
    found: list[tuple[frozenset[str], list[int]]] = []
    for key in sorted(texts):
        own = words(texts[key])
        if len(own) < FEWEST:
            continue
        for first, members in found:
            # The smaller cannot cover more than its own size of the larger.
            if min(len(own), len(first)) >= alike * max(len(own), len(first)) and likeness(own, first) >= alike:
                members.append(key)
                break
        else:
            found.append((own, [key]))
    return [members for _first, members in found if len(members) > 1]
