"""Which section of an edited file is which of the paper: keys are kept where it is certain, and asked about where it is not.

Certain is: the same heading and words; the same heading (order decides between several of the same name, if none came or
went); the same words under another heading; words so similar that no other section comes near. The rest is a question.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from ..wording.labels import enumerator
from ..wording.tree import Tree, plain_text, wording_digest

CERTAIN_RATIO = 0.75  # as similar as a section is to itself after a thorough edit
CERTAIN_LEAD = 0.15  # and nothing else comes near
POSSIBLE_RATIO = 0.35  # worth offering as an answer
MANY_WORDS = 8  # fewer say the same too easily ("(repealed)")
CANDIDATES = 3


@dataclass(frozen=True)
class KnownSection:
    """A section of the paper, as it stands in the editor."""

    key: uuid.UUID
    heading: str
    tree: Tree


@dataclass(frozen=True)
class Question:
    """A section of the file that may be one of the paper's (`candidates`, likeliest first) or new."""

    index: int
    heading: str
    candidates: list[KnownSection]


@dataclass
class Matching:
    """`partners`: place in the file → key, as far as certain (None: certainly new). `left`: sections without a partner yet."""

    partners: dict[int, uuid.UUID | None] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    left: list[KnownSection] = field(default_factory=list)

    @property
    def is_certain(self) -> bool:
        return not self.questions and not self.left

    def removed(self, placements: Mapping[int, uuid.UUID | None]) -> list[KnownSection]:
        """What would no longer stand in the paper after these answers."""
        taken = set(placements.values())
        return [section for section in self.left if section.key not in taken]


class _Side:
    """One section to be matched, with what is compared about it, computed once."""

    def __init__(self, place: int, heading: str, tree: Tree):
        self.place, self.heading, self.tree = place, heading, tree

    @cached_property
    def digest(self) -> str:
        return wording_digest(_folded(self.heading), self.tree)

    @cached_property
    def text_digest(self) -> str:
        return wording_digest("", self.tree)

    @cached_property
    def words(self) -> list[str]:
        return plain_text(self.tree).casefold().split()

    @cached_property
    def shingles(self) -> set[tuple[str, ...]]:
        """Neighbouring words: what two sections share, cheaply."""
        words = [*_folded(self.name).split(), *self.words]
        return set(pairwise(words)) | {(word,) for word in words if len(word) > 6}

    @cached_property
    def name(self) -> str:
        """The heading without its own number: "§ 5 Zulassung" may have become "§ 6 Zulassung"."""
        return self.heading[len(enumerator(self.heading)) :].strip(" .:–-")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def match(known: Iterable[KnownSection], imported: Iterable) -> Matching:
    """Pair the file's sections (anything with heading and tree) with the paper's."""
    paper = list(known)
    old = {place: _Side(place, section.heading, section.tree) for place, section in enumerate(paper)}
    new = {place: _Side(place, section.heading, section.tree) for place, section in enumerate(imported)}
    pairs: dict[int, int] = {}

    def take(found: Mapping[int, int]) -> None:
        for new_place, old_place in found.items():
            pairs[new_place] = old_place
            del new[new_place], old[old_place]

    take(_same(old, new, lambda side: side.digest, all_of_them=False))
    take(_same(old, new, lambda side: _folded(side.heading) or None, all_of_them=True))
    take(_same(old, new, lambda side: side.text_digest if len(side.words) >= MANY_WORDS else None, all_of_them=True))
    likely = _likely(old, new)
    take(_outstanding(likely))
    return _result(paper, old, new, pairs, likely)


def _same(
    old: Mapping[int, _Side], new: Mapping[int, _Side], feature: Callable[[_Side], Hashable | None], *, all_of_them: bool
) -> dict[int, int]:
    """Pairs that agree in a feature. Several alike are paired in order; with `all_of_them` only if both sides have as many."""
    places: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side_number, sides in enumerate((old, new)):
        for place, side in sides.items():
            if (value := feature(side)) is not None:
                places[value][side_number].append(place)
    return {
        new_place: old_place
        for olds, news in places.values()
        if len(olds) == len(news) or not all_of_them
        for old_place, new_place in zip(olds, news, strict=False)
    }


def _likely(old: Mapping[int, _Side], new: Mapping[int, _Side]) -> dict[int, list[tuple[float, int]]]:
    """For each section of the file, (similarity, place) of the likeliest of the paper's; few are compared word by word."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for place, side in old.items():
        for shingle in side.shingles:
            holders[shingle].append(place)
    likely = {}
    for place, side in new.items():
        shared: Counter[int] = Counter()
        for shingle in side.shingles:
            if len(holders.get(shingle, ())) <= 20:  # what stands everywhere tells nothing apart
                shared.update(holders.get(shingle, ()))
        rated = [(_similarity(side, old[candidate]), candidate) for candidate, _count in shared.most_common(CANDIDATES)]
        likely[place] = sorted(
            ((ratio, at) for ratio, at in rated if ratio >= POSSIBLE_RATIO), key=lambda pair: (-pair[0], pair[1])
        )
    return likely


def _similarity(one: _Side, two: _Side) -> float:
    if not one.words and not two.words:
        return SequenceMatcher(None, _folded(one.name), _folded(two.name), autojunk=False).ratio()
    if not one.words or not two.words:
        return 0.0
    words = SequenceMatcher(None, two.words, one.words, autojunk=len(one.words) > 400)
    text = words.ratio() if words.quick_ratio() >= POSSIBLE_RATIO else 0.0
    if min(len(one.words), len(two.words)) < MANY_WORDS:
        text = min(text, CERTAIN_RATIO - CERTAIN_LEAD)
    same_name = bool(one.name) and _folded(one.name) == _folded(two.name)
    return max(text, min(1.0, text + 0.3) if same_name else 0.0)


def _outstanding(likely: Mapping[int, list[tuple[float, int]]]) -> dict[int, int]:
    """Pairs similar beyond doubt: nothing else comes near, seen from either side."""
    rivals: dict[int, list[float]] = defaultdict(list)
    for rated in likely.values():
        for ratio, old_place in rated:
            rivals[old_place].append(ratio)
    found = {}
    for new_place, rated in likely.items():
        if not rated:
            continue
        best, old_place = rated[0]
        others = [ratio for ratio, _at in rated[1:2]] + sorted(rivals[old_place], reverse=True)[:2]
        others.remove(best) if best in others else None
        if best >= CERTAIN_RATIO and all(best - other >= CERTAIN_LEAD for other in others):
            found[new_place] = old_place
    return found


def _result(
    paper: list[KnownSection],
    old: Mapping[int, _Side],
    new: Mapping[int, _Side],
    pairs: Mapping[int, int],
    likely: Mapping[int, list[tuple[float, int]]],
) -> Matching:
    matching = Matching({place: paper[old_place].key for place, old_place in pairs.items()})
    matching.left = [paper[place] for place in sorted(old)]
    for place, side in sorted(new.items()):
        if not old:
            matching.partners[place] = None  # every section of the paper has its partner: this one can only be new
            continue
        first = [at for _ratio, at in likely.get(place, ()) if at in old]
        rest = sorted((at for at in old if at not in first), key=lambda at: (abs(at - place), at))
        matching.questions.append(Question(place, side.heading, [paper[at] for at in [*first, *rest]]))
    return matching
