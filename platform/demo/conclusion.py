"""How the demo's concluded consultation ends: the draft is written and approved, and the real job compiles the statement."""

from datetime import datetime

from consultations.actions import statements
from positions.enums import Verdict

from .cast import Cast
from .proceedings import Stageplay
from .timeline import Timeline

VERDICT = "Wir begrüßen die Leitlinien und sehen Änderungsbedarf bei Beteiligung, Anwerbung und Überprüfung."
SUMMARY = """
<p>Die neuen Leitlinien sind ein Fortschritt. Damit sie wirken, bitten wir die Landesregierung um vier Änderungen:</p>
<ol>
<li>Die Diaspora erhält ein Drittel der Sitze in den Beiräten der Landespartnerschaften.</li>
<li>Fachkräfte werden so angeworben, dass die Herkunftsländer mehr gewinnen als verlieren.</li>
<li>Ein Viertel der Mittel geht an Organisationen, die von Menschen mit Migrationsgeschichte geleitet werden.</li>
<li>Alle zwei Jahre wird öffentlich berichtet, gemessen an Größen, die gemeinsam festgelegt sind.</li>
</ol>
"""
GENERAL = """
<p>Der Entwurf benennt zum ersten Mal die Verantwortung des Landes für die Folgen seines eigenen Handelns. Das tragen unsere
Mitglieder einhellig mit. Unterschiedlicher Ansicht sind sie bei der Anwerbung von Fachkräften; wie sie dazu stehen, weist die
Anlage aus.</p>
"""
CLOSING = """
<p>Wir danken für die Gelegenheit zur Stellungnahme und stehen für ein Gespräch zur Verfügung, gern zusammen mit Partnerinnen und
Partnern aus den Regionen.</p>
"""


def conclude(timeline: Timeline, cast: Cast, play: Stageplay) -> None:
    """The secretariat writes the frame, the board approves it, the statement is issued and its files are made."""

    def write(now: datetime) -> None:
        draft = play.current().statement_draft
        draft.title = draft.version.title
        draft.verdict, draft.verdict_text = Verdict.CHANGES, VERDICT
        draft.summary, draft.general, draft.closing = SUMMARY, GENERAL, CLOSING
        draft.save_revision(user=cast.users["ada"])

    def approve(now: datetime) -> None:
        statements.approve(consultation=play.current(), by=cast.users["guel"], now=now)

    def issue(now: datetime) -> None:
        compilation = statements.request(consultation=play.current(), by=cast.users["ada"], now=now, wakes_worker=False)
        if statements.carry_out(compilation=compilation, now=now) is None:
            compilation.refresh_from_db()
            raise RuntimeError(f"The demo's statement could not be compiled: {compilation.error}")

    timeline.at(timeline.day(-10, 11), write)
    timeline.at(timeline.day(-9, 18), approve)
    timeline.at(timeline.day(-8, 10), issue)
