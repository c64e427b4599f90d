"""Suggestions as pages name them in one line."""

import pytest

from consultations.models import Suggestion
from consultations.queries.suggested import gist
from positions.models import VersionSection

STANDS = "Der Entwurf greift zu kurz.\nWir fordern eine Stelle. Sie stellt ein Team von zwanzig Personen."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STANDS.replace("zwanzig", "dreißig"), "… Sie stellt ein Team von dreißig Personen."),
        (STANDS.replace("fordern", "wollen"), "… Wir wollen eine Stelle. Sie stellt ein T…"),
        (STANDS.replace("Der", "Ein"), "Ein Entwurf greift zu kurz. Wir fordern ei…"),
        (f"{STANDS} Für drei Jahre.", "… Für drei Jahre."),
        ("Anders.", "Anders."),
        (STANDS[:27], "Der Entwurf greift zu kurz."),
    ],
)
def test_it_is_named_from_the_sentence_on_that_differs(text, expected):
    assert gist(Suggestion(text=text, wording=VersionSection(text=STANDS)), 43) == expected
