"""Votes as pictures: SVG paths in a viewBox as wide as there are organisations, stretched by the style sheet (no inline style).

A part is anything with `mark` (1 full stroke up, 2 half up, 3 square, 4 half down, 5 full down, 0 nothing) and `organisations`.
The pictures are decoration: the page says the same in words beside them.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class Choice(Protocol):
    mark: int


class Cell(Protocol):
    """`mark` is 0 where nothing counts; `choice` is what was said, also where it is stale."""

    mark: int
    choice: Choice | None
    is_stale: bool


class Part(Protocol):
    mark: int
    organisations: int


# By mark: where a stroke begins and how tall it is, on a line at 20 of 40.
STROKES = {1: (0, 20), 2: (10, 10), 3: (18, 4), 4: (20, 10), 5: (20, 20)}
MARKS = tuple(STROKES)
FEWEST = 32  # places a map has room for at least, so that few organisations still get strokes and not blocks
GAP = 0.0035  # between the parts of a bar, as a share of its length


@register.simple_tag
def bar(parts: Iterable[Part], total: int) -> SafeString:
    """How the organisations are divided, as one bar; what is missing to `total` stays hollow."""
    counts = {mark: count for mark, count in _counts(parts).items() if count}
    width = max(total, sum(counts.values()), 1)
    gap, drawn, at = GAP * width, [], 0
    for mark, count in counts.items():
        drawn.append(f'<rect class="f{mark}" x="{at + gap / 2:.2f}" y="0" width="{count - gap:.2f}" height="10"/>')
        at += count
    return mark_safe(
        f'<svg viewBox="0 0 {width} 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="rest" x="0" y="0" width="{width}" height="10"/>{"".join(drawn)}</svg>'
    )


@register.simple_tag
def strokes(parts: Iterable[Part], total: int) -> SafeString:
    """One stroke an organisation, those that carry first; who did not vote leaves a gap on the line."""
    drawn, at = [], 0
    for mark, count in _counts(parts).items():
        top, height = STROKES[mark]
        path = "".join(f"M{seat}.19 {top}h.62v{height}h-.62z" for seat in range(at, at + count))
        drawn.append(f'<path class="f{mark}" d="{path}"/>' if path else "")
        at += count
    width = max(total, at, 1)
    return mark_safe(
        f'<svg class="map" viewBox="0 0 {max(width, FEWEST)} 40" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="base" d="M0 20h{width}" vector-effect="non-scaling-stroke"/>{"".join(drawn)}</svg>'
    )


@register.simple_tag
def seats(cells: Sequence[Cell], own: Sequence[int], label: str) -> SafeString:
    """One stroke for each seat, each at its own place in every row; stale ones are hollow, own ones stand on a ground.

    `label` names the ids of the elements that say in words what the picture shows.
    """
    width = max(len(cells), FEWEST)
    drawn = [f'<rect class="us" x="{seat}" y="0" width="1" height="40"/>' for seat in own]
    tens = "".join(f"M{ten} 0v40" for ten in range(10, len(cells), 10))
    drawn.append(f'<path class="ten" d="{tens}" vector-effect="non-scaling-stroke"/>' if tens else "")
    drawn.append(f'<path class="base" d="M0 20h{len(cells)}" vector-effect="non-scaling-stroke"/>')
    for mark, (top, height) in STROKES.items():
        path = "".join(f"M{seat}.19 {top}h.62v{height}h-.62z" for seat, cell in enumerate(cells) if cell.mark == mark)
        drawn.append(f'<path class="f{mark}" d="{path}"/>' if path else "")
    hollow = "".join(
        f"M{seat}.25 {STROKES[cell.choice.mark][0]}h.5v{STROKES[cell.choice.mark][1]}h-.5z"
        for seat, cell in enumerate(cells)
        if cell.is_stale and cell.choice.mark in STROKES
    )
    drawn.append(f'<path class="hollow" d="{hollow}" vector-effect="non-scaling-stroke"/>' if hollow else "")
    return mark_safe(
        f'<svg class="map" viewBox="0 0 {width} 40" preserveAspectRatio="none" role="img" aria-labelledby="{escape(label)}">'
        f"{''.join(drawn)}</svg>"
    )


@register.simple_tag
def steps(values: Sequence[int], most: int) -> SafeString:
    """How a number grew: one step for each value, as a line on a ground as high as `most`."""
    width, height = max(len(values), 1), max(most, 1)
    path = "".join(f"{'M' if not place else 'L'}{place} {height - value}h1" for place, value in enumerate(values))
    return mark_safe(
        f'<svg class="growth" viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="rest" x="0" y="0" width="{width}" height="{height}"/>'
        f'<path class="line" d="{path}" vector-effect="non-scaling-stroke"/></svg>'
    )


@register.simple_tag
def share(part: int, whole: int) -> SafeString:
    """A part of a whole as a bar."""
    width = max(whole, 1)
    return mark_safe(
        f'<svg viewBox="0 0 {width} 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="rest" x="0" y="0" width="{width}" height="10"/>'
        f'<rect class="f1" x="0" y="0" width="{part}" height="10"/></svg>'
    )


@register.filter
def percent(part: int, whole: int) -> str:
    """ "67 %", rounded down: what is not reached is not shown as reached."""
    return f"{part * 100 // whole} %" if whole else "–"


@register.simple_tag
def attendance(present: int, total: int) -> SafeString:
    """So many upright strokes on a line long enough for all."""
    width = 12 * max(total, 1)
    path = "".join(f"M{12 * seat + 3} 0h5v18h-5z" for seat in range(present))
    return mark_safe(
        f'<svg viewBox="0 0 {width} 22" width="{round(width * 1.27)}" height="28" aria-hidden="true">'
        f'<path class="f1" d="{path}"/><path class="base" d="M0 18.5h{width}"/></svg>'
    )


@register.filter
def in_groups(digest: str) -> str:
    """A long digest in groups of eight, as people compare it."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _counts(parts: Iterable[Part]) -> dict[int, int]:
    counts = dict.fromkeys(MARKS, 0)
    for part in parts:
        if part.mark in counts:
            counts[part.mark] += part.organisations
    return counts
