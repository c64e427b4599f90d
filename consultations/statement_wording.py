"""The sentences of a statement that are derived, not written by anyone.

German on purpose, and no message ids: a statement is written in the federation's working language (a paper exists once),
whatever language the person who compiles it reads, and must not change with a catalogue. Pure: plain values in, text out.
"""

import textwrap
from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.html import escape

from positions.enums import Verdict

from .decisions import Counts, Decision, Rule, RuleKind, Why
from .decisions.rules import FRACTIONAL
from .enums import LegalEffect, QuestionKind, QuorumBy, Result, Stage, TreatmentKind

TREATMENTS = {
    TreatmentKind.REWORD: "Der Abschnitt wird neu gefasst und gehört nicht zu dieser Stellungnahme.",
    TreatmentKind.DROP: "Der Abschnitt ist gestrichen.",
}
MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
TITLE_LENGTH, SHORT_TITLE_LENGTH = 255, 120

RESULTS = {Result.ADOPTED: "angenommen", Result.CONTESTED: "strittig", Result.REJECTED: "nicht angenommen"}
RULES = {
    RuleKind.SIMPLE: "einfache Mehrheit der abgegebenen Stimmen",
    RuleKind.QUALIFIED: "{numerator}/{denominator} der abgegebenen Stimmen",
    RuleKind.PRESENT: "Mehrheit der Stimmen aller Teilnehmenden",
    RuleKind.PRESENT_QUALIFIED: "{numerator}/{denominator} der Stimmen aller Teilnehmenden",
    RuleKind.ABSOLUTE: "Mehrheit aller Stimmen",
    RuleKind.UNANIMOUS: "Zustimmung aller Mitglieder (§ 32 Abs. 3 BGB)",
    RuleKind.CONSENT: "kein Veto",
    RuleKind.NO_OBJECTION: "kein begründeter Einwand",
}
LEGAL_EFFECTS = {
    LegalEffect.STRAW_POLL: "Die Abstimmung ist ein Meinungsbild der Mitgliedsorganisationen, kein Vereinsbeschluss.",
    LegalEffect.BOARD: "Die Stellungnahme beruht auf einem Beschluss des Vorstands.",
    LegalEffect.WRITTEN: "Die Abstimmung ist ein Beschluss der Mitglieder in Textform (§ 32 Abs. 3 BGB).",
    LegalEffect.MEETING: "Die Abstimmung ist ein Beschluss der Mitgliederversammlung.",
}
STAGES = {
    Stage.DRAFT: "Referentenentwurf",
    Stage.CABINET: "Kabinettsvorlage",
    Stage.PARLIAMENT: "Parlamentarische Beratung",
    Stage.SECOND_CHAMBER: "Beratung im Bundesrat",
    Stage.EVALUATION: "Evaluation",
    Stage.OWN_INITIATIVE: "Aus eigener Initiative",
}
VERDICTS = {
    Verdict.APPROVING: "Wir stimmen dem Entwurf zu.",
    Verdict.CHANGES: "Wir sehen Änderungsbedarf.",
    Verdict.REJECTING: "Wir lehnen den Entwurf ab.",
}
YOUR_REFERENCE, YOUR_LETTER, PRINTED_MATTER = "Ihr Zeichen", "Ihr Schreiben", "Drucksache"
CLOSING = "Für Rückfragen und für eine mündliche Anhörung stehen wir gern zur Verfügung."

_ZUM = ("Entwurf", "Referentenentwurf", "Gesetzentwurf", "Gesetzesentwurf", "Gesetz ", "Antrag", "Eckpunktepapier")
_ZUR = ("Verordnung", "Richtlinie", "Novelle", "Novellierung", "Änderung", "Evaluation", "Evaluierung", "Fortschreibung")
_ZUM_ENDINGS = ("gesetz", "vertrag", "programm", "konzept", "plan")
_ZUR_ENDINGS = ("verordnung", "ordnung", "richtlinie", "vereinbarung", "strategie")


def day(when: date) -> str:
    """ "27. November 2026"."""
    return f"{when.day}. {MONTHS[when.month - 1]} {when.year}"


def day_and_hour(when: datetime) -> str:
    """ "27. November 2026, 18 Uhr", in Europe/Berlin."""
    local = timezone.localtime(when)
    hour = f"{local.hour}" if not local.minute else f"{local.hour}.{local.minute:02}"
    return f"{day(local.date())}, {hour} Uhr"


