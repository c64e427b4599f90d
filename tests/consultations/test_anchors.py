"""Where a phrase is found, and where it lands when its wording changes: placed, moved, orphaned, and never by guessing."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consultations.anchors import Phrase, Quotation, find, land, passage, phrase_at
from consultations.enums import Landing
from positions.wording.from_html import tree_from_html
from positions.wording.tree import plain_text

PLACED, MOVED, ORPHANED = Landing.PLACED, Landing.MOVED, Landing.ORPHANED

COURSES = (
    "Ein Kurs in Vollzeit ist für viele der schnellste Weg in die Sprache, für andere ist er gar keiner.\n"
    "Wir fordern Abendkurse in jedem Landkreis, auch schon ab acht Teilnehmenden, mit Kinderbetreuung.\n"
    "Onlinekurse lehnen wir ab."
)
LIST = "Das Land übernimmt:\n1. die Fahrtkosten\n2. die Kosten der Kinderbetreuung\n3. die Prüfungsgebühr"
WEEKS = "Die Frist beträgt drei Monate.\nDer Widerspruch ist binnen drei Monaten möglich."


def phrase(quote: str, text: str, nth: int = 0) -> Phrase:
    start = [match.start() for match in re.finditer(re.escape(quote), text)][nth]
    return phrase_at(text, start, len(quote))


# --- Finding ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ab acht Teilnehmenden", "ab acht Teilnehmenden"),
        ("  ab  acht\nTeilnehmenden ", "ab acht Teilnehmenden"),
        ("„ab acht Teilnehmenden“", "ab acht Teilnehmenden"),
        ("… auch schon ab acht Teilnehmenden …", "auch schon ab acht Teilnehmenden"),
        ("acht Teilnehmen", "acht Teilnehmenden"),
        ("Teil\u00adnehmenden", "Teilnehmenden"),
        ("Landkreis2, auch schon", "Landkreis, auch schon"),
        ("Landkreis,² auch schon", "Landkreis, auch schon"),
        ("mit Kinderbetreuung.\n\nOnlinekurse", "mit Kinderbetreuung.\nOnlinekurse"),
    ],
)
def test_what_is_typed_or_selected_is_found(typed, found):
    assert [place.quote for place in find(Quotation(typed), COURSES)] == [found]


@pytest.mark.parametrize("typed", ["", " … ", "?", "zehn Teilnehmende", "Teilnehmenden acht ab"])
def test_what_does_not_occur_is_not_found(typed):
    assert find(Quotation(typed), COURSES) == []


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("die Fahrtkosten\ndie Kosten", LIST, "die Fahrtkosten\n2. die Kosten"),
        ("1. die Fahrtkosten\n2. die Kosten", LIST, "1. die Fahrtkosten\n2. die Kosten"),
        ('"Kurs" - ab 8', "Der „Kurs“ – ab 8", "„Kurs“ – ab 8"),
        ("3. Oktober", "Am 3. Oktober.", "3. Oktober"),
        ("10 Euro", "Je 10\u00a0Euro.", "10\u00a0Euro"),
        ("(a+b)*", "Mit (a+b)* und mehr.", "(a+b)*"),
    ],
)
def test_labels_signs_and_spaces_are_read_as_a_page_shows_them(typed, text, found):
    assert [place.quote for place in find(Quotation(typed), text)] == [found]


def test_a_word_is_not_found_inside_another_one_while_it_stands_alone():
    assert [place.start for place in find(Quotation("acht"), "Achtzehn, gedacht, acht.")] == [19]


def test_the_words_around_tell_which_one_is_meant():
    assert len(find(Quotation("drei"), WEEKS)) == 2
    assert [place.start for place in find(Quotation("drei", before="Widerspruch ist binnen "), WEEKS)] == [WEEKS.rindex("drei")]
    assert [place.start for place in find(Quotation("drei", after=" Monate."), WEEKS)] == [WEEKS.index("drei")]
    assert len(find(Quotation("drei", before="ganz andere Worte"), WEEKS)) == 2
    assert len(find(Quotation("die", after=" Kosten"), LIST)) == 1


@pytest.mark.parametrize(
    ("html", "selected"),
    [
        ("<p>Wir <b>fordern</b> <a href='https://example.org'>Kurse</a> für alle.</p>", "fordern Kurse für"),
        ("<p>Jede vierte<br>Anmeldung scheitert.</p>", "vierte\nAnmeldung"),
        ("<ul><li>Bus</li><li>Bahn</li></ul>", "Bus\nBahn"),
        ("<ol><li>Bus fahren</li><li>Bahn fahren</li></ol>", "Bus fahren\nBahn"),
        ("<p>Erstens.</p><p>Zweitens.</p>", "Erstens.\n\nZweitens."),
    ],
)
def test_a_selection_on_the_page_is_found_in_the_plain_text(html, selected):
    assert len(find(Quotation(selected), plain_text(tree_from_html(html)))) == 1


# --- Landing ----------------------------------------------------------------------------------------------------------------

NEW = "Vorab: Das gilt auch für Geduldete."
TABLE = [
    ("nothing changed", "ab acht Teilnehmenden", COURSES, COURSES, PLACED),
    ("a paragraph above", "ab acht Teilnehmenden", COURSES, f"{NEW}\n{COURSES}", PLACED),
    ("a paragraph below", "ab acht Teilnehmenden", COURSES, f"{COURSES}\n{NEW}", PLACED),
    ("paragraphs right above and below", "Wir fordern", COURSES, COURSES.replace("\n", f"\n{NEW}\n"), PLACED),
    ("the only paragraph, one above", "drei Monate", "Drei heißt drei Monate.", f"{NEW}\nDrei heißt drei Monate.", PLACED),
    ("the whole paragraph, one above", "Onlinekurse lehnen wir ab.", COURSES, f"{NEW}\n{COURSES}", PLACED),
    ("another paragraph edited", "ab acht Teilnehmenden", COURSES, COURSES.replace("Onlinekurse", "Fernkurse"), PLACED),
    ("far away in the paragraph", "Ein Kurs", COURSES, COURSES.replace("er gar keiner", "er keiner"), PLACED),
    ("a comma and a dash", "ab acht Teilnehmenden", COURSES, COURSES.replace("Landkreis,", "Landkreis –"), PLACED),
    ("an item above, the labels counted on", "die Kosten", LIST,
     LIST.replace("1. die Fahrtkosten\n2.", "1. die Fahrtkosten\n2. die Bücher\n3."), PLACED),
    ("two items, the labels counted on", "die Fahrtkosten\n2. die Kosten", LIST,
     LIST.replace("1.", "1. die Bücher\n2.", 1).replace("\n2. die Kosten", "\n3. die Kosten"), PLACED),
    ("the second of two stays the second", "drei", WEEKS, f"{NEW}\n{WEEKS}", PLACED),
    ("a footnote came", "Onlinekurse", COURSES, COURSES.replace("\nOnline", "\nSiehe § 3.\nOnline"), PLACED),
    ("a word beside it", "ab acht Teilnehmenden", COURSES, COURSES.replace("auch schon ab", "bereits ab"), MOVED),
    ("a word put in front", "drei Monate", "Die Frist beträgt drei Monate.", "Die Frist beträgt etwa drei Monate.", MOVED),
    ("the paragraph stands elsewhere", "Onlinekurse lehnen wir ab.", COURSES,
     "\n".join([COURSES.splitlines()[2], *COURSES.splitlines()[:2]]), MOVED),
    ("the paragraph stands twice", "Onlinekurse", COURSES, f"{COURSES}\nOnlinekurse lehnen wir ab.", MOVED),
    ("a demand becomes a refusal", "kostenlose Kurse", "Wir fordern:\n– kostenlose Kurse für alle\n– Bücher",
     "Wir fordern:\n– Bücher\nWir lehnen ab:\n– kostenlose Kurse für alle", MOVED),
    ("a long sentence in another paragraph", "für viele der schnellste Weg in die Sprache", COURSES,
     "Alles neu. Deutsch am Abend gilt für viele der schnellste Weg in die Sprache zu sein.", MOVED),
    ("the words are gone", "ab acht Teilnehmenden", COURSES, COURSES.replace("acht", "fünf"), ORPHANED),
    ("everything is gone", "ab acht Teilnehmenden", COURSES, "", ORPHANED),
    ("a look-alike in another paragraph", "drei Monate", "Die Frist beträgt drei Monate.",
     "Die Frist entfällt.\nDer Kurs dauert drei Monate.", ORPHANED),
    ("a look-alike that stood there before", "drei", WEEKS,
     "Die Frist entfällt.\nDer Widerspruch ist binnen drei Monaten möglich.", ORPHANED),
    ("only inside another word", "acht", "Ab acht.", "Ab achtzehn Personen.", ORPHANED),
]  # fmt: skip


@pytest.mark.promise(1)
@pytest.mark.parametrize(("quote", "then", "now", "landing"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_landings(quote, then, now, landing):
    landed = land(phrase(quote, then), then=then, now=now)
    assert landed.landing == landing
    assert (landed.phrase is None) == (landing == ORPHANED)
    if landed.phrase:
        assert landed.phrase == phrase_at(now, landed.phrase.start, len(landed.phrase.quote))
        assert words(landed.phrase.quote) == words(quote)


@pytest.mark.promise(1)
def test_a_look_alike_orphans_and_says_so():
    then = "Die Frist beträgt drei Monate."
    elsewhere = land(phrase("drei Monate", then), then=then, now="Die Frist entfällt.\nDer Kurs dauert drei Monate.")
    gone = land(phrase("drei Monate", then), then=then, now="Die Frist entfällt.")
    assert (elsewhere.landing, elsewhere.is_elsewhere) == (ORPHANED, True)
    assert (gone.landing, gone.is_elsewhere) == (ORPHANED, False)


def test_the_same_words_twice_each_keep_their_own_place():
    then = "– Bus\n– Bahn\n– Bus\n– Rad"
    landed = [land(phrase("Bus", then, nth), then=then, now=f"Neu.\n{then}") for nth in (0, 1)]
    assert [(one.landing, one.phrase.start) for one in landed] == [(PLACED, 7), (PLACED, 20)]
    one_gone = land(phrase("Bus", then, 1), then=then, now="– Bahn\n– Bus\n– Rad")
    assert one_gone.landing == MOVED


def test_the_passage_then_and_now():
    quoted = phrase("ab acht Teilnehmenden", COURSES)
    now = f"{NEW}\n{COURSES.replace('acht', 'fünf')}"
    assert passage(quoted, then=COURSES, now=now) == (COURSES.splitlines()[1], now.splitlines()[2])
    assert passage(quoted, then=COURSES, now=NEW) == (COURSES.splitlines()[1], "")
    at = phrase("auch", NEW)
    assert passage(quoted, then=COURSES, now=NEW, at=at) == (COURSES.splitlines()[1], NEW)


# --- Whatever the texts -----------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["die", "Frist", "Kurse", "und", "Geld", "für", "alle", "drei", "Monate", "Bus", "Bahn", "Rad", "Kind", "–", "1.", "acht"]
)
LINES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=6).map("\n".join)


@st.composite
def quoted(draw, texts=TEXTS):
    """A text, and a phrase of whole words in it."""
    text = draw(texts)
    words = [match.span() for match in re.finditer(r"\S+", text)]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(len(words) - 1, first + 5)))
    start, end = words[first][0], words[last][1]
    assume(re.search(r"\w", text[start:end]))
    return text, phrase_at(text, start, end - start)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"(?m)^(?:–|\d\.) ", "", text))


@given(quoted())
def test_every_phrase_is_found_again_in_its_own_text(given_one):
    text, quoted_one = given_one
    assert quoted_one in find(Quotation(quoted_one.quote), text)
    assert land(quoted_one, then=text, now=text).phrase == quoted_one


@pytest.mark.promise(1)
@given(quoted(), TEXTS)
def test_what_is_placed_or_moved_is_the_same_words_and_placed_ones_stand_in_the_same_paragraph(given_one, now):
    then, quoted_one = given_one
    landed = land(quoted_one, then=then, now=now)
    if landed.phrase is None:
        assert landed.landing == ORPHANED
        return
    at = landed.phrase
    assert now[at.start : at.end] == at.quote
    assert words(at.quote) == words(quoted_one.quote) or at.quote.split() == quoted_one.quote.split()
    if landed.landing == PLACED:
        was, stands = passage(quoted_one, then=then, now=now, at=at)
        assert len(was.split("\n")) == len(stands.split("\n"))
        assert words(was) == words(stands)


UNLIKE = st.lists(st.sampled_from(["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]), min_size=1, max_size=6).map(" ".join)


@pytest.mark.promise(1)
@given(quoted(), st.lists(UNLIKE, max_size=3), st.lists(UNLIKE, max_size=3))
def test_paragraphs_around_leave_a_phrase_on_its_own_text(given_one, above, below):
    then, quoted_one = given_one
    now = "\n".join([*above, then, *below])
    landed = land(quoted_one, then=then, now=now)
    shift = len("\n".join([*above, ""])) if above else 0
    assert landed.landing in (PLACED, MOVED)
    assert landed.phrase.start == quoted_one.start + shift
    if len(set(then.splitlines())) == len(then.splitlines()):
        assert landed.landing == PLACED


@pytest.mark.promise(1)
@given(quoted(), st.lists(UNLIKE, min_size=1, max_size=4).map("\n".join))
def test_without_its_words_it_is_orphaned(given_one, now):
    then, quoted_one = given_one
    assert land(quoted_one, then=then, now=now).landing == ORPHANED
