"""A statement as it would be issued: invented, but with everything a real one has."""

from dataclasses import replace
from hashlib import sha256

from positions.exports.content import (
    ChoiceCount,
    Deadline,
    Dissent,
    Electorate,
    Endorsement,
    Numbers,
    Outcome,
    Reference,
    Section,
    Sender,
    Source,
    StatementContent,
)

ORGANISATIONS = (
    "Afrikanischer Kulturkreis Lindenstadt",
    "Ärztekreis Ankommen Mühlfeld",
    "Garten der Wege Südkreis",
    "Handwerk und Ankommen Altstein",
    "Kulturverein Safran Bergau",
    "Migrationsbeirat der Stadt Lindenstadt",
    "Українська громада Міттельланд",
    "Verein Brücke Lindenstadt",
)


def text(value: str, *marks: str) -> dict:
    return {"type": "text", "text": value, "marks": sorted(marks)} if marks else {"type": "text", "text": value}


def p(*content) -> dict:
    return {"type": "paragraph", "content": [text(part) if isinstance(part, str) else part for part in content]}


def numbered(*items, labels=None) -> dict:
    labels = labels or [f"{index}." for index in range(1, len(items) + 1)]
    blocks = [item if isinstance(item, list) else [p(item)] for item in items]
    return {
        "type": "list",
        "ordered": True,
        "items": [{"label": label, "content": content} for label, content in zip(labels, blocks, strict=True)],
    }


def bullets(*items) -> dict:
    return {"type": "list", "ordered": False, "items": [{"label": "–", "content": [p(item)]} for item in items]}


def note(label: str, value: str) -> dict:
    return {"type": "footnote", "label": label, "content": [p(value)]}


def table(caption: str, header: list[str], *rows: list[str]) -> dict:
    return {
        "type": "table",
        "caption": [text(caption)] if caption else [],
        "header": [[text(cell)] for cell in header],
        "rows": [[[text(cell)] if cell else [] for cell in row] for row in rows],
    }


def outcome(
    yes=48, concerns=12, abstain=3, reservations=1, reject=1, stale=1, eligible=70, result="adopted", named=ORGANISATIONS
):
    choices = (
        ChoiceCount("support", "Mittragen", 1, yes, yes),
        ChoiceCount("concerns", "Mit Bedenken", 2, concerns, concerns),
        ChoiceCount("abstain", "Enthaltung", 3, abstain, abstain),
        ChoiceCount("reservations", "Mit Vorbehalten", 4, reservations, reservations),
        ChoiceCount("reject", "Ablehnen", 5, reject, reject),
    )
    numbers = Numbers(yes + concerns, reservations + reject, abstain, 0, stale, eligible)
    label = {"adopted": "Angenommen", "contested": "Strittig", "rejected": "Nicht angenommen"}[result]
    cast = numbers.yes + numbers.no
    sentence = f"{label}: {numbers.yes} von {cast} abgegebenen Stimmen, {-(-2 * cast // 3)} nötig (zwei Drittel)."
    return Outcome(result, label, sentence, numbers, numbers, choices, Endorsement(numbers.yes, named))


def section(number: str, heading: str, *tree: dict, kind="text", level=2, locator="", outcome=None, dissents=()) -> Section:
    key = sha256(f"{number} {heading}".encode()).hexdigest()
    return Section(
        key=f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:32]}",
        number=number,
        heading=heading,
        kind=kind,
        level=level,
        tree=list(tree),
        digest=key,
        locator=locator,
        outcome=outcome,
        dissents=dissents,
    )


REASONS = table(
    "Gründe für Verfahren von mehr als sechs Monaten (Mehrfachnennungen)",
    ["Grund", "Fälle", "Anteil"],
    ["Unterlagen mehrfach nachgefordert", "412", "58 %"],
    ["Kein erreichbarer Anpassungslehrgang", "263", "37 %"],
    ["Übersetzung oder Gutachten nicht bezahlbar", "241", "34 %"],
    ["Zuständigkeit ungeklärt", "118", "17 %"],
)


