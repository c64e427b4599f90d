import pytest

from positions.wording.labels import enumerator, ordered_label


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("§ 3 Ziel", "§ 3"), ("§ 4a Kosten", "§ 4a"), ("§\u00a04 a Kosten", "§\u00a04 a"), ("§§ 5 Anfang", "§§ 5"),
        ("§ 23", "§ 23"),
        ("Artikel 1", "Artikel 1"), ("Art. 3 – Recht", "Art. 3"), ("Abschnitt 1 - Allgemeines", "Abschnitt 1"),
        ("Teil B: Bewertung", "Teil B"), ("3. Beratung", "3."), ("3) Beratung", "3)"), ("1.2 Kosten", "1.2"),
        ("1.2.3. Kosten", "1.2.3."), ("IV. Schluss", "IV."), ("A. Einleitung", "A."), ("a) Kosten", "a)"),
        ("Beratung", ""), ("1990er Jahre", ""), ("2027 wird besser", ""), ("Artikel", ""), ("Teilhabe", ""), ("", ""),
        ("Zu § 3", ""), ("§ 12345678901234567890123 x", ""),
    ],
)  # fmt: skip
def test_the_number_a_heading_brings_itself(heading, expected):
    assert enumerator(heading) == expected


@pytest.mark.parametrize(
    ("number", "style", "delimiter", "expected"),
    [
        (3, "Decimal", "Period", "3."), (3, "DefaultStyle", "DefaultDelim", "3."), (3, "Decimal", "TwoParens", "(3)"),
        (1, "LowerAlpha", "OneParen", "a)"), (27, "LowerAlpha", "OneParen", "aa)"), (28, "UpperAlpha", "Period", "AB."),
        (4, "LowerRoman", "Period", "iv."), (49, "UpperRoman", "Period", "XLIX."), (0, "LowerRoman", "Period", "0."),
    ],
)  # fmt: skip
def test_labels_as_they_are_read(number, style, delimiter, expected):
    assert ordered_label(number, style, delimiter) == expected
