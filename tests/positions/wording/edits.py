"""Twenty edits as members make them: name, before, after. Whoever changes the difference looks at them again."""

EDITS = [
    (
        "Ein Betrag",
        "Das Land trägt die Kosten bis zu einer Höhe von 1.000 Euro.",
        "Das Land trägt die Kosten bis zu einer Höhe von 2.500 Euro.",
    ),
    (
        "Obergrenze gestrichen, Bedingung ergänzt",
        "Das Land soll diese Kosten bis zu 1.000 Euro als Darlehen oder Zuschuss übernehmen.",
        "Das Land soll diese Kosten als Zuschuss übernehmen, sobald das Einkommen unter der Wohngeldgrenze liegt.",
    ),
    (
        "Gendersprache",
        "Bürger und Migranten haben das Recht, dass Beamte ihnen in ihrer Sprache antworten.",
        "Bürger*innen und Migrant*innen haben das Recht, dass Beamt*innen ihnen in ihrer Sprache antworten.",
    ),
    (
        "Soll wird muss",
        "Die Behörde soll innerhalb von drei Monaten entscheiden.",
        "Die Behörde muss innerhalb von drei Monaten entscheiden.",
    ),
    (
        "Satz umgestellt",
        "Innerhalb von drei Monaten entscheidet die Behörde über den Antrag.",
        "Die Behörde entscheidet über den Antrag innerhalb von drei Monaten.",
    ),
    (
        "Ganz neu geschrieben",
        "Die Anerkennung ausländischer Abschlüsse dauert zu lange und kostet zu viel.",
        "Wer einen Beruf gelernt hat, soll ihn ausüben dürfen, gleich wo.",
    ),
    ("Satz angehängt", "Kurse sind kostenfrei.", "Kurse sind kostenfrei. Das gilt auch für Fahrt und Kinderbetreuung."),
    ("Satz vorangestellt", "Kurse sind kostenfrei.", "Sprache öffnet Türen. Kurse sind kostenfrei."),
    (
        "Absatz gestrichen",
        "Kurse sind kostenfrei.\n\nWer fehlt, verliert den Platz nach zwei Wochen.\n\nDas Land trägt die Kosten.",
        "Kurse sind kostenfrei.\n\nDas Land trägt die Kosten.",
    ),
    (
        "Absatz eingefügt und einer geändert",
        "Kurse sind kostenfrei.\n\nDas Land trägt die Kosten für die Fahrt zum Kurs.",
        "Kurse sind kostenfrei.\n\nKinder werden betreut.\n\nDas Land trägt alle Kosten für die Fahrt zum Kurs.",
    ),
    (
        "Absatz verschoben",
        "Wir fordern schnelle Verfahren in allen Behörden.\n\nKurse sind kostenfrei.\n\nDas Land trägt die Kosten.",
        "Kurse sind kostenfrei.\n\nDas Land trägt die Kosten.\n\nWir fordern schnelle Verfahren in allen Behörden.",
    ),
    (
        "Absatz geteilt",
        "Kurse sind kostenfrei und finden abends statt. Das Land trägt die Kosten für Fahrt und Betreuung.",
        "Kurse sind kostenfrei und finden abends statt.\n\nDas Land trägt die Kosten für Fahrt und Betreuung.",
    ),
    (
        "Zwei Absätze zusammengezogen",
        "Kurse sind kostenfrei.\n\nDas Land trägt die Kosten für Fahrt und Betreuung.",
        "Kurse sind kostenfrei, und das Land trägt die Kosten für Fahrt und Betreuung.",
    ),
    (
        "Punkt in der Liste ergänzt",
        "Wir fordern:\n\n- kostenfreie Kurse\n- kurze Fristen\n- Beratung vor Ort",
        "Wir fordern:\n\n- kostenfreie Kurse\n- Kinderbetreuung\n- kurze Fristen\n- mehrsprachige Beratung vor Ort",
    ),
    (
        "Nummerierte Liste, vorn ergänzt",
        "1. Das Land richtet Kurse ein.\n2. Die Kommunen beraten.\n3. Der Bund zahlt.",
        "1. Alle haben ein Recht auf Sprache.\n2. Das Land richtet Kurse ein.\n3. Die Kommunen beraten.\n4. Der Bund zahlt.",
    ),
    (
        "Aus Text wird eine Liste",
        "Wir fordern kostenfreie Kurse, kurze Fristen und Beratung vor Ort.",
        "Wir fordern:\n\n- kostenfreie Kurse,\n- kurze Fristen und\n- Beratung vor Ort.",
    ),
    ("Hervorhebung", "Die Frist beträgt drei Monate.", "Die Frist beträgt **drei Monate**."),
    (
        "Rechtschreibung und Zeichen",
        "Das Land muß, so bald es kann die Kosten tragen",
        "Das Land muss, sobald es kann, die Kosten tragen.",
    ),
    (
        "Viele kleine Änderungen",
        "Die Landesregierung wird aufgefordert, bis 2026 einen Bericht über die Lage der Anerkennung vorzulegen.",
        "Der Landtag fordert die Landesregierung auf, bis 2027 einen ersten Bericht zur Lage der Anerkennung vorzulegen.",
    ),
    (
        "Unterpunkte mit Buchstaben",
        "Der Antrag enthält\n\na) den Abschluss,\nb) eine Übersetzung,\nc) einen Nachweis der Sprache.",
        "Der Antrag enthält\n\na) den Abschluss,\nb) einen Nachweis der Sprache auf dem Niveau B2.",
    ),
]