def sections() -> tuple[Section, ...]:
    return (
        section("", "Das Verfahren", kind="heading"),
        section(
            "1",
            "Was die Verfahren heute aufhält",
            p(
                "Wer im Ausland einen Beruf gelernt hat, soll ihn hier ausüben können. Darüber sind sich im Land "
                "seit Jahren alle "
                "einig, und doch vergehen zwischen dem ersten Antrag und dem Bescheid im Mittel elf Monate.",
                note("1", "Auswertung von 1.284 Beratungen in 43 Mitgliedsorganisationen, Oktober 2025 bis September 2026."),
                " In dieser Zeit arbeiten Pflegefachkräfte als Küchenhilfen, Elektroniker fahren Pakete aus, und "
                "Lehrerinnen "
                "verlieren Jahr um Jahr den Anschluss an ihr Fach.",
            ),
            p(
                "Unsere Mitgliedsorganisationen begleiten solche Verfahren täglich. Der Entwurf benennt drei "
                "Hindernisse. Er löst "
                "bisher nur eines: Die ",
                text("zentrale Antragsstelle", "em"),
                " nach § 4 beendet die Suche nach der zuständigen Behörde. Das tragen wir ausdrücklich mit.",
            ),
            REASONS,
            level=3,
            outcome=outcome(60, 4, 1, 0, 0),
        ),
        section(
            "2",
            "Entscheidungsfrist",
            p(
                "Der Entwurf verspricht eine Entscheidung „in der Regel innerhalb von drei Monaten nach Vorlage der "
                "vollständigen "
                "Unterlagen“. Damit bestimmt die Behörde selbst, wann die Frist beginnt. Eine Frist ohne Folgen ist "
                "eine Bitte."
            ),
            p("§ 6 Absatz 1 wird wie folgt gefasst:"),
            {
                "type": "quote",
                "content": [
                    p(
                        "(1) Die zuständige Stelle entscheidet innerhalb von drei Monaten. Sie bestätigt binnen zwei Wochen "
                        "in "
                        "Textform und in einfacher Sprache, welche Unterlagen vorliegen und welche fehlen. Dabei gilt:"
                    ),
                    numbered(
                        "Fordert sie nichts nach, beginnt die Frist mit dem Tag des Antrags.",
                        [
                            p("Entscheidet sie nicht fristgerecht, gilt eine vorläufige Erlaubnis als erteilt"),
                            numbered(
                                "in reglementierten Berufen unter Aufsicht,", "im Übrigen ohne Auflagen.", labels=["a)", "b)"]
                            ),
                        ],
                    ),
                ],
            },
            p(
                "Beide Seiten müssen den Beginn der Frist kennen. Zwei Wochen genügen für eine Prüfung auf "
                "Vollständigkeit; die "
                "zentrale Antragsstelle hat die Unterlagen dann bereits gesichtet."
            ),
            level=3,
            locator="§ 6 Absatz 1",
            outcome=outcome(),
        ),
        section("", "Was ankommen leichter macht", kind="heading"),
        section(
            "3",
            "Anpassungslehrgänge und begleitende Kurse",
            p(
                "Ein Kurs in Vollzeit ist für viele der schnellste Weg in die Sprache, für andere ist er gar keiner. "
                "Wer in Schichten "
                "arbeitet, Kinder betreut oder weit draußen wohnt, kann nicht an fünf Vormittagen in der Woche in "
                "der Kreisstadt sein."
            ),
            bullets(
                "Kurse abends und am Wochenende, sobald acht Personen angemeldet sind;",
                "Kinderbetreuung während des Unterrichts;",
                "die Mehrkosten kleiner Gruppen trägt das Land.",
            ),
            level=3,
            locator="§ 11 Absatz 2",
            outcome=outcome(50, 6, 2, 3, 4),
            dissents=(
                Dissent(
                    by=("Garten der Wege Südkreis", "Kulturverein Safran Bergau"),
                    tree=[
                        p(
                            "Wir tragen die Forderung nach Kinderbetreuung und Abendkursen mit. Eine Untergrenze von acht "
                            "Teilnehmenden lässt aber Orte ohne Angebot, in denen selten mehr als fünf Menschen zur gleichen "
                            "Zeit "
                            "lernen wollen."
                        )
                    ],
                ),
            ),
        ),
        section(
            "4",
            "Begriffe und Sprachen",
            {
                "type": "definitions",
                "items": [
                    {
                        "term": [text("Antragsstelle")],
                        "content": [p("die Behörde, die Unterlagen entgegennimmt und bestätigt;")],
                    },
                    {
                        "term": [text("Erstauskunft")],
                        "content": [
                            p(
                                "eine Beratung in der Sprache der Antragstellenden, etwa auf Arabisch (",
                                {"type": "span", "lang": "ar", "content": [text("الاعتراف بالمؤهلات المهنية")]},
                                "), Ukrainisch (",
                                {"type": "span", "lang": "uk", "content": [text("визнання кваліфікацій")]},
                                ") oder Türkisch (",
                                {"type": "span", "lang": "tr", "content": [text("mesleki yeterliliğin tanınması")]},
                                ").",
                            )
                        ],
                    },
                ],
            },
            p(
                "Die Muster stehen unter ",
                {"type": "link", "href": "https://mittelland.example/muster", "content": [text("mittelland.example/muster")]},
                ". Gefördert werden 25 m",
                text("2", "sup"),
                " je Kursplatz.",
            ),
            level=3,
            outcome=outcome(30, 4, 5, 12, 14, result="contested", named=ORGANISATIONS[:3]),
        ),
    )


