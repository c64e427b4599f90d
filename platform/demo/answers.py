"""What the demo's secretariat answers to contributions, and what organisations say to that. All of it invented.

Contributions are named by organisation and heading of the section.
"""

from datetime import datetime
from functools import partial

from consultations.actions import assignments, register, verdicts
from consultations.enums import Decision, Satisfaction
from consultations.models import Contribution, StandardReason

from .proceedings import Stageplay

STANDARD_REASONS = (
    ("Begleitschreiben", "Der Hinweis ist wichtig, gehört aber nicht in den Text. Wir nehmen ihn in das Begleitschreiben auf."),
    ("Gehört in die Verordnung", "Das regelt nicht das Gesetz, sondern die Verordnung dazu. Wir kommen darauf zurück, wenn sie vorliegt."),
    ("Steht schon da", "Das steht an anderer Stelle schon im Papier; zweimal gesagt, wird es nicht stärker."),
)  # fmt: skip

ON_PARTNERSCHAFTEN = (
    ("garten", "Weg von der Hilfe", Decision.NOTED, "Danke. Der Abschnitt bleibt, wie er ist."),
    (
        "aerztekreis", "Fachkräfte gewinnen, ohne zu entziehen", Decision.IN_PART,
        "„Wirbt nicht aktiv an“ lässt Menschen, die aus eigenem Entschluss kommen, unberührt. Wir sagen das im Begleitschreiben, "
        "aber nicht im Text.",
    ),
    (
        "handwerk", "Fachkräfte gewinnen, ohne zu entziehen", Decision.NOT_ADOPTED,
        "Den Ausbildungsplatz bezahlt das Land, so steht es in Satz 2. Für Betriebe ändert sich nichts.",
    ),
    (
        "vaeterkreis", "Geld nach Hause senden", Decision.NOT_ADOPTED,
        "Zwei Zahlen nebeneinander machen die Forderung schwächer. Sechs von hundert ist die Zahl der Zentralbank.",
    ),
    ("lesesaal", "Globales Lernen mit denen, die davon erzählen können", Decision.NOTED, "Der Satz mit den Lehrplänen bleibt."),
)  # fmt: skip
VERDICTS = (
    (
        "samira", "aerztekreis", "Fachkräfte gewinnen, ohne zu entziehen", Satisfaction.MAINTAINS,
        "Ein Begleitschreiben liest niemand. Es müsste im Text stehen.",
    ),
    ("viktor", "handwerk", "Fachkräfte gewinnen, ohne zu entziehen", Satisfaction.CAN_LIVE, ""),
    ("rosa", "lesesaal", "Globales Lernen mit denen, die davon erzählen können", Satisfaction.SATISFIED, ""),
)  # fmt: skip
ON_BEHOERDEN = (
    (
        "handwerk", "Die Lage am Schalter", Decision.NOTED,
        "Wir bleiben beim Mittel über alle Kreise. Altstein nehmen wir in die mündliche Anhörung mit.",
    ),
    (
        "studierende", "Wer wartet, darf nichts verlieren", Decision.OUT_OF_SCOPE,
        "Das regelt nicht das Gesetz, sondern die Verordnung dazu. Wir kommen darauf zurück, wenn sie vorliegt.",
    ),
)  # fmt: skip


def answer_everything(play: Stageplay) -> None:
    """Before the vote all contributions are answered; after it the organisations say what they think of that."""
    play.timeline.at(play.timeline.day(-27, 15), partial(_answer, play, ON_PARTNERSCHAFTEN))
    for who, as_, heading, satisfaction, reason in VERDICTS:
        play.timeline.at(play.timeline.day(-11, 16), partial(_say, play, who, as_, heading, satisfaction, reason))


def answer_some(play: Stageplay) -> None:
    """Some are answered, some are in work, one of them late."""
    play.timeline.at(play.timeline.before(6.8), partial(_answer, play, ON_BEHOERDEN))
    play.timeline.at(play.timeline.before(6.7), partial(_hand_out, play))


def keep_reasons() -> None:
    StandardReason.objects.bulk_create(StandardReason(title=title, text=text) for title, text in STANDARD_REASONS)


def _contribution(play: Stageplay, as_: str, heading: str) -> Contribution:
    own = play.consultation.contributions.filter(organisation=play.cast.organisations[as_], comment__level=0)
    return own.get(comment__wording__heading=heading)


def _answer(play: Stageplay, answers: tuple, now: datetime) -> None:
    given = [register.Answer(_contribution(play, as_, heading), decision, reason) for as_, heading, decision, reason in answers]
    register.decide_all(answers=given, by=play.cast.users["ada"], now=now)


def _say(play: Stageplay, who: str, as_: str, heading: str, satisfaction: Satisfaction, reason: str, now: datetime) -> None:
    verdicts.give(
        contribution=_contribution(play, as_, heading),
        organisation=play.cast.organisations[as_],
        satisfaction=satisfaction,
        reason=reason,
        by=play.cast.users[who],
        now=now,
    )


def _hand_out(play: Stageplay, now: datetime) -> None:
    ada = play.cast.users["ada"]
    for as_, heading, days in (
        ("beirat", "Ein Termin binnen vier Wochen", -1),
        ("aerztekreis", "Entscheiden in drei Monaten", 3),
    ):
        due = play.timeline.day(days, 12).date()
        assignments.assign(contributions=[_contribution(play, as_, heading)], assignee=ada, due_on=due, by=ada, now=now)
