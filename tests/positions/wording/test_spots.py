"""Phrases marked in a wording: the words stay, and what is marked is what was meant."""

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from positions.wording.from_html import tree_from_html
from positions.wording.spots import Span, with_spots
from positions.wording.to_html import html
from positions.wording.tree import plain_text

from .trees import TREE


def marked(source: str, *words: str) -> str:
    tree = tree_from_html(source)
    text = plain_text(tree)
    spans = [Span(text.index(one), text.index(one) + len(one), f"z{n}", f"#c{n}") for n, one in enumerate(words, start=1)]
    return html(with_spots(tree, spans))


@pytest.mark.parametrize(
    ("source", "words", "shown"),
    [
        ("<p>Ab acht Personen.</p>", ["acht"], '<p>Ab <a href="#c1" class="spot" id="z1">acht</a> Personen.</p>'),
        ("<p>Ab <b>acht</b> Personen.</p>", ["acht Per"],
         '<p>Ab <a href="#c1" class="spot" id="z1"><b>acht</b></a><a href="#c1" class="spot"> Per</a>sonen.</p>'),
        ("<p><a href='https://example.org'>Ab acht</a></p>", ["acht"],
         '<p><a href="https://example.org">Ab <mark class="spot" id="z1">acht</mark></a></p>'),
        ("<p>Ab 8.</p>", ["Ab 8", "8"],
         '<p><a href="#c1" class="spot" id="z1">Ab </a>'
         '<a href="#c1" class="spot"><mark class="spot" id="z2">8</mark></a>.</p>'),
        ("<ul><li>Bus</li><li>Bahn</li></ul>", ["Bahn"],
         '<ul><li>Bus</li><li><a href="#c1" class="spot" id="z1">Bahn</a></li></ul>'),
        ("<p>Eins.</p><p>Zwei.</p>", ["Eins.\nZwei"],
         '<p><a href="#c1" class="spot" id="z1">Eins.</a></p><p><a href="#c1" class="spot">Zwei</a>.</p>'),
    ],
)  # fmt: skip
def test_what_is_marked(source, words, shown):
    assert marked(source, *words) == shown.replace("<b>", "<strong>").replace("</b>", "</strong>")


def spotted(tree) -> str:
    """The text inside spots, in the order of the plain text."""
    found = []

    def walk(node):
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if node.get("type") == "spot":
                found.append(node["content"][0]["text"])
            else:
                for value in node.values():
                    walk(value)

    walk(tree)
    return "".join(found)


def unspotted(node):
    """The tree as it was: spots taken out, texts that were cut joined again."""
    if isinstance(node, list):
        flat = []
        for one in node:
            one = unspotted(one["content"][0] if isinstance(one, dict) and one.get("type") == "spot" else one)
            last = flat[-1] if flat else None
            both = isinstance(one, dict) and isinstance(last, dict) and one.get("type") == last.get("type") == "text"
            if both and one.get("marks") == last.get("marks"):
                flat[-1] = {**last, "text": last["text"] + one["text"]}
            else:
                flat.append(one)
        return flat
    return {name: unspotted(value) for name, value in node.items()} if isinstance(node, dict) else node


@pytest.mark.promise(1)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(TREE, st.data())
def test_the_words_stay_and_those_meant_are_marked(tree, data):
    text = plain_text(tree)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = with_spots(tree, [Span(start, end, "z1", "#c1")])
    assert unspotted(shown) == tree
    assert letters(spotted(shown)) <= letters(text[start:end])


def letters(text: str) -> Counter:
    """Labels of lists are not marked, and a footnote stands in the tree before what is read before it."""
    return Counter(re.sub(r"\s", "", text))