def title(bill: str, bill_short: str, paper: str) -> str:
    """ "Stellungnahme zum Entwurf eines Gesetzes …". A bill whose gender we cannot tell is quoted, not declined wrongly."""
    if not bill:
        return _fit(f"Stellungnahme: {bill_short or paper}", TITLE_LENGTH)
    if len(full := f"Stellungnahme {_to_title(bill)}") <= TITLE_LENGTH:
        return full
    return short_title(bill, bill_short, paper) if bill_short else _fit(full, TITLE_LENGTH)


def short_title(bill: str, bill_short: str, paper: str) -> str:
    """ "Stellungnahme zum Landesanerkennungsgesetz"; without a short name the long one, without a bill the paper's."""
    if bill and not bill_short:
        return _fit(f"Stellungnahme {_to_title(bill)}", SHORT_TITLE_LENGTH)
    word = bill_short.split(" ")[0].rstrip(",").lower()
    if word.endswith(_ZUM_ENDINGS):
        text = f"Stellungnahme zum {bill_short}"
    elif word.endswith(_ZUR_ENDINGS):
        text = f"Stellungnahme zur {bill_short}"
    else:
        text = f"Stellungnahme: {bill_short or paper}"
    return _fit(text, SHORT_TITLE_LENGTH)


def opening(*, invited_on: date | None, is_invited: bool, deadline: str) -> str:
    """The first paragraph, as rich text: thanks, and how much time there was."""
    thanks = ""
    if is_invited:
        letter = f"mit Schreiben vom {day(invited_on)} " if invited_on else ""
        thanks = f"Sie haben uns {letter}Gelegenheit gegeben, Stellung zu nehmen. Dafür danken wir."
    text = " ".join(part for part in (thanks, deadline) if part)
    return f"<p>{escape(text)}</p>" if text else ""


def deadline_sentence(*, deadline: datetime | None, working_days: int | None, consulted: int, members: int) -> str:
    """How short the time was and how many could be heard in it: what ministries are to read first when it was short."""
    heard = f"{consulted} von {members} Mitgliedsorganisationen"
    could = "konnte" if consulted == 1 else "konnten"
    if deadline is None:
        return f"An der Abstimmung {'hat' if consulted == 1 else 'haben'} sich {heard} beteiligt."
    if working_days is None:
        return f"Bis zum Ablauf der Frist am {day_and_hour(deadline)}, {could} sich {heard} beteiligen."
    span = "lag ein Arbeitstag" if working_days == 1 else f"lagen {working_days} Arbeitstage"
    return (
        f"Zwischen Ihrem Schreiben und dem Ablauf der Frist am {day_and_hour(deadline)}, {span}; "
        f"in dieser Zeit {could} sich {heard} beteiligen."
    )


def rule(rule: Rule) -> str:
    """The rule in words, without its quorum."""
    words = RULES[rule.kind].format(numerator=rule.numerator, denominator=rule.denominator)
    if rule.kind in FRACTIONAL and rule.strictly_more:
        words = f"mehr als {words}"
    if rule.kind == RuleKind.CONSENT and rule.most_aside is not None:
        words += f", höchstens {rule.most_aside} stehen beiseite"
    return words


def rules(by_kind: dict[QuestionKind, Rule]) -> str:
    """The rules for the sections and for the whole paper, and the quorum they share."""
    section, final = by_kind[QuestionKind.SECTION], by_kind[QuestionKind.PAPER]
    words = rule(section) if rule(section) == rule(final) else f"{rule(section)}; für das ganze Papier {rule(final)}"
    if section.quorum_numerator:
        of = "Organisationen" if section.quorum_by == QuorumBy.ORGANISATIONS else "Stimmen"
        words += f"; beschlussfähig ab {section.quorum_numerator}/{section.quorum_denominator} aller {of}"
    return words


def outcome_sentence(rule_: Rule, counts: Counts, decision: Decision, heads: Counts) -> str:
    """The outcome in one sentence: "Angenommen: 31 von 40 abgegebenen Stimmen, nötig waren 27."."""
    said = _hindrance(rule_, counts, decision, heads) or _numbers(rule_, counts, decision)
    return f"{RESULTS[decision.result].capitalize()}: {said}"


