"""A phrase of a wording: finding it in a plain text, and saying where it lands in another one. Pure.

The plain text is that of `positions.wording.tree.plain_text`: one line a paragraph, labels of lists at the beginning of their
lines, footnotes on lines of their own. What a browser selects of the page differs from it in white space, in labels, which
browsers draw themselves, and in the marks of footnotes; what people type differs in dashes and quotation marks. `find` reads
all of that as the same words.

`land` never guesses. A phrase is *placed* where the same words stand in the same surroundings and there is no second such
place; it has *moved* where a person would say "this must be it", and a person has to; everything else is *orphaned*.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .enums import Landing

CONTEXT = 64  # characters kept on either side of a phrase, whole words of them
_NEIGHBOURS = 3  # words of the paragraph above or below by which it is known again
_LOOK = 8  # words of its own paragraph on either side of a phrase that are its surroundings
_NEAR = 3  # words right beside a phrase that speak for its place, whatever became of the rest
_LIKE = 0.5  # how much of the words around it must be the same for a paragraph to be called the same
_TELLING = 6  # words: a phrase as long as this is not said twice by chance

_LABEL = r"(?:[–—•·*-]|\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]|§ ?\d+)[^\S\n]+"
_LABELS = re.compile(rf"^{_LABEL}", re.MULTILINE)
_GAP = rf"(?:[^\S\n]+|\s*\n\s*(?:{_LABEL})?)"
_WORD = re.compile(r"\w+")
_FOOTNOTE_MARKS = re.compile(r"(?<=[^\W\d_])\d{1,3}(?!\w)|(?<=[.,;:!?)\]»“”\"])\d{1,3}(?!\w)|[¹²³⁰⁴-⁹]+")
_ALIKE = ('„“”"«»‟', "‚‘’'‹›", "-‐‑‒–—−")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WRAPPING = ' \t\n„“”"«»…'


@dataclass(frozen=True)
class Phrase:
    """Words of one plain text, from character `start`; `before` and `after` are what stands around them there."""

    start: int
    quote: str
    before: str = ""
    after: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.quote)


@dataclass(frozen=True)
class Quotation:
    """Words as somebody quoted them, and what stood around them, if that is known."""

    words: str = ""
    before: str = ""
    after: str = ""

    def __bool__(self) -> bool:
        return bool(self.words.strip())


@dataclass(frozen=True)
class Landed:
    """Where a phrase is in another text; without a phrase it has no place there.

    `is_elsewhere` says of an orphan that its words do occur, in other surroundings.
    """

    landing: Landing
    phrase: Phrase | None = None
    is_elsewhere: bool = False


def phrase_at(text: str, start: int, length: int) -> Phrase:
    """The phrase of `length` characters from `start`, with whole words around it."""
    end = start + length
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT and _is_inside_word(text, start - CONTEXT):
        before = re.sub(r"^\S+", "", before)
    if end + CONTEXT < len(text) and _is_inside_word(text, end + CONTEXT):
        after = re.sub(r"\S+$", "", after)
    return Phrase(start, text[start:end], before, after)


def find(quotation: Quotation, text: str) -> list[Phrase]:
    """Every place where these words stand. Where they only stand inside words, those are meant.

    Of several places, the words around the quotation tell which one is meant, if they can.
    """
    readings = list(_readings(quotation.words))
    spans = _spans(readings, text) or list(dict.fromkeys(_widened(text, *span) for span in _matches(readings, text)))
    places = [phrase_at(text, start, end - start) for start, end in spans]
    meant = Phrase(0, "", quotation.before, quotation.after)
    if len(places) > 1:
        agreeing = [(_agreeing(meant, place), place) for place in places]
        most = max(agreement for agreement, _ in agreeing)
        best = [place for agreement, place in agreeing if agreement == most]
        return best if most and len(best) == 1 else places
    return places


def land(phrase: Phrase, *, then: str, now: str) -> Landed:
    """Where a phrase of the text `then` is in the text `now`."""
    if then == now:
        return Landed(Landing.PLACED, phrase)
    found = [phrase_at(now, start, end - start) for start, end in _again(phrase, now)]
    ours = [place for place in found if _has_same_surroundings(phrase, then, place, now)]
    if ours:
        return _landed_in_same_surroundings(phrase, then, ours, now)
    others = [phrase_at(then, start, end - start) for start, end in _again(phrase, then) if start != phrase.start]
    free = [place for place in found if not any(_has_same_surroundings(other, then, place, now) for other in others)]
    likely = [(likeness, place) for place in free if (likeness := _likeness(phrase, then, place, now))]
    if likely:
        return Landed(Landing.MOVED, max(likely, key=lambda one: one[0])[1])
    if len(free) == 1 and len(_words(phrase.quote)) >= _TELLING:
        return Landed(Landing.MOVED, free[0])
    return Landed(Landing.ORPHANED, is_elsewhere=bool(found))


def passage(phrase: Phrase, *, then: str, now: str, at: Phrase | None = None) -> tuple[str, str]:
    """The paragraph the phrase stood in, and what stands in its place now: the one it landed `at`, or the one most like it."""
    was = _around(then, phrase)
    if at is not None:
        return was, _around(now, at)
    words = _words(was)
    rated = [(SequenceMatcher(None, words, _words(line), autojunk=False).ratio(), line) for line in now.splitlines()]
    likeness, line = max(rated, default=(0.0, ""), key=lambda one: one[0])
    return was, line if likeness >= _LIKE else ""


# --- Finding words ----------------------------------------------------------------------------------------------------------


def _readings(quote: str) -> Iterator[str]:
    """What may be meant: as it stands, without the marks of footnotes, without what people put around a quotation."""
    quote = unicodedata.normalize("NFC", quote).translate(_INVISIBLE).strip()
    unmarked = _FOOTNOTE_MARKS.sub("", quote)
    yield from dict.fromkeys([quote, unmarked, quote.strip(_WRAPPING), unmarked.strip(_WRAPPING)])


def _again(phrase: Phrase, text: str) -> list[tuple[int, int]]:
    """Where the words of a phrase stand, whatever the labels of lists are by now."""
    first, *lines = phrase.quote.split("\n")
    unlabelled = "\n".join([first, *(_LABELS.sub("", line) for line in lines)])
    return _spans([phrase.quote, unlabelled], text)


def _spans(readings: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Beginning and end of every place where these whole words stand, in the first reading that has one."""
    for reading in readings:
        found = [(start, end) for start, end in _matches([reading], text) if not _cuts_a_word(text, start, end)]
        if found:
            return found
    return []


