"""Who there is in the demo: an invented federation in an invented state, with organisations of every kind."""

from dataclasses import dataclass

from accounts.models import Field, OrganisationKind, Role, Size

PASSWORD = "mitstimme-demo"
MAIL_DOMAIN = "mittelland.example"

PROFILE = {
    "name": "Netzwerk Mittelland",
    "claim": "Zusammenschluss der Migrantenorganisationen im Land, seit 2015",
    "address": "Webergasse 12\n00412 Lindenstadt",
    "city": "Lindenstadt",
    "email": f"sekretariat@{MAIL_DOMAIN}",
    "phone": "00412 55 01 20",
    "office_hours": "Montag bis Donnerstag, 9 bis 15 Uhr",
    "website": "www.mittelland.example",
    "register_entry": "Amtsgericht Lindenstadt, VR 4471",
    "about": (
        "Das Netzwerk Mittelland ist der Zusammenschluss von Migrantenorganisationen aus acht Regionen des Landes, vom Elternrat "
        "bis zum Ärztekreis. Es besteht seit 2015 und spricht für Menschen aus mehr als achtzig Herkunftsländern."
    ),
    "signature": "Gül Aydın, Vorsitzende\nTomasz Nowak, stellvertretender Vorsitzender",
}
HEADLINE = "Hier schreiben die Migranten\u00adorganisationen im Land gemeinsam, was sie der Politik zu sagen haben."
LEDE = (
    "Jede Organisation hat zu jedem Abschnitt eine Stimme. Was aus einem Beitrag wurde und wer den fertigen Text trägt, "
    "steht für alle offen daneben."
)


@dataclass(frozen=True)
class Body:
    """An organisation. `key` names it in `demo.discussion` and `demo.ballots`."""

    key: str
    name: str
    region: str
    kind: OrganisationKind = OrganisationKind.ASSOCIATION
    is_legal_person: bool = True
    votes: int = 1
    size: Size = Size.SMALL
    field_of_work: Field = Field.CULTURE
    submits_directly: bool = False


@dataclass(frozen=True)
class Person:
    """A person: roles are (organisation, role) pairs; `stands_in` and `has_left` limit the first of them in time."""

    key: str
    name: str
    roles: tuple[tuple[str, Role], ...] = ()
    language: str = "de"
    is_platform_admin: bool = False
    stands_in: bool = False
    has_left: bool = False
    note: str = ""  # what one sees as this person; printed by `make demo` for those who have one

    @property
    def email(self) -> str:
        return f"{self.key}@{MAIL_DOMAIN}"


FEDERATION = Body("netzwerk", "Netzwerk Mittelland e. V.", "Lindenstadt", OrganisationKind.FEDERATION, votes=0)
MEMBERS = (
    Body("frauenkreis", "Frauenkreis Ostpark e. V.", "Ostpark", size=Size.MEDIUM, field_of_work=Field.WOMEN),
    Body(
        "elternrat",
        "Nordviertler Elternrat",
        "Nordviertel",
        OrganisationKind.INITIATIVE,
        is_legal_person=False,
        field_of_work=Field.YOUTH,
    ),
    Body("safran", "Kulturverein Safran e. V.", "Südkreis", submits_directly=True),
    Body(
        "bruecke",
        "Verein Brücke Lindenstadt e. V.",
        "Lindenstadt",
        votes=2,
        size=Size.LARGE,
        field_of_work=Field.ADVICE,
        submits_directly=True,
    ),
    Body(
        "beirat",
        "Beirat für Zuwanderung Altstein",
        "Altstein",
        OrganisationKind.COUNCIL,
        is_legal_person=False,
        field_of_work=Field.PARTICIPATION,
    ),
    Body("aerztekreis", "Ärztekreis Ankommen e. V.", "Mühlfeld", field_of_work=Field.SPORT),
    Body("handwerk", "Handwerk und Ankommen e. V.", "Altstein", size=Size.MEDIUM, field_of_work=Field.BUSINESS),
    Body("kompass", "Jugendhaus Kompass e. V.", "Bergau", size=Size.LARGE, field_of_work=Field.YOUTH),
    Body("lesesaal", "Lesesaal Babel e. V.", "Wiesental", size=Size.MEDIUM, field_of_work=Field.EDUCATION),
    Body(
        "vaeterkreis",
        "Väterkreis Bergau",
        "Bergau",
        OrganisationKind.INITIATIVE,
        is_legal_person=False,
        field_of_work=Field.YOUTH,
    ),
    Body("garten", "Garten der Wege e. V.", "Südkreis", field_of_work=Field.CULTURE),
    Body("studierende", "Studierendenbund Mühlfeld e. V.", "Mühlfeld", size=Size.LARGE, field_of_work=Field.EDUCATION),
    Body(
        "foerderkreis",
        "Förderkreis Offenes Land e. V.",
        "Lindenstadt",
        OrganisationKind.SUPPORTER,
        votes=0,
        submits_directly=True,
    ),
    Body("horizont", "Stiftung Weiter Horizont", "Wiesental", OrganisationKind.SUPPORTER, votes=0),
)

