"""What nearly says the same, from words alone."""

import pytest

from consultations.likeness import groups, likeness, words


def test_words_without_case_accents_punctuation_and_order():
    assert words("Die Frist, die FRÍST!") == words("frist die") == frozenset({"die", "frist"})


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("eins zwei", "eins zwei", 1), ("eins zwei", "drei vier", 0), ("eins zwei drei", "eins zwei vier", 0.5), ("", "", 0)],
)
def test_the_share_of_common_words(one, other, share):
    assert likeness(words(one), words(other)) == share


def test_those_alike_are_together_in_their_order():
    texts = {
        7: "Die Kinderbetreuung während des Kurses fehlt.",
        2: "Es fehlt die Kinderbetreuung während des Kurses!",
        5: "Wer trägt die Kosten der Anerkennung?",
        9: "Wer trägt eigentlich die Kosten der Anerkennung?",
        4: "Ganz etwas anderes steht hier.",
    }
    assert groups(texts) == [[2, 7], [5, 9]]


def test_of_a_few_words_nothing_is_said():
    assert groups({1: "Zu knapp.", 2: "Zu knapp."}) == []


def test_no_chain_of_small_differences():
    texts = {1: "a b c d e", 2: "a b c d x", 3: "a b y z x"}
    assert groups(texts) == [[1, 2]]