def _matches(readings: Iterable[str], text: str) -> list[tuple[int, int]]:
    """The same of these letters, be they whole words or parts of words."""
    for reading in readings:
        if _WORD.search(reading):
            pattern = _GAP.join("\u00ad?".join(map(_loose, word)) for word in reading.split())
            if found := [match.span() for match in re.finditer(pattern, text)]:
                return found
    return []


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    return _is_inside_word(text, start) or _is_inside_word(text, end)


def _loose(character: str) -> str:
    alike = next((group for group in _ALIKE if character in group), "")
    return f"[{re.escape(alike)}]" if alike else re.escape(character)


def _is_inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    while _is_inside_word(text, start):
        start -= 1
    while _is_inside_word(text, end):
        end += 1
    return start, end


def _words(text: str) -> list[str]:
    return _WORD.findall(_LABELS.sub("", text))


# --- Comparing surroundings -------------------------------------------------------------------------------------------------


def _landed_in_same_surroundings(phrase: Phrase, then: str, ours: list[Phrase], now: str) -> Landed:
    """Placed if there were as many such places before, in the same order, and the paragraph stayed among its neighbours."""
    twins = [phrase_at(then, start, end - start) for start, end in _again(phrase, then)]
    before = [twin.start for twin in twins if _has_same_surroundings(phrase, then, twin, then)]
    rank = before.index(phrase.start) if phrase.start in before else 0
    place = ours[min(rank, len(ours) - 1)]
    is_certain = len(before) == len(ours) and _kept_its_place(phrase, then, place, now)
    return Landed(Landing.PLACED if is_certain else Landing.MOVED, place)