def sample() -> StatementContent:
    return StatementContent(
        language="de",
        title="Stellungnahme zum Entwurf eines Gesetzes über die Anerkennung ausländischer Berufsqualifikationen in Mittelland",
        short_title="Stellungnahme zum Landesanerkennungsgesetz",
        number="7/2026",
        issued_on="2026-11-27",
        sender=Sender(
            name="Netzwerk Mittelland e. V.",
            claim="Zusammenschluss von 70 Migrantenorganisationen",
            address=("Geschäftsstelle", "Webergasse 12", "00412 Lindenstadt"),
            email="stellungnahmen@netzwerk-mittelland.example",
            website="mitstimme.netzwerk-mittelland.example",
            register="Amtsgericht Lindenstadt, VR 2047",
        ),
        addressee=(
            "Ministerium für Soziales, Arbeit und Integration",
            "des Landes Mittelland",
            "Referat 34, Anerkennung und Fachkräfte",
            "Am Alten Markt 3",
            "00410 Lindenstadt",
        ),
        reference=(
            Reference("Ihr Zeichen", "34-5210/2026-118"),
            Reference("Ihr Schreiben", "16. Oktober 2026"),
        ),
        place="Lindenstadt",
        file_reference="34-5210/2026-118",
        bill="Landesanerkennungsgesetz, LAnerkG",
        stage_line="Referentenentwurf, Bearbeitungsstand 12. Oktober 2026",
        salutation="Sehr geehrte Damen und Herren,",
        verdict="Wir begrüßen das Ziel des Entwurfs und sehen in drei Punkten Änderungsbedarf.",
        deadline=Deadline(
            "Für diese Stellungnahme blieben 23 Arbeitstage; 65 von 70 Mitgliedern konnten gehört werden.", 23, 65, 70
        ),
        who_we_are=(
            "Das Netzwerk Mittelland vertritt 70 Organisationen mit rund 3.100 Einzelmitgliedern aus über "
            "hundert Herkunftsländern."
        ),
        legal_effect="Die Abstimmung der Mitglieder ist ein Meinungsbild. Beschlossen hat der Vorstand am 27. November 2026.",
        opening=[
            p(
                "Sie haben uns mit Schreiben vom 16. Oktober Gelegenheit gegeben, zu dem Entwurf Stellung zu nehmen. "
                "Dafür danken "
                "wir. Die zunächst gesetzte Frist von 23 Arbeitstagen haben Sie auf unsere Bitte ",
                text("bis zum 27. November 2026, 18 Uhr", "strong"),
                " verlängert.",
            )
        ],
        summary=[
            p("Damit Berufsabschlüsse schneller anerkannt werden, braucht das Gesetz drei Änderungen:"),
            numbered(
                [
                    p(
                        text("Eine Frist, die gilt.", "strong"),
                        " Sie beginnt mit dem Antrag und hat eine Folge, wenn sie verstreicht.",
                    )
                ],
                [p(text("Kurse, die in den Alltag passen.", "strong"), " Abends und am Wochenende, in jedem Landkreis.")],
                [p(text("Niemand bezahlt zweimal.", "strong"), " Einmal anerkannte Übersetzungen gelten überall im Land.")],
            ),
        ],
        general=[
            p(
                "Der Entwurf greift Vorschläge auf, die unsere Mitglieder seit Jahren machen. Ob sie wirken, "
                "entscheidet der Vollzug: "
                "Personal, erreichbare Stellen und Bescheide, die man versteht."
            )
        ],
        sections=sections(),
        closing=[
            p(
                "Zu einer mündlichen Anhörung sind wir bereit und benennen dafür gern Sachverständige aus den "
                "Mitgliedsorganisationen. "
                "Der Veröffentlichung dieser Stellungnahme stimmen wir zu."
            )
        ],
        signature=("Mit freundlichen Grüßen", "Der Vorstand des Netzwerks Mittelland e. V."),
        electorate=Electorate(ORGANISATIONS, 62, "Zwei Drittel der abgegebenen Stimmen; Enthaltungen zählen nicht mit.", 70),
        method_note=(
            "Jede Mitgliedsorganisation hat über jeden Abschnitt abgestimmt. Die Stimme gehört der Organisation. "
            "Hat sich ein "
            "Wortlaut danach wesentlich geändert, zählt die Stimme nur, wenn die Organisation sie bestätigt hat."
        ),
        source=Source("Anerkennung, die ankommt", 3, sha256(b"Fassung 3").hexdigest()),
    )


def with_sections(*parts: Section) -> StatementContent:
    return replace(sample(), sections=parts)
