"""Which section is which: certain, or asked; never guessed."""

import time
import uuid

from positions.importing.matching import KnownSection, match

from ..building import section, words

LONG = (
    "Die Beratung zugewanderter Menschen ist eine Aufgabe des Landes und der Kommunen gemeinsam. "
    "Sie braucht verlässliche Mittel über mehrere Jahre, damit Stellen nicht jedes Jahr neu besetzt werden."
)
OTHER = (
    "Abschlüsse aus dem Ausland sind innerhalb von drei Monaten zu prüfen und anzuerkennen. "
    "Wer nachqualifiziert werden muss, erhält dafür einen Zuschuss zum Lebensunterhalt."
)


def known(*sections):
    return [KnownSection(uuid.uuid4(), found.heading, found.tree) for found in sections]


def matched(old, *new):
    """For each section of the file: place of its partner, "new", or "?"."""
    found = match(old, new)
    places = {old_section.key: place for place, old_section in enumerate(old)}
    asked = {question.index for question in found.questions}
    return [
        "?" if place in asked else "new" if found.partners[place] is None else places[found.partners[place]]
        for place in range(len(new))
    ]


def test_an_unchanged_file_matches_throughout():
    sections = [section("A", LONG), section("Teil"), section("B", OTHER)]
    found = match(known(*sections), sections)
    assert (found.is_certain, sorted(found.partners)) == (True, [0, 1, 2])


def test_moved_sections_are_found():
    assert matched(known(section("A", LONG), section("B", OTHER)), section("B", OTHER), section("A", LONG)) == [1, 0]


def test_the_same_heading_is_enough():
    assert matched(known(section("A", LONG), section("B", OTHER)), section("A", "Neu."), section("B", OTHER)) == [0, 1]


def test_the_same_words_under_another_heading_are_enough():
    assert matched(known(section("Alt", LONG), section("B", OTHER)), section("Neu", LONG), section("B", OTHER)) == [0, 1]


def test_few_words_are_not_enough():
    """ "(weggefallen)" stands in many places."""
    old = known(section("§ 1 Alt", "(weggefallen)"), section("B", OTHER))
    assert matched(old, section("§ 7 Neu", "(weggefallen)"), section("B", OTHER)) == ["?", 1]


def test_similar_words_under_another_heading_are_enough():
    edited = LONG.replace("mehrere", "fünf").replace("jedes Jahr neu", "ständig neu")
    assert matched(known(section("Alt", LONG), section("B", OTHER)), section("Neu", edited), section("B", OTHER)) == [0, 1]


def test_two_that_are_as_similar_are_asked_about():
    first, second = LONG.replace("mehrere", "fünf"), LONG.replace("mehrere", "zehn")
    old = known(section("Alt", LONG))
    found = match(old, [section("Eins", first), section("Zwei", second)])
    assert [question.index for question in found.questions] == [0, 1]
    assert [question.candidates for question in found.questions] == [old, old]


def test_likelier_candidates_come_first():
    half = LONG.split(".")[0] + ". " + OTHER.split(".")[1]
    old = known(section("X", "Etwas ganz anderes, das mit keinem der beiden zu tun hat."), section("Y", LONG))
    [question] = match(old, [section("Neu", half)]).questions
    assert [candidate.heading for candidate in question.candidates] == ["Y", "X"]


def test_several_of_one_name_are_matched_in_order_if_none_came_or_went():
    old = known(section("Begründung", "eins"), section("A", LONG), section("Begründung", "zwei"))
    assert matched(old, section("Begründung", "1"), section("A", LONG), section("Begründung", "2")) == [0, 1, 2]


def test_several_of_one_name_are_asked_about_if_one_went():
    old = known(section("Begründung", "eins"), section("A", LONG), section("Begründung", "zwei"))
    assert matched(old, section("Begründung", "1"), section("A", LONG)) == ["?", 1]


def test_a_renumbered_section_is_found():
    old = known(section("§ 5 Zulassung", LONG), section("§ 6 Prüfung", OTHER))
    changed = section("§ 6 Zulassung", LONG.replace("mehrere", "fünf")), section("§ 7 Prüfung", OTHER)
    assert matched(old, *changed) == [0, 1]


def test_what_can_only_be_new_is_not_asked_about():
    old = known(section("A", LONG))
    found = match(old, [section("A", LONG), section("B", OTHER)])
    assert (found.partners[1], found.questions, found.left) == (None, [], [])


def test_what_is_gone_is_left():
    old = known(section("A", LONG), section("B", OTHER))
    found = match(old, [section("A", LONG)])
    assert (found.left, found.is_certain) == ([old[1]], False)
    assert found.removed({}) == [old[1]]


def test_a_replaced_section_is_asked_about():
    old = known(section("A", LONG), section("B", OTHER))
    found = match(old, [section("A", LONG), section("C", "Ganz neu und anders gefasst ist dieser Text hier.")])
    assert [(question.index, question.heading) for question in found.questions] == [(1, "C")]
    assert found.removed({1: old[1].key}) == []
    assert found.removed({1: None}) == [old[1]]


def test_five_hundred_rewritten_sections_take_seconds():
    """Every heading new and every text edited: the worst case."""
    texts = [" ".join(f"wort{(number * 7919 + place * 31) % 4000}" for place in range(200)) for number in range(500)]
    old = [KnownSection(uuid.uuid4(), f"Alt {number}", words(text)) for number, text in enumerate(texts)]
    new = [section(f"Neu {number}", text.replace("wort1", "Satz1", 12)) for number, text in enumerate(texts)]
    started = time.process_time()
    found = match(old, new)
    assert time.process_time() - started < 10
    assert len(found.partners) + len(found.questions) == 500