def _has_same_surroundings(phrase: Phrase, text: str, place: Phrase, other: str) -> bool:
    """The same words before and after in its paragraph, as far as one looks."""
    pairs = zip(_beside(phrase, text), _beside(place, other), strict=True)
    return all(words[:_LOOK] == there[:_LOOK] for words, there in pairs)


def _beside(phrase: Phrase, text: str) -> tuple[list[str], list[str]]:
    """The words of its paragraph before a phrase, outwards, and after it."""
    first, last = _edges(text, phrase)
    return _words(text[first : phrase.start])[::-1], _words(text[phrase.end : last])


def _edges(text: str, phrase: Phrase) -> tuple[int, int]:
    """Where the paragraph of a phrase begins and ends; the paragraphs, if it reaches over several."""
    last = text.find("\n", phrase.end)
    return text.rfind("\n", 0, phrase.start) + 1, len(text) if last < 0 else last


def _around(text: str, phrase: Phrase) -> str:
    first, last = _edges(text, phrase)
    return text[first:last]


def _kept_its_place(phrase: Phrase, then: str, place: Phrase, now: str) -> bool:
    """A paragraph stands where it stood if one of its neighbours still does, or if it is still between those that stayed."""
    (above, below), (above_there, below_there) = _neighbours(then, phrase), _neighbours(now, place)
    return above == above_there or below == below_there or _is_between_the_same(phrase, then, place, now)


def _neighbours(text: str, phrase: Phrase) -> tuple[list[str], list[str]]:
    """The last words above the paragraph and the first ones below it; none where the text begins or ends."""
    first, last = _edges(text, phrase)
    return _words(text[:first])[-_NEIGHBOURS:], _words(text[last:])[:_NEIGHBOURS]


def _is_between_the_same(phrase: Phrase, then: str, place: Phrase, now: str) -> bool:
    (above, below), (above_there, below_there) = _lines(then, phrase), _lines(now, place)
    crossed = (above & below_there) | (below & above_there)
    return not crossed and (not above or bool(above & above_there)) and (not below or bool(below & below_there))


def _lines(text: str, phrase: Phrase) -> tuple[set[str], set[str]]:
    first, last = _edges(text, phrase)
    above, below = (_LABELS.sub("", part).splitlines() for part in (text[:first], text[last:]))
    return {line for line in above if line}, {line for line in below if line}


def _likeness(phrase: Phrase, then: str, place: Phrase, now: str) -> float:
    """How much speaks for a place whose surroundings are not the same: 0 if nothing that counts."""
    (before, after), (before_there, after_there) = _beside(phrase, then), _beside(place, now)
    words, there = before[::-1] + after, before_there[::-1] + after_there
    ratio = SequenceMatcher(None, words, there, autojunk=False).ratio() if words and there else 0.0
    near = _agreeing(phrase_at(then, phrase.start, len(phrase.quote)), place)
    return ratio + near if ratio >= _LIKE or near >= _NEAR else 0.0


def _agreeing(phrase: Phrase, place: Phrase) -> int:
    """How many words right beside both are the same."""
    before = _same_from_the_start(_words(phrase.before)[::-1], _words(place.before)[::-1])
    return before + _same_from_the_start(_words(phrase.after), _words(place.after))


def _same_from_the_start(words: list[str], others: list[str]) -> int:
    count = 0
    for one, other in zip(words, others, strict=False):
        if one != other:
            break
        count += 1
    return count
