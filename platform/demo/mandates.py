"""What organisations do in the demo beside commenting and voting: suggest, draft in their room, choose among alternatives,
telephone, dissent. Keys and headings as in `demo.discussion`; a proposed wording is the one in force with one passage changed.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from consultations.actions import alternatives, dissents, drafts, office, straw, suggestions, votes
from consultations.actions.alternatives import Proposed
from consultations.enums import Basis, DraftKind, Placement, SuggestionState
from consultations.models import Dissent, Question
from consultations.scales import EITHER_OR, RESISTANCE
from positions.enums import SectionKind
from positions.models import VersionSection
from positions.wording.passages import Passage

from .proceedings import Stageplay

APPOINTMENTS = "Ein Termin binnen vier Wochen"
DEADLINES = "Entscheiden in drei Monaten"
NATURALISATION = "Einbürgerung ist ein Ziel, kein Störfall"
DISCRETION = "Ermessen nutzen, Ermessen offenlegen"
SERVICE = "Eine Servicestelle des Landes"
LANGUAGE = "Sprache und Ton"
RECRUITMENT = "Fachkräfte gewinnen, ohne zu entziehen"


@dataclass(frozen=True)
class Suggests:
    """A suggestion: in this passage of the section, this instead. With `declined` the secretariat says no, and why."""

    who: str
    as_: str
    ago: float
    section: str
    passage: str
    instead: str
    reason: str
    declined: str = ""


# In the comment phase on the authorities. Version 2 adopts the first one.
SUGGESTIONS = (
    Suggests(
        "bea", "elternrat", 12.4, NATURALISATION, "seit acht Jahren", "seit fünf Jahren",
        "Nach fünf Jahren ist der Anspruch da. Wer acht Jahre wartet, hat drei verloren.",
    ),
    Suggests(
        "olena", "bruecke", 11.8, SERVICE, "ein Team von zwanzig Personen", "ein eigenes Team von dreißig Personen",
        "Zwanzig reichen nicht für zwölf Kreise, und sie dürfen nicht aus den Ämtern abgezogen werden.",
    ),
    Suggests(
        "priya", "studierende", 10.9, DISCRETION, "gelingt in Lindenstadt in neun von zehn Fällen, im Südkreis in vier",
        "gelingt nach unserer Umfrage in Lindenstadt weit häufiger als im Südkreis",
        "Die Umfrage ist klein. Ohne Zahlen greift sie niemand an.",
    ),
    Suggests(
        "luka", "vaeterkreis", 10.2, DEADLINES, "vor ihrem Ablauf", "spätestens am Tag danach",
        "So ist es auch für kleine Ämter zu schaffen.",
        declined="Wer nach dem Ablauf Bescheid bekommt, hat schon verloren. Deshalb bleibt es beim Tag davor.",
    ),
)  # fmt: skip

# On the first version: votes that hinge on a suggestion for the same section.
HINGING = (
    ("bea", "frauenkreis", 5.39, NATURALISATION, "concerns", "Acht Jahre sind zu lang; mit fünf tragen wir es mit."),
    ("olena", "bruecke", 4.89, SERVICE, "concerns", "Die Stelle darf nicht zu Lasten der Ämter vor Ort besetzt werden."),
)

# (who, organisation, days ago, the option's place), then the same with resistance by place.
CHOICES = (
    ("viktor", "handwerk", 2.2, 1),
    ("olena", "bruecke", 2.4, 2),
    ("samira", "aerztekreis", 1.9, 2),
    ("joseph", "beirat", 2.0, 1),
    ("minh", "kompass", 2.1, 2),
)
RATINGS = (
    ("olena", "bruecke", 2.4, {1: 4, 2: 1, 3: 6}),
    ("rosa", "lesesaal", 2.6, {1: 2, 2: 3, 3: 8}),
    ("minh", "kompass", 2.1, {1: 7, 2: 2, 3: 3}),
    ("priya", "studierende", 1.1, {1: 8, 2: 0, 3: 5}),
)

DISSENTS = (
    (
        "samira", "aerztekreis", 19.1, Placement.BELOW,
        "Pflegende wandern nicht aus, weil jemand wirbt, sondern weil sie es wollen. Ein Verzicht auf Anwerbung schützt Länder auf "
        "Kosten der Menschen, die dort leben. Wir hätten faire Verfahren gefordert und ein Recht auf Rückkehr, keine Sperre.",
    ),
    (
        "viktor", "handwerk", 17.9, Placement.ANNEX,
        "Ein Ausbildungsplatz für jede angeworbene Fachkraft ist richtig, aber niemand sagt, wer ihn bezahlt. Ohne diese Antwort "
        "trifft die Forderung die kleinen Betriebe.",
    ),
)  # fmt: skip


def suggest(play: Stageplay) -> None:
    """Organisations suggest wordings; the secretariat declines one. Those that a version adopts are decided with it."""
    for each in SUGGESTIONS:
        play.timeline.at(play.timeline.before(each.ago), partial(_suggest, play, each))
        if each.declined:
            play.timeline.at(play.timeline.before(9.6), partial(_decline, play, each))


def hinge(play: Stageplay) -> None:
    for who, as_, ago, heading, choice, reason in HINGING:
        step = partial(_hinge, play, who, as_, heading, choice, reason)
        play.timeline.at(play.timeline.before(ago), step)


def choose(play: Stageplay) -> None:
    """After the second version two groups of alternatives are put to the vote, one either/or and one by resistance."""
    timeline = play.timeline
    timeline.at(timeline.before(3.4), partial(_pose, play))
    for who, as_, ago, place in CHOICES:
        timeline.at(timeline.before(ago), partial(_answer, play, who, as_, EITHER_OR, {"choice": f"o{place}"}))
    for who, as_, ago, ratings in RATINGS:
        timeline.at(timeline.before(ago), partial(_answer, play, who, as_, RESISTANCE, {"ratings": ratings}))


def confer(play: Stageplay) -> None:
    """In the room of the Frauenkreis: what Bea left open is drafted, and how people there would vote."""
    timeline = play.timeline
    timeline.at(timeline.before(4.1), partial(_take_straw, play, "emil", SERVICE, "support", "Hauptsache, es hilft jemand."))
    timeline.at(timeline.before(2.9), partial(_take_straw, play, "farid", SERVICE, "concerns", "Nur mit eigenem Personal."))
    timeline.at(timeline.before(4.0), partial(_draft, play, "emil", SERVICE, {"kind": DraftKind.VOTE, "choice": "support"}))
    said = "Bei uns übersetzen Kinder für ihre Eltern. Das sollte in dem Abschnitt stehen."
    timeline.at(timeline.before(1.3), partial(_draft, play, "emil", LANGUAGE, {"kind": DraftKind.COMMENT, "text": said}))
    timeline.at(timeline.before(3.2), partial(_draft_declined, play))


def telephone(play: Stageplay) -> None:
    """The office records what the Garten der Wege said by telephone; it waits for a word of the organisation."""
    play.timeline.at(play.timeline.before(0.8), partial(_record, play))


def dissent(play: Stageplay) -> None:
    """Two organisations write notes during the vote; after the close the secretariat places them."""
    for who, as_, ago, _placement, text in DISSENTS:
        play.timeline.at(play.timeline.before(ago), partial(_note, play, who, as_, text))
    play.timeline.at(play.timeline.day(-10, 12), partial(_place, play))


def _wording(play: Stageplay, heading: str) -> VersionSection:
    return play.current().version.wordings.select_related("section").get(heading=heading, kind=SectionKind.TEXT)


def _question(play: Stageplay, heading: str) -> Question:
    return play.consultation.questions.get(section=_wording(play, heading).section, withdrawn_at=None, title="")


def _acting(play: Stageplay, who: str, as_: str) -> dict:
    return {"organisation": play.cast.organisations[as_], "by": play.cast.users[who]}


def _with(wording: VersionSection, passage: str, instead: str) -> str:
    if passage not in wording.text:
        raise LookupError(f"“{wording.heading}” has no such passage: {passage}")
    return wording.text.replace(passage, instead)


def _written(wording: VersionSection, passage: str, instead: str) -> str:
    """The wording as a member changes it in the field, with this passage exchanged."""
    _with(wording, passage, instead)
    return Passage(wording.heading, wording.tree).written.replace(passage, instead)


def _suggest(play: Stageplay, said: Suggests, now: datetime) -> None:
    wording = _wording(play, said.section)
    suggestions.submit(
        consultation=play.consultation,
        section=wording.section,
        text=_written(wording, said.passage, said.instead),
        reason=said.reason,
        basis=Basis.BOARD,
        token=uuid.uuid4(),
        now=now,
        **_acting(play, said.who, said.as_),
    )


def _decline(play: Stageplay, said: Suggests, now: datetime) -> None:
    suggestion = play.suggestion(said.section)
    state = SuggestionState.NOT_ADOPTED
    suggestions.decide(suggestion=suggestion, state=state, answer=said.declined, by=play.cast.users["ada"], now=now)


def _hinge(play: Stageplay, who: str, as_: str, heading: str, choice: str, reason: str, now: datetime) -> None:
    votes.cast(
        question=_question(play, heading),
        choice=choice,
        reason=reason,
        condition=play.suggestion(heading),
        digest=_wording(play, heading).digest,
        now=now,
        **_acting(play, who, as_),
    )


def _pose(play: Stageplay, now: datetime) -> None:
    ada = play.cast.users["ada"]
    hours, cited = _wording(play, APPOINTMENTS), _wording(play, DISCRETION)
    shorter = _with(hours, "täglich zwei Stunden", "an drei Tagen der Woche eine Stunde")
    alternatives.pose(
        consultation=play.consultation,
        wording=hours,
        title="Zeit für Menschen ohne Termin",
        scale=EITHER_OR,
        proposed=[Proposed("Drei Stunden in der Woche", text=shorter)],
        by=ada,
        now=now,
    )
    survey = "Der Wechsel vom Studium in die Ausbildung gelingt in Lindenstadt in neun von zehn Fällen, im Südkreis in vier"
    without = _with(cited, survey, "Das muss sich ändern")
    suggestion = play.suggestion(DISCRETION)
    alternatives.pose(
        consultation=play.consultation,
        wording=cited,
        title="Wie wir die Umfrage zitieren",
        scale=RESISTANCE,
        proposed=[
            Proposed(f"Vorschlag {suggestion.number}", suggestion=suggestion),
            Proposed("Ohne die Umfrage", text=without),
        ],
        by=ada,
        now=now,
    )


def _answer(play: Stageplay, who: str, as_: str, scale: str, said: dict, now: datetime) -> None:
    question = play.consultation.questions.get(kind="alternatives", scale=scale)
    alternatives.answer(question=question, digest=question.digest, now=now, **said, **_acting(play, who, as_))


def _take_straw(play: Stageplay, who: str, heading: str, choice: str, reason: str, now: datetime) -> None:
    said = {"question": _question(play, heading), "digest": _wording(play, heading).digest, "choice": choice, "reason": reason}
    straw.take(now=now, **said, **_acting(play, who, "frauenkreis"))


def _draft(play: Stageplay, who: str, heading: str, said: dict, now: datetime):
    section = _wording(play, heading).section
    acting = _acting(play, who, "frauenkreis")
    return drafts.write(consultation=play.consultation, section=section, token=uuid.uuid4(), now=now, **said, **acting)


def _draft_declined(play: Stageplay, now: datetime) -> None:
    said = {"kind": DraftKind.COMMENT, "text": "Die acht Sprachen sollten im Text genannt werden."}
    draft = _draft(play, "emil", NATURALISATION, said, now)
    answer = "Welche acht es sind, entscheidet das Land nach Bedarf. Wir wollen uns da nicht festlegen."
    drafts.reject(draft=draft, answer=answer, by=play.cast.users["bea"], now=now)


def _record(play: Stageplay, now: datetime) -> None:
    said = ((APPOINTMENTS, "support", ""), (LANGUAGE, "concerns", "Die Kurzfassung braucht auch ein Bild vom Weg ins Amt."))
    answers = [
        votes.Answer(_question(play, heading), choice, _wording(play, heading).digest, reason=reason)
        for heading, choice, reason in said
    ]
    office.record_votes(
        answers=answers,
        organisation=play.cast.organisations["garten"],
        caller="Selam Tesfay, Delegierte, am Telefon",
        by=play.cast.users["ada"],
        now=now,
    )


def _note(play: Stageplay, who: str, as_: str, text: str, now: datetime) -> None:
    section = _wording(play, RECRUITMENT).section
    dissents.submit(consultation=play.consultation, section=section, text=text, now=now, **_acting(play, who, as_))


def _place(play: Stageplay, now: datetime) -> None:
    for _who, as_, _ago, placement, _text in DISSENTS:
        note = Dissent.objects.get(consultation=play.current(), organisation=play.cast.organisations[as_])
        dissents.place(note=note, placement=placement, by=play.cast.users["ada"], now=now)
