"""The derived sentences of a statement: German, and grammatical."""

from datetime import UTC, date, datetime

import pytest

from consultations import statement_wording as wording
from consultations.decisions import Counts, Rule, RuleKind, decide
from consultations.enums import LegalEffect, QuestionKind, QuorumBy, Result, Stage
from positions.enums import Verdict

LONG = "Entwurf eines Gesetzes " + "zur Änderung des Gesetzes " * 12
DEADLINE = datetime(2026, 11, 27, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("bill", "short", "title"),
    [
        ("Entwurf eines Gesetzes über Kurse", "", "Stellungnahme zum Entwurf eines Gesetzes über Kurse"),
        ("Verordnung über Kurse", "", "Stellungnahme zur Verordnung über Kurse"),
        ("Thüringer Gesetz über Kurse", "", "Stellungnahme zum Vorhaben „Thüringer Gesetz über Kurse“"),
        ("", "Kursgesetz", "Stellungnahme: Kursgesetz"),
        ("", "", "Stellungnahme: Das Papier"),
        (LONG, "Kursgesetz", "Stellungnahme zum Kursgesetz"),
    ],
)
def test_titles(bill, short, title):
    assert wording.title(bill, short, "Das Papier") == title


def test_a_title_always_fits():
    assert len(wording.title(LONG, "", "Das Papier")) <= 255
    assert len(wording.title("", "", "Papier " * 60)) <= 255
    assert len(wording.short_title("", "Wort " * 24, "")) <= 120


@pytest.mark.parametrize(
    ("short", "title"),
    [
        ("Kursgesetz", "Stellungnahme zum Kursgesetz"),
        ("Aufenthaltsgesetz, AufenthG", "Stellungnahme zum Aufenthaltsgesetz, AufenthG"),
        ("Integrationskursverordnung", "Stellungnahme zur Integrationskursverordnung"),
        ("IntV", "Stellungnahme: IntV"),
        ("", "Stellungnahme: Das Papier"),
    ],
)
def test_short_titles(short, title):
    assert wording.short_title("", short, "Das Papier") == title


def test_without_a_short_name_the_long_one_is_cut():
    assert wording.short_title("Entwurf eines Gesetzes", "", "Das Papier") == "Stellungnahme zum Entwurf eines Gesetzes"
    assert len(wording.short_title(LONG, "", "Das Papier")) <= 120


@pytest.mark.parametrize(
    ("deadline", "days", "consulted", "sentence"),
    [
        (DEADLINE, 2, 31, "Zwischen Ihrem Schreiben und dem Ablauf der Frist am 27. November 2026, 18 Uhr, "
         "lagen 2 Arbeitstage; in dieser Zeit konnten sich 31 von 70 Mitgliedsorganisationen beteiligen."),
        (DEADLINE, 1, 1, "Zwischen Ihrem Schreiben und dem Ablauf der Frist am 27. November 2026, 18 Uhr, lag ein Arbeitstag; "
         "in dieser Zeit konnte sich 1 von 70 Mitgliedsorganisationen beteiligen."),
        (DEADLINE, None, 3, "Bis zum Ablauf der Frist am 27. November 2026, 18 Uhr, "
         "konnten sich 3 von 70 Mitgliedsorganisationen beteiligen."),
        (None, None, 3, "An der Abstimmung haben sich 3 von 70 Mitgliedsorganisationen beteiligt."),
    ],
)  # fmt: skip
def test_how_short_the_time_was(deadline, days, consulted, sentence):
    said = wording.deadline_sentence(deadline=deadline, working_days=days, consulted=consulted, members=70)
    assert said == sentence


def test_a_letter_without_a_date_and_none_at_all():
    assert wording.opening(invited_on=None, is_invited=True, deadline="Die Frist war kurz.") == (
        "<p>Sie haben uns Gelegenheit gegeben, Stellung zu nehmen. Dafür danken wir. Die Frist war kurz.</p>"
    )
    assert wording.opening(invited_on=None, is_invited=False, deadline="") == ""


