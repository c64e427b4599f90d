"""What people write in the demo: comments with answers, all of them invented.

Sections are named by their heading, people and organisations by their keys in `demo.federation`.
"""

from dataclasses import dataclass

from consultations.enums import CommentKind


@dataclass(frozen=True)
class Said:
    """A comment, written `ago` days before the demo is loaded, on words of the section or all of it; `inner` is for the own
    organisation only. `agreed` are those who said by a reaction that they agree, each for an organisation; `became` is what
    happened to it.
    """

    who: str
    as_: str
    ago: float
    text: str
    section: str = ""
    kind: CommentKind = CommentKind.REMARK
    inner: bool = False
    quote: str = ""
    answers: tuple["Said", ...] = ()
    agreed: tuple[tuple[str, str], ...] = ()
    became: str = ""  # "pinned", "answered" or "withdrawn"


ON_TEILHABE = (
    Said(
        "olena",
        "bruecke",
        5.6,
        "Die Zahl passt zu dem, was wir in Lindenstadt sehen. Können wir dazuschreiben, dass wir Gespräche gezählt haben und nicht "
        "Personen? Sonst fragt das Ministerium danach.",
        "Wovon wir ausgehen",
        CommentKind.FACTUAL,
        answers=(
            Said("ada", "netzwerk", 5.2, "Steht in der Fußnote. Ich ziehe es in den Satz, wenn noch jemand darüber stolpert."),
        ),
    ),
    Said(
        "minh",
        "kompass",
        5.1,
        "Beim Ziel Bildung fehlen die Jugendlichen, die mit vierzehn kommen. Für sie ist nicht die Kita die Frage, sondern ob sie "
        "einen Abschluss schaffen. Vorschlag für eine sechste Zeile: Schulabschluss nach Einreise in der Mittelstufe.",
        "Ziele, an denen man sich messen lassen kann",
        CommentKind.OBJECTION,
        answers=(
            Said("bea", "elternrat", 4.7, "Das unterstützen wir. Bei uns sind es sechs Familien, die genau daran hängen."),
            Said(
                "ada",
                "netzwerk",
                4.2,
                "Gern, wenn es eine Größe gibt, die das Land schon erhebt. Minh, kennst du eine? Sonst wird aus fünf messbaren Zielen "
                "wieder eine Wunschliste.",
                answers=(
                    Said(
                        "minh",
                        "kompass",
                        3.8,
                        "Die Schulstatistik weist Abgänge ohne Abschluss nach Einreisejahr aus. Ich schicke die Tabelle.",
                    ),
                ),
            ),
        ),
    ),
    Said(
        "samira",
        "aerztekreis",
        4.4,
        "Satz 3 ist für uns der wichtigste des ganzen Papiers. Wir haben im letzten Jahr 230 Arztgespräche gedolmetscht, ohne einen "
        "Cent. Bitte nicht kürzen.",
        "Migrantenorganisationen als Partner, nicht als Zielgruppe",
        CommentKind.SUPPORT,
        agreed=(("bea", "frauenkreis"), ("minh", "kompass"), ("olena", "bruecke"), ("rosa", "lesesaal")),
    ),
    Said(
        "joseph",
        "beirat",
        4.9,
        "Zehn Cent je Einwohner klingt nach viel, reicht in einem kleinen Landkreis aber nicht einmal für die Fahrtkosten. Wir "
        "schlagen einen Sockel von 10.000 Euro vor und zehn Cent obendrauf.",
        "Beiräte, die etwas zu sagen haben",
        agreed=(("selam", "garten"), ("ada", "netzwerk")),
        became="pinned",
        answers=(
            Said(
                "luka",
                "vaeterkreis",
                4.5,
                "Den Sockel finden wir richtig. In Bergau wäre das Budget sonst kleiner als das der Feuerwehrkapelle.",
            ),
            Said(
                "viktor",
                "handwerk",
                3.1,
                "Ich würde es schlichter halten: ein fester Betrag je Kreis, fertig. Je einfacher, desto eher kommt es.",
                kind=CommentKind.OBJECTION,
            ),
        ),
    ),
    Said(
        "rosa",
        "lesesaal",
        3.6,
        "Warum drei Monate? Bei der Kommunalwahl gilt auch eine Frist, aber sie ist für alle gleich. Woran haben wir uns orientiert?",
        "Beiräte, die etwas zu sagen haben",
        CommentKind.QUESTION,
        became="answered",
        answers=(
            Said(
                "ada",
                "netzwerk",
                3.3,
                "An der Frist der Kommunalwahlordnung. Dort sind es ebenfalls drei Monate Hauptwohnsitz.",
            ),
        ),
    ),
    Said(
        "selam",
        "garten",
        4.0,
        "Ab acht ist gut, aber bei uns im Südkreis kommen oft nur fünf zusammen. Dann fährt weiter niemand. Könnte es heißen: „ab acht, "
        "im ländlichen Raum ab fünf“?",
        "Sprache: erreichbar statt nur vorhanden",
        quote="ab acht Teilnehmenden",
        answers=(
            Said(
                "bea",
                "frauenkreis",
                3.4,
                "Das hilft auch Müttern in kleinen Orten. Wir würden es mittragen, wenn die Kinderbetreuung dabei nicht wegfällt.",
            ),
            Said(
                "priya",
                "studierende",
                2.2,
                "Für Kurse unter acht gibt es bisher keine Kostenrechnung. Vielleicht zuerst Fahrgemeinschaften über Kreisgrenzen?",
            ),
        ),
    ),
    Said(
        "emil",
        "frauenkreis",
        2.9,
        "Für uns hängt alles an der Kinderbetreuung. Wenn das drinbleibt, können wir zustimmen. Bitte beim Treffen am Dienstag kurz aufrufen.",
        "Sprache: erreichbar statt nur vorhanden",
        inner=True,
        answers=(Said("bea", "frauenkreis", 2.5, "Steht auf der Tagesordnung.", inner=True),),
    ),
    Said(
        "yusuf",
        "safran",
        2.7,
        "„Onlinekurse … ersetzen können sie ihn nicht“: Manche lernen nach der Spätschicht am Telefon, und sie lernen gut. Der Satz "
        "klingt, als wäre das zweite Wahl.",
        "Sprache: erreichbar statt nur vorhanden",
        CommentKind.OBJECTION,
        quote="Onlinekurse ergänzen den Unterricht; ersetzen können sie ihn nicht.",
    ),
    Said(
        "rosa",
        "lesesaal",
        2.0,
        "Schön, dass die Lehrkräfte beim Land angestellt werden sollen. Es fehlt, wer sie ausbildet: In Mittelland kann man keine "
        "dieser Sprachen auf Lehramt studieren.",
        "Mehrsprachigkeit als Können",
    ),
    Said(
        "ilse",
        "foerderkreis",
        1.8,
        "Aus der Sicht eines Fördermitglieds: Die Bürgschaft für die Kaution gibt es in einem Nachbarland seit zwei Jahren, und sie "
        "wird fast nie gezogen. Das wäre ein gutes Argument.",
        "Wohnen außerhalb der Unterkunft",
        CommentKind.SUPPORT,
    ),
    Said(
        "bea",
        "elternrat",
        1.4,
        "Bitte einen Satz dazu, dass auch Elternabende und Gespräche über Förderbedarf gemeint sind. Dort übersetzen die Kinder am häufigsten.",
        "Sprachmittlung ist keine Gefälligkeit",
        answers=(Said("samira", "aerztekreis", 1.1, "Ja. Und bei uns: Aufklärung vor einer Operation. Beides gehört hinein."),),
    ),
    Said(
        "nadia",
        "bruecke",
        0.6,
        "Tippfehler in Absatz 1: „vor Ort oder per Video“ braucht kein Komma davor.",
        "Sprachmittlung ist keine Gefälligkeit",
        CommentKind.EDITORIAL,
        became="withdrawn",
    ),
)