PEOPLE = (
    Person("ada", "Ada Sommer", (("netzwerk", Role.EDITOR),), note="Sekretariat: schreibt Papiere, leitet Beteiligungen"),
    Person("guel", "Gül Aydın", (("netzwerk", Role.BOARD),), note="Vorstand: gibt Stellungnahmen frei"),
    Person("tomasz", "Tomasz Nowak", (("netzwerk", Role.BOARD),)),
    Person("dora", "Dora Kessler", is_platform_admin=True, note="Technik: darf alles"),
    Person(
        "bea",
        "Bea Okafor",
        (("frauenkreis", Role.DELEGATE), ("elternrat", Role.DELEGATE)),
        note="stimmt für zwei Organisationen ab; ein Votum wartet auf Bestätigung",
    ),
    Person("bo", "Bo Lindgren", (("frauenkreis", Role.READER),), note="liest mit, stimmt nicht ab"),
    Person("emil", "Emil Castro", (("frauenkreis", Role.CONTRIBUTOR),), note="kommentiert für den Frauenkreis Ostpark"),
    Person("farid", "Farid Rahimi", (("frauenkreis", Role.DEPUTY),), stands_in=True, note="vertritt Bea für zwei Wochen"),
    Person("hanna", "Hanna Petrenko", (("frauenkreis", Role.DELEGATE),), has_left=True),
    Person("cem", "Cem Yıldız", (("safran", Role.DELEGATE),), note="hat noch nicht abgestimmt; sieht nichts Vertrauliches"),
    Person("yusuf", "Yusuf Demir", (("safran", Role.CONTRIBUTOR),)),
    Person("olena", "Olena Kovalenko", (("bruecke", Role.DELEGATE),), note="stimmt mit zwei Stimmen ab"),
    Person("nadia", "Nadia Karimi", (("bruecke", Role.CONTRIBUTOR),)),
    Person("joseph", "Joseph Mensah", (("beirat", Role.DELEGATE),)),
    Person("samira", "Samira Haddad", (("aerztekreis", Role.DELEGATE),)),
    Person("viktor", "Viktor Weiß", (("handwerk", Role.DELEGATE),)),
    Person("minh", "Minh Trần", (("kompass", Role.DELEGATE),)),
    Person("rosa", "Rosa Ibáñez", (("lesesaal", Role.DELEGATE),)),
    Person("luka", "Luka Marić", (("vaeterkreis", Role.DELEGATE),)),
    Person("selam", "Selam Tesfay", (("garten", Role.DELEGATE),)),
    Person("priya", "Priya Nair", (("studierende", Role.DELEGATE),), language="en", note="reads the pages in English"),
    Person("ilse", "Ilse Brandt", (("foerderkreis", Role.CONTRIBUTOR),), note="Fördermitglied: redet mit, hat keine Stimme"),
    Person("anton", "Anton Falk", (("horizont", Role.READER),)),
)
