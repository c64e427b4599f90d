from dataclasses import replace

import pytest

from positions.exports.arrangement import arrange, depths
from positions.exports.content import Numbers
from positions.exports.phrases import PHRASES

from .sample import outcome, p, sample, section, with_sections


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([2, 2, 2], [1, 1, 1]),
        ([1, 2, 3, 2, 1], [1, 2, 3, 2, 1]),
        ([2, 4, 3, 2], [1, 2, 2, 1]),
        ([3, 2, 3], [1, 1, 2]),
        ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 4, 4]),
    ],
)
def test_heading_levels_never_skip(levels, expected):
    assert depths(tuple(section(str(n), "x", level=level) for n, level in enumerate(levels))) == expected


def test_parts_stand_in_the_order_of_a_statement():
    assert [part["heading"] for part in arrange(sample())["parts"]] == [
        "Zusammenfassung",
        "Vorbemerkung",
        "Das Verfahren",
        "Was die Verfahren heute aufhält",
        "Entscheidungsfrist",
        "Was ankommen leichter macht",
        "Anpassungslehrgänge und begleitende Kurse",
        "Begriffe und Sprachen",
        "Schluss",
    ]


def test_date_and_number_get_into_the_reference_block():
    assert arrange(sample())["reference"] == [
        ["Ort und Datum", "Lindenstadt, 27.\u00a0November\u00a02026"],
        ["Ihr Zeichen", "34-5210/2026-118"],
        ["Ihr Schreiben", "16.\u00a0Oktober\u00a02026"],
        ["Unser Zeichen", "StN 7/2026"],
    ]


def said(made) -> str:
    (part,) = [
        part for part in arrange(with_sections(section("1", "Kurz", p("Satz."), outcome=made)))["parts"] if part["tally"]
    ]
    return part["tally"]["sentence"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            (48, 12, 3, 1, 1, 0),
            "60 von 65 Organisationen tragen diesen Abschnitt, 12 davon mit Bedenken; 3 Enthaltungen; 2 tragen ihn nicht mit.",
        ),
        ((1, 0, 0, 0, 0, 0), "1 von 1 Organisation trägt diesen Abschnitt."),
        (
            (0, 1, 1, 1, 0, 1),
            "1 von 3 Organisationen trägt diesen Abschnitt, eine davon mit Bedenken; eine Enthaltung; "
            "eine trägt ihn nicht mit; ein veraltetes Votum zählt nicht.",
        ),
        ((0, 0, 0, 0, 0, 0), "Über diesen Abschnitt hat niemand abgestimmt."),
        ((0, 0, 0, 0, 0, 2), "Über diesen Abschnitt hat niemand abgestimmt; 2 veraltete Voten zählen nicht."),
    ],
)
def test_a_tally_in_words(counts, sentence):
    assert said(outcome(*counts)) == sentence


def test_weights_and_vetoes_are_said():
    made = replace(outcome(2, 0, 0, 0, 1, 0), weighted=Numbers(5, 3, 0, 0, 0, 90), plain=Numbers(2, 1, 0, 0, 0, 70, veto=1))
    assert said(made) == (
        "2 von 3 Organisationen tragen diesen Abschnitt; eine trägt ihn nicht mit, davon ein Veto; nach Stimmen 5 von 8."
    )


def test_strokes_count_every_organisation_once():
    tally = arrange(sample())["parts"][4]["tally"]
    assert tally["strokes"] == [[1, 48], [2, 12], [3, 3], [4, 1], [5, 1], [6, 1]]
    assert tally["silent"] == 4


def test_the_annex_lists_every_number_of_every_outcome():
    (results,) = arrange(sample())["annex"]["results"]
    assert results["header"] == ["Abschnitt", "Ja", "Nein", "Enthaltung", "Ungültig", "Veraltet", "Berechtigt", "Ergebnis"]
    assert results["rows"][1] == ["2 Entscheidungsfrist", "60", "2", "3", "0", "1", "70", "Angenommen"]


@pytest.mark.promise(10)
def test_the_annex_begins_with_what_the_vote_means():
    assert arrange(sample())["annex"]["facts"][0] == ["Rechtliche Wirkung", sample().legal_effect]


def test_weighted_results_get_a_table_of_their_own():
    made = replace(outcome(), weighted=Numbers(90, 5, 4, 0, 2, 120))
    results = arrange(with_sections(section("1", "Kurz", outcome=made)))["annex"]["results"]
    assert results[1]["rows"] == [["1 Kurz", "90", "5", "4", "0", "2", "120", "Angenommen"]]


@pytest.mark.promise(8)
def test_only_organisations_that_want_it_are_named():
    named = arrange(sample())["annex"]["named"]
    assert named["rows"][0] == ["Afrikanischer Kulturkreis Lindenstadt", "alle"]
    assert named["rows"][3] == ["Handwerk und Ankommen Altstein", "1, 2, 3"]
    assert len(named["rows"]) == len(sample().electorate.named)


def test_both_languages_have_the_same_phrases():
    assert PHRASES["de"].keys() == PHRASES["en"].keys()


def test_a_draft_says_so():
    arranged = arrange(replace(sample(), number=None, issued_on=None, language="en"))
    assert arranged["name"] == "Statement (Draft)"
    assert arranged["reference"][0] == ["Place and date", "Lindenstadt"]