ON_BEHOERDEN = (
    Said(
        "viktor",
        "handwerk",
        17.5,
        "Die siebzehn Wochen stimmen für Lindenstadt. In Altstein sind es inzwischen einundzwanzig; zwei unserer Betriebe haben deshalb "
        "Ausbildungsverträge gelöst.",
        "Die Lage am Schalter",
        CommentKind.FACTUAL,
        answers=(
            Said(
                "ada",
                "netzwerk",
                16.8,
                "Danke. Wir bleiben beim Mittel über alle Kreise und nehmen Altstein in die mündliche Anhörung mit.",
            ),
        ),
    ),
    Said(
        "joseph",
        "beirat",
        15.2,
        "Täglich zwei Stunden ohne Termin sind für ein Amt mit drei Leuten nicht zu halten. Sagen wir lieber: an jedem Werktag eine feste Stunde?",
        "Ein Termin binnen vier Wochen",
        CommentKind.OBJECTION,
        answers=(
            Said(
                "olena", "bruecke", 14.6, "Eine Stunde ist zu wenig, wenn zwanzig Menschen warten. Wir würden bei zwei bleiben."
            ),
            Said(
                "cem", "safran", 13.9, "Wer um acht kommt und um neun weggeschickt wird, kommt nie wieder. Zwei Stunden, bitte."
            ),
        ),
    ),
    Said(
        "priya",
        "studierende",
        14.1,
        "Für Studierende ist die Bescheinigung alles: ohne sie keine Immatrikulation. Bitte die Hochschulen in der Aufzählung nennen.",
        "Wer wartet, darf nichts verlieren",
    ),
    Said(
        "samira",
        "aerztekreis",
        12.7,
        "Zwei Wochen Frist für die Arbeitserlaubnis: Gilt das auch, wenn die Berufserlaubnis einer anderen Stelle noch aussteht?",
        "Entscheiden in drei Monaten",
        CommentKind.QUESTION,
        answers=(
            Said(
                "ada",
                "netzwerk",
                12.1,
                "Die Frist läuft ab vollständigem Antrag. Die Berufserlaubnis gehört dazu, also erst danach.",
            ),
        ),
    ),
    Said(
        "bea",
        "frauenkreis",
        11.3,
        "Acht Jahre sind länger, als das Gesetz für die Einbürgerung überhaupt verlangt. Wer so lange wartet, sollte sofort drankommen. "
        "Warum nicht schon ab fünf?",
        "Einbürgerung ist ein Ziel, kein Störfall",
        quote="seit acht Jahren",
        answers=(Said("bea", "elternrat", 11.0, "Das meint der Elternrat auch; bei uns betrifft es ganze Familien."),),
    ),
    Said(
        "minh",
        "kompass",
        3.4,
        "Zur neuen Fassung: Fünf Jahre sind besser. Gilt das auch für Jugendliche, die mit den Eltern eingebürgert werden?",
        "Einbürgerung ist ein Ziel, kein Störfall",
        CommentKind.QUESTION,
    ),
    Said(
        "rosa",
        "lesesaal",
        10.4,
        "Bibliotheken machen das gern, brauchen aber einen Raum, in dem man die Tür schließen kann.",
        "Digital, aber nicht nur digital",
    ),
)

