"""Patterns: templates rendered once and filled many times, escaped like any template."""

import pytest
from django.utils.safestring import SafeString

from consultations.views.patterns import Pattern, place


@pytest.fixture
def greeting() -> Pattern:
    return Pattern(f"<p>{place('who')}, {place('what')} ({place('who')})</p>")


def test_every_place_is_filled(greeting):
    assert greeting.fill({"who": "Birke", "what": "guten Tag"}) == "<p>Birke, guten Tag (Birke)</p>"


def test_what_is_filled_in_is_escaped_unless_it_is_safe(greeting):
    filled = greeting.fill({"who": "<b>Wir & ihr</b>", "what": SafeString("<i>hallo</i>")})
    assert filled == "<p>&lt;b&gt;Wir &amp; ihr&lt;/b&gt;, <i>hallo</i> (&lt;b&gt;Wir &amp; ihr&lt;/b&gt;)</p>"
    assert isinstance(filled, SafeString)


def test_a_value_is_never_read_as_a_place(greeting):
    assert greeting.fill({"who": place("what"), "what": "x"}) == f"<p>{place('what')}, x ({place('what')})</p>"


def test_places_can_be_filled_in_advance(greeting):
    given = greeting.given(who="<Birke>")
    assert given.fill({"what": "guten Tag"}) == "<p>&lt;Birke&gt;, guten Tag (&lt;Birke&gt;)</p>"
    assert greeting.fill({"who": "Zeder", "what": "hallo"}) == "<p>Zeder, hallo (Zeder)</p>"


def test_a_missing_value_is_an_error(greeting):
    with pytest.raises(KeyError):
        greeting.fill({"who": "Birke"})
