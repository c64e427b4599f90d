"""How organisations vote in the demo, and what the second version changes. Keys and headings as in `demo.discussion`."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ballot:
    """How an organisation votes: `usual` everywhere, but for the sections in `otherwise` (heading → choice, reason).

    With `again` the organisation looks at the new version and confirms what had become stale.
    """

    who: str
    as_: str
    ago: float
    usual: str = "support"
    otherwise: dict[str, tuple[str, str]] = field(default_factory=dict)
    leaves_out: tuple[str, ...] = ()
    again: float | None = None


# What an organisation says in the final vote on the whole paper, by how it usually votes on sections.
FINAL = {"support": "yes", "concerns": "yes"}

# The vote on the authorities: the first six vote on version 1; then version 2 comes, and not everybody has looked again.
BEHOERDEN_BALLOTS = (
    Ballot("bea", "frauenkreis", 5.4, leaves_out=("Eine Servicestelle des Landes", "Sprache und Ton", "")),
    Ballot("viktor", "handwerk", 5.1, again=2.2, otherwise={
        "Digital, aber nicht nur digital": ("concerns", "Zwanzig Euro je Antrag locken auch Anbieter, die wir nicht wollen."),
    }),
    Ballot("olena", "bruecke", 4.9, again=2.4, otherwise={
        "Eine Servicestelle des Landes": ("concerns", "Die Stelle darf nicht zu Lasten der Ämter vor Ort besetzt werden."),
    }),
    Ballot("samira", "aerztekreis", 4.6, again=1.9),
    Ballot("joseph", "beirat", 4.3, again=2.0, otherwise={
        "Ein Termin binnen vier Wochen": ("reservations", "Zwei Stunden täglich ohne Termin sind für kleine Ämter nicht zu leisten."),
        "Beteiligung bei der Umsetzung": ("support", ""),
    }),
    Ballot("rosa", "lesesaal", 4.0, again=2.6, leaves_out=("Entscheiden in drei Monaten",)),
    Ballot("minh", "kompass", 2.1),
    Ballot("luka", "vaeterkreis", 1.7, otherwise={
        "Entscheiden in drei Monaten": ("concerns", "Vier Wochen für eine Verlängerung glaubt uns niemand."),
    }),
    Ballot("priya", "studierende", 1.1, otherwise={
        "Ermessen nutzen, Ermessen offenlegen": ("concerns", "Die Umfrage ist klein. Wir sollten sie vorsichtiger zitieren."),
    }),
)  # fmt: skip

PARTNERSCHAFTEN_BALLOTS = (
    Ballot("bea", "frauenkreis", 22.5),
    Ballot("bea", "elternrat", 22.4, usual="concerns", otherwise={"Globales Lernen mit denen, die davon erzählen können": ("support", "")}),
    Ballot("cem", "safran", 21.7, otherwise={"Geld nach Hause senden": ("concerns", "Der Fonds ist mit 200.000 Euro zu klein.")}),
    Ballot("olena", "bruecke", 20.3),
    Ballot("joseph", "beirat", 19.8, otherwise={"Öffentlicher Einkauf": ("abstain", "")}),
    Ballot("samira", "aerztekreis", 19.2, otherwise={
        "Fachkräfte gewinnen, ohne zu entziehen": (
            "reject", "Ein Verzicht auf Anwerbung nimmt Pflegenden Wege, die sie selbst gewählt haben. Wir brauchen faire Verfahren, keine Sperre.",
        ),
    }),
    Ballot("viktor", "handwerk", 18.0, otherwise={
        "Fachkräfte gewinnen, ohne zu entziehen": ("reservations", "Satz 2 ist nicht finanziert. So können wir ihn nicht mittragen."),
        "Öffentlicher Einkauf": ("concerns", "Kleine Betriebe brauchen Hilfe bei den Nachweisen."),
    }),
    Ballot("minh", "kompass", 16.9, otherwise={
        "Fachkräfte gewinnen, ohne zu entziehen": ("reservations", "Für die zweite Generation fehlt hier jeder Gedanke."),
    }),
    Ballot("rosa", "lesesaal", 16.1),
    Ballot("selam", "garten", 15.5, otherwise={"Weg von der Hilfe": ("support", "Der wichtigste Abschnitt des Papiers.")}),
    Ballot("priya", "studierende", 13.2, otherwise={
        "Hochschulen und Stipendien": ("concerns", "Hundert Stipendien sind wenig; die Hälfte für Frauen ist richtig."),
        "Fachkräfte gewinnen, ohne zu entziehen": ("abstain", ""),
    }),
)  # fmt: skip

# What version 2 of the paper on the authorities changes: old wording → new wording.
EDITORIAL = {
    "Binnen zwei Wochen teilt sie in einfacher Sprache mit, was fehlt, und zwar vollständig.": (
        "Binnen zwei Wochen teilt sie vollständig und in einfacher Sprache mit, was fehlt."
    ),
}
SUBSTANTIVE = {
    "d) Wer alle Unterlagen vorlegt und seit acht Jahren rechtmäßig hier lebt, wird vorrangig bearbeitet.": (
        "d) Wer alle Unterlagen vorlegt und seit fünf Jahren rechtmäßig hier lebt, wird vorrangig bearbeitet; Familien gemeinsam."
    ),
}
SUBSTANTIVE_SECTIONS = {"Einbürgerung ist ein Ziel, kein Störfall"}
VERSION_NOTE = (
    "Abschnitt 6: Vorrang bei der Einbürgerung schon nach fünf Jahren, Familien gemeinsam (Vorschlag von Frauenkreis und Elternrat). "
    "Abschnitt 4: ein Satz klarer gefasst."
)
