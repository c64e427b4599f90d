"""What has changed inside one paragraph, word by word, as people would mark it with a pencil.

Punctuation and spaces are words of their own. Where most is new, all of it is shown as new; a word or two that stay between
changes are crossed out with them, for nobody reads four marks in a row.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from shared.canonical import canonical

from .tree import Inline

INSERTED, DELETED = "ins", "del"
# A word with what holds it together ("1.000", "Bürger*innen", "Anna-Amalia"), a space, or any other sign.
_WORDS = re.compile(r"\w+(?:[.,:/*'’\-‑]\w+)*|\s+|[^\w\s]")
_LITTLE = 4  # letters: und, die, oder
_TOO_LITTLE = 0.3  # of the words that both have; below, a paragraph is another one


def changed_inlines(old: list[Inline], new: list[Inline]) -> list[Inline]:
    """One content that shows both: what stays, and what was deleted and inserted."""
    words, others = list(words_of(old)), list(words_of(new))
    found: list[Inline] = []
    for stays, gone, come in _steps(words, others):
        if stays:
            found += _joined(gone)
        else:
            found += marked(_joined(gone), DELETED) + marked(_joined(come), INSERTED)
    return found


def likeness(old: Counter[bytes], new: Counter[bytes]) -> float:
    """How much two texts have in common, from 0 to 1, by their words."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def spoken_words(content: list[Inline]) -> Counter[bytes]:
    """The words proper of a content, by which it is found alike another."""
    return Counter(canonical(word) for word in words_of(content) if _says_something(word))


def words_of(content: list[Inline]) -> Iterator[Inline]:
    """Texts word by word; everything else is one word."""
    for node in content:
        if node["type"] == "text":
            for word in _WORDS.findall(node["text"]):
                yield {**node, "text": word}
        else:
            yield node


def marked(content: list[Inline], mark: str) -> list[Inline]:
    return [{"type": mark, "content": content}] if content else []


Step = tuple[bool, list[Inline], list[Inline]]  # whether it stays; what stood there; what stands there now


def _steps(words: list[Inline], others: list[Inline]) -> list[Step]:
    keys, other_keys = [canonical(word) for word in words], [canonical(word) for word in others]
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    steps = [(operation == "equal", words[i:j], others[k:m]) for operation, i, j, k, m in matcher.get_opcodes()]
    if _mostly_new(steps):
        return [(False, words, others)]
    return _swallowed(_swallowed(steps, _is_silent), _is_little)


def _mostly_new(steps: list[Step]) -> bool:
    stays = sum(_weight(gone) for same, gone, _come in steps if same)
    total = sum(_weight(gone) + (0 if same else _weight(come)) for same, gone, come in steps)
    changes = sum(not same for same, _gone, _come in steps)
    return changes > 1 and stays < total * _TOO_LITTLE


def _swallowed(steps: list[Step], is_swallowed: Callable[[list[Inline], Step, Step], bool]) -> list[Step]:
    """The steps with what is so between two changes made part of them."""
    kept: list[Step] = []
    for at, (same, gone, come) in enumerate(steps):
        between = 0 < at < len(steps) - 1
        if kept and same and between and is_swallowed(gone, kept[-1], steps[at + 1]):
            same = False
        if kept and not same and not kept[-1][0]:
            kept[-1] = (False, kept[-1][1] + gone, kept[-1][2] + come)
        else:
            kept.append((same, gone, come))
    return kept


def _is_silent(words: list[Inline], before: Step, after: Step) -> bool:
    """A sign or a space between two changes of which one takes away, and one puts something there."""
    return not _weight(words) and bool(before[1] or after[1]) and bool(before[2] or after[2])


def _is_little(words: list[Inline], before: Step, after: Step) -> bool:
    """One or two little words among many that change."""
    stays = _weight(words)
    if stays > 2 or any(word["type"] != "text" or len(word["text"]) > _LITTLE for word in words):
        return False
    changes = max(_weight(before[1]), _weight(before[2])), max(_weight(after[1]), _weight(after[2]))
    return min(changes) > 0 and sum(changes) >= 3 * stays + 1


def _weight(words: list[Inline]) -> int:
    return sum(map(_says_something, words))


def _says_something(word: Inline) -> bool:
    return word["type"] != "text" or any(sign.isalnum() for sign in word["text"])


def _joined(words: list[Inline]) -> list[Inline]:
    """Neighbouring texts with the same marks are one again."""
    joined: list[Inline] = []
    for word in words:
        last = joined[-1] if joined else None
        if last and last["type"] == word["type"] == "text" and last.get("marks") == word.get("marks"):
            joined[-1] = {**last, "text": last["text"] + word["text"]}
        else:
            joined.append(word)
    return joined