def test_hours_with_minutes():
    assert wording.day_and_hour(datetime(2026, 7, 1, 21, 59, tzinfo=UTC)) == "1. Juli 2026, 23.59 Uhr"
    assert wording.day(date(2026, 3, 9)) == "9. März 2026"


@pytest.mark.parametrize(
    ("rule", "counts", "sentence"),
    [
        (Rule(RuleKind.SIMPLE), Counts(yes=31, no=9, eligible=60),
         "Angenommen: 31 von 40 abgegebenen Stimmen, nötig waren 10 (einfache Mehrheit der abgegebenen Stimmen)."),
        (Rule(RuleKind.QUALIFIED, 2, 3), Counts(yes=5, no=4, eligible=9),
         "Strittig: 5 von 9 abgegebenen Stimmen, nötig waren 6 (2/3 der abgegebenen Stimmen)."),
        (Rule(RuleKind.QUALIFIED, 2, 3, strictly_more=True), Counts(yes=6, no=3, eligible=9),
         "Strittig: 6 von 9 abgegebenen Stimmen, nötig waren 7 (mehr als 2/3 der abgegebenen Stimmen)."),
        (Rule(RuleKind.PRESENT), Counts(yes=5, abstain=4, eligible=9),
         "Angenommen: 5 von 9 teilnehmenden Stimmen, nötig waren 5 (Mehrheit der Stimmen aller Teilnehmenden)."),
        (Rule(RuleKind.ABSOLUTE), Counts(yes=4, eligible=9),
         "Strittig: 4 von allen 9 Stimmen, nötig waren 5 (Mehrheit aller Stimmen)."),
        (Rule(RuleKind.NO_OBJECTION), Counts(yes=5, no=1, objections=1, eligible=9), "Strittig: Begründete Einwände stehen."),
        (Rule(RuleKind.CONSENT, most_aside=1), Counts(yes=5, abstain=2, aside=2, eligible=9),
         "Strittig: 2 Stimmen stehen beiseite, höchstens 1 dürften es sein."),
        (Rule(RuleKind.SIMPLE, quorum_numerator=1, quorum_denominator=2, quorum_by=QuorumBy.ORGANISATIONS),
         Counts(yes=3, eligible=9),
         "Strittig: 3 von 9 Organisationen nahmen teil, zu wenige für die Beschlussfähigkeit."),
        (Rule(RuleKind.SIMPLE), Counts(abstain=4, eligible=9),
         "Nicht angenommen: Es wurde weder mit Ja noch mit Nein gestimmt."),
        (Rule(RuleKind.CONSENT), Counts(yes=3, no=1, vetoes=1, eligible=9), "Strittig: Ein Veto steht."),
        (Rule(RuleKind.SIMPLE, quorum_numerator=1, quorum_denominator=2), Counts(yes=3, eligible=9),
         "Strittig: 3 von 9 Stimmen nahmen teil, zu wenige für die Beschlussfähigkeit."),
    ],
)  # fmt: skip
def test_outcomes_in_words(rule, counts, sentence):
    assert wording.outcome_sentence(rule, counts, decide(rule, counts), counts) == sentence


def test_two_rules_and_a_quorum_in_words():
    section, final = Rule(RuleKind.CONSENT, most_aside=3, quorum_numerator=1), Rule(RuleKind.SIMPLE, quorum_numerator=1)
    assert wording.rules({QuestionKind.SECTION: section, QuestionKind.PAPER: final}) == (
        "kein Veto, höchstens 3 stehen beiseite; für das ganze Papier einfache Mehrheit der abgegebenen Stimmen; "
        "beschlussfähig ab 1/1 aller Stimmen"
    )


def test_every_member_of_every_list_has_its_words():
    assert set(wording.RESULTS) == set(Result)
    assert set(wording.RULES) == set(RuleKind)
    assert set(wording.LEGAL_EFFECTS) == set(LegalEffect)
    assert set(wording.STAGES) == set(Stage)
    assert set(wording.VERDICTS) == set(Verdict)
