"""The demo's consultations as an editor would set them up. Every date is counted from the day of loading."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format

from consultations.enums import LegalEffect, Level, Stage, Visibility
from consultations.phases import PhaseKind
from positions.enums import Topic

Day = Callable[[int, int], datetime]  # `Timeline.day`


@dataclass(frozen=True)
class Plan:
    """A consultation to be: its paper's file, its phases as (kind, first day, hour, last day, hour), and its fields."""

    file: str
    topic: Topic
    lede: str
    phases: tuple[tuple[PhaseKind, int, int, int, int], ...]
    fields: dict[str, Any]
    participants: tuple[str, ...] = ()  # keys; empty means everybody


def partnerschaften(day: Day) -> Plan:
    """Concluded: issued to the state chancellery last week."""
    return Plan(
        file="partnerschaften.md",
        topic=Topic.DEVELOPMENT,
        lede="Unsere Antwort auf den Entwurf der neuen Leitlinien: Partnerschaften haben drei Seiten, und eine davon sind wir.",
        phases=(
            (PhaseKind.COMMENT, -44, 9, -30, 18),
            (PhaseKind.REVISE, -30, 18, -25, 9),
            (PhaseKind.VOTE, -25, 9, -12, 18),
            (PhaseKind.CONFIRM, -12, 18, -10, 9),
        ),
        fields={
            "title": "Entwicklungspolitische Leitlinien",
            "slug": "entwicklungspolitische-leitlinien",
            "what": (
                "Die Staatskanzlei schreibt die Leitlinien der Entwicklungspolitik fort und bittet um Stellungnahme. Was hier "
                "Zustimmung findet, geht in unserem gemeinsamen Namen hinaus."
            ),
            "visibility": Visibility.PUBLIC,
            "legal_effect": LegalEffect.STRAW_POLL,
            "decision_note": f"Der Vorstand beschließt am {_date(day(-9, 18))}.",
            "level": Level.STATE,
            "body": "Staatskanzlei Mittelland",
            "unit": "Referat 23, Internationale Beziehungen",
            "body_address": "Schlossplatz 1\n00410 Lindenstadt",
            "file_reference": "23-0561/4",
            "invited_on": day(-46, 9).date(),
            "bill_title": "Fortschreibung der entwicklungspolitischen Leitlinien des Landes Mittelland",
            "bill_short": "Leitlinien Entwicklungspolitik",
            "bill_drafted_on": day(-49, 9).date(),
            "stage": Stage.DRAFT,
            "deadline_at": day(-5, 12),
            "reply_address": "leitlinien@staatskanzlei.example",
            "subject_line": "Stellungnahme Leitlinien, 23-0561/4",
        },
    )


def behoerden(day: Day) -> Plan:
    """In the vote, with a second version since the first votes."""
    return Plan(
        file="erreichbare-behoerden.md",
        topic=Topic.MIGRATION,
        lede="Unsere Antwort auf den Entwurf der Zuständigkeitsverordnung. Elf Abschnitte, fünfzehn Minuten Lesezeit.",
        phases=(
            (PhaseKind.COMMENT, -20, 9, -9, 18),
            (PhaseKind.REVISE, -9, 18, -6, 9),
            (PhaseKind.VOTE, -6, 9, 5, 18),
        ),
        fields={
            "title": "Erreichbare Behörden",
            "slug": "erreichbare-behoerden",
            "what": (
                "Das Innenministerium ordnet die Ausländer- und Einbürgerungsbehörden neu und hat uns um Stellungnahme zum Entwurf "
                "der Verordnung gebeten."
            ),
            "visibility": Visibility.MEMBERS,
            "legal_effect": LegalEffect.STRAW_POLL,
            "decision_note": f"Der Vorstand beschließt am {_date(day(10, 18))}.",
            "level": Level.STATE,
            "body": "Ministerium des Innern Mittelland",
            "unit": "Referat 42, Ausländer- und Staatsangehörigkeitsrecht",
            "body_address": "Am Alten Markt 5\n00410 Lindenstadt",
            "file_reference": "42-2030/17",
            "invited_on": day(-22, 9).date(),
            "bill_title": "Entwurf einer Verordnung über die Zuständigkeiten der Ausländer- und Einbürgerungsbehörden",
            "bill_short": "Zuständigkeitsverordnung",
            "bill_drafted_on": day(-26, 9).date(),
            "stage": Stage.DRAFT,
            "objection_days": 5,
            "deadline_at": day(16, 12),
            "reply_address": "referat42@innenministerium.example",
            "subject_line": "Verbändebeteiligung 42-2030/17",
        },
    )