def _hindrance(rule_: Rule, counts: Counts, decision: Decision, heads: Counts) -> str | None:
    """What kept it from being adopted whatever its numbers, if anything did."""
    if decision.why is Why.NO_QUORUM and rule_.quorum_by == QuorumBy.ORGANISATIONS:
        return f"{heads.taking_part} von {heads.eligible} Organisationen nahmen teil, zu wenige für die Beschlussfähigkeit."
    if decision.why is Why.NO_QUORUM:
        return f"{counts.taking_part} von {counts.eligible} Stimmen nahmen teil, zu wenige für die Beschlussfähigkeit."
    if decision.why is Why.VETO:
        return "Ein Veto steht."
    if decision.why is Why.OBJECTION:
        return "Begründete Einwände stehen."
    if decision.why is Why.ASIDE:
        return f"{counts.aside} Stimmen stehen beiseite, höchstens {rule_.most_aside} dürften es sein."
    if decision.why is Why.NOBODY:
        return "Es wurde weder mit Ja noch mit Nein gestimmt."
    return None


def _numbers(rule_: Rule, counts: Counts, decision: Decision) -> str:
    if rule_.kind in (RuleKind.PRESENT, RuleKind.PRESENT_QUALIFIED):
        of = f"{counts.taking_part} teilnehmenden Stimmen"
    elif rule_.kind in (RuleKind.ABSOLUTE, RuleKind.UNANIMOUS):
        of = f"allen {counts.eligible} Stimmen"
    else:
        of = f"{counts.cast} abgegebenen Stimmen"
    return f"{counts.yes} von {of}, nötig {'war' if decision.needed == 1 else 'waren'} {decision.needed} ({rule(rule_)})."


def treatment(kind: str, reason: str) -> Iterable[str]:
    """What was decided about a contested section that is left out, and why. Nothing to say about one that is printed."""
    if kind in TREATMENTS:
        yield TREATMENTS[kind]
        yield f"Grund: {reason}" if reason.endswith((".", "!", "?")) else f"Grund: {reason}."


def unanswered(numbers: list[int], reason: str) -> Iterable[str]:
    """That contributions of members have no answer, and why."""
    listed = ", ".join(str(number) for number in numbers)
    if len(numbers) == 1:
        yield f"Der Beitrag Nr. {listed} aus den Mitgliedsorganisationen ist ohne Antwort geblieben."
    else:
        yield f"{len(numbers)} Beiträge aus den Mitgliedsorganisationen sind ohne Antwort geblieben (Nr. {listed})."
    yield f"Grund: {reason}" if reason.endswith((".", "!", "?")) else f"Grund: {reason}."


def bill_line(bill: str, bill_short: str) -> str:
    """Long name and short name of the bill in one line."""
    return f"{bill} ({bill_short})" if bill and bill_short else bill or bill_short


def stage_line(stage: str, drafted_on: date | None) -> str:
    """ "Referentenentwurf, Bearbeitungsstand 12. Oktober 2026"."""
    parts = [STAGES[Stage(stage)] if stage else "", f"Bearbeitungsstand {day(drafted_on)}" if drafted_on else ""]
    return ", ".join(part for part in parts if part)


def legal_effect(effect: str, note: str) -> str:
    """What the vote means in law, and what happens after it."""
    return " ".join(part for part in (LEGAL_EFFECTS[LegalEffect(effect)], note.strip()) if part)


def method(
    *, version: int, begun: datetime | None, ended: datetime | None, left_out: bool, contested: bool, stale: bool
) -> str:
    """How it came about: when was voted on which version, and what became of the sections that were not adopted."""
    if begun is None or ended is None:
        return f"Grundlage ist Fassung {version}; abgestimmt wurde nicht."
    sentences = [f"Abgestimmt wurde Abschnitt für Abschnitt vom {day_and_hour(begun)}, bis zum {day_and_hour(ended)}."]
    sentences.append(f"Grundlage ist Fassung {version}.")
    if contested:
        sentences.append("Strittige Abschnitte sind als solche gekennzeichnet.")
    if left_out:
        sentences.append(
            "Nicht angenommene oder zurückgestellte Abschnitte gehören nicht dazu; ihre Ergebnisse stehen in dieser Anlage."
        )
    if stale:
        sentences.append("Voten zu einer früheren, inhaltlich anderen Fassung eines Abschnitts sind veraltet und zählen nicht.")
    return " ".join(sentences)


def _to_title(bill: str) -> str:
    if bill.startswith(_ZUM):
        return f"zum {bill}"
    if bill.startswith(_ZUR):
        return f"zur {bill}"
    return f"zum Vorhaben „{bill}“"


def _fit(text: str, length: int) -> str:
    return textwrap.shorten(text, length, placeholder=" …")