ON_PARTNERSCHAFTEN = (
    Said(
        "selam",
        "garten",
        41.0,
        "Endlich sagt es jemand. Wir haben zwölf Jahre lang „Hilfe“ in Anträge geschrieben, weil es sonst kein Geld gab.",
        "Weg von der Hilfe",
        CommentKind.SUPPORT,
    ),
    Said(
        "samira",
        "aerztekreis",
        39.5,
        "Punkt 1 trifft Menschen, die aus eigenem Entschluss kommen, nicht. Das sollte dastehen, sonst liest es sich wie ein Verbot.",
        "Fachkräfte gewinnen, ohne zu entziehen",
        CommentKind.OBJECTION,
        answers=(Said("ada", "netzwerk", 38.2, "Deshalb „wirbt nicht aktiv an“. Wir erläutern es im Begleitschreiben."),),
    ),
    Said(
        "viktor",
        "handwerk",
        37.8,
        "Ein Ausbildungsplatz für jede Fachkraft: Wer bezahlt das, das Land oder der Betrieb? Für kleine Betriebe wäre es das Ende der Anwerbung.",
        "Fachkräfte gewinnen, ohne zu entziehen",
        CommentKind.QUESTION,
        answers=(Said("ada", "netzwerk", 37.1, "Das Land. So steht es in Satz 2."),),
    ),
    Said(
        "luka",
        "vaeterkreis",
        36.0,
        "Sechs von hundert kommt hin, wenn man bar einzahlt. Übers Telefon ist es oft die Hälfte. Vielleicht beides nennen?",
        "Geld nach Hause senden",
        CommentKind.FACTUAL,
    ),
    Said(
        "rosa",
        "lesesaal",
        33.4,
        "60 Euro je Schulstunde sind angemessen. Wichtig ist uns der Satz mit den Lehrplänen.",
        "Globales Lernen mit denen, die davon erzählen können",
        CommentKind.SUPPORT,
    ),
)

ON_HAUSORDNUNG = (
    Said(
        "olena",
        "bruecke",
        1.2,
        "Bei einer Brandmeldung muss das Personal hinein. „Gegenwärtige Gefahr“ deckt das ab, wir sollten es als Beispiel nennen.",
        "Ein Zimmer ist eine Wohnung",
        answers=(Said("ada", "netzwerk", 0.9, "Gute Idee, das nimmt dem Ministerium das naheliegende Gegenargument."),),
    ),
)