def teilhabe(day: Day) -> Plan:
    """Open for comments."""
    return Plan(
        file="teilhabegesetz.md",
        topic=Topic.INTEGRATION,
        lede="Unser Entwurf einer Antwort auf das erste Teilhabegesetz des Landes. Zwölf Abschnitte; kommentieren Sie, was fehlt.",
        phases=(
            (PhaseKind.COMMENT, -6, 9, 8, 18),
            (PhaseKind.REVISE, 8, 18, 13, 9),
            (PhaseKind.VOTE, 13, 9, 26, 18),
        ),
        fields={
            "title": "Landesteilhabegesetz",
            "slug": "landesteilhabegesetz",
            "what": (
                "Das Sozialministerium hat den Entwurf eines Gesetzes zur Förderung von Integration und Teilhabe vorgelegt. Wir sammeln, "
                "was unsere Mitglieder dazu sagen, und stimmen danach ab."
            ),
            "visibility": Visibility.PUBLIC,
            "legal_effect": LegalEffect.STRAW_POLL,
            "decision_note": f"Der Vorstand beschließt am {_date(day(30, 18))}.",
            "level": Level.STATE,
            "body": "Ministerium für Soziales Mittelland",
            "unit": "Referat 34, Integration",
            "body_address": "Lange Straße 80\n00411 Lindenstadt",
            "file_reference": "34-1204/2",
            "invited_on": day(-8, 9).date(),
            "bill_title": "Entwurf eines Gesetzes zur Förderung von Integration und Teilhabe im Land Mittelland",
            "bill_short": "Landesteilhabegesetz",
            "bill_drafted_on": day(-12, 9).date(),
            "stage": Stage.DRAFT,
            "deadline_at": day(35, 12),
            "reply_address": "teilhabegesetz@sozialministerium.example",
            "subject_line": "Stellungnahme Teilhabegesetz 34-1204/2",
        },
    )


def hausordnung(day: Day) -> Plan:
    """Confidential: only five organisations know of it."""
    return Plan(
        file="hausordnung.md",
        topic=Topic.MIGRATION,
        lede="Erste Einschätzung zu einem vertraulich übersandten Entwurf.",
        phases=((PhaseKind.COMMENT, -2, 9, 3, 18), (PhaseKind.VOTE, 3, 18, 6, 18)),
        participants=("frauenkreis", "bruecke", "beirat", "aerztekreis", "kompass"),
        fields={
            "title": "Hausordnung der Unterkünfte",
            "slug": "hausordnung-der-unterkuenfte",
            "what": "Das Innenministerium bittet vertraulich um eine erste Einschätzung. Bitte geben Sie nichts davon weiter.",
            "visibility": Visibility.PARTICIPANTS,
            "is_confidential": True,
            "legal_effect": LegalEffect.BOARD,
            "level": Level.STATE,
            "body": "Ministerium des Innern Mittelland",
            "unit": "Referat 45, Aufnahme",
            "file_reference": "45-3311/9",
            "invited_on": day(-3, 9).date(),
            "bill_title": "Musterhausordnung für Gemeinschaftsunterkünfte",
            "bill_short": "Musterhausordnung",
            "stage": Stage.DRAFT,
            "deadline_at": day(8, 12),
            "reply_address": "referat45@innenministerium.example",
        },
    )


def _date(moment: datetime) -> str:
    return date_format(moment, "j. F")
