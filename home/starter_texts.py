"""Words for a new installation, in the federation's working language. What stands in square brackets must be filled in."""

HEADLINE = "Hier schreiben unsere Mitglieder gemeinsam, was sie der Politik zu sagen haben."
LEDE = (
    "Jede Organisation hat zu jedem Abschnitt eine Stimme; was aus einem Beitrag wurde und wer den fertigen Text trägt, "
    "steht für alle offen daneben."
)

IMPRINT = """
<p><b>[Vor dem Start auszufüllen: alles in eckigen Klammern.]</b></p>
<h2>Angaben nach § 5 DDG</h2>
<p>[Name des Verbands mit Rechtsform]<br/>[Straße und Hausnummer]<br/>[Postleitzahl und Ort]</p>
<p>Vertreten durch: [Namen und Ämter des vertretungsberechtigten Vorstands]</p>
<p>Telefon: [Nummer]<br/>E-Mail: [Adresse]</p>
<p>Registergericht: [Amtsgericht], Registernummer: [VR …]</p>
<h2>Verantwortlich für den Inhalt nach § 18 Absatz 2 MStV</h2>
<p>[Name und Anschrift einer Person]</p>
<h2>Interessenvertretung</h2>
<p>[Eintragungen in Lobbyregistern mit Registernummer, oder: Wir sind in keinem Lobbyregister eingetragen, weil …]</p>
"""

PRIVACY = """
<p><b>[Vor dem Start auszufüllen: alles in eckigen Klammern. Der Text beschreibt, was diese Software von sich aus tut;
was Sie darüber hinaus tun, gehört ergänzt.]</b></p>
<h2>Wer verantwortlich ist</h2>
<p>[Name und Anschrift des Verbands, E-Mail-Adresse]. Datenschutzbeauftragte Person: [Name und Kontakt, oder: nicht
bestellt].</p>
<h2>Wenn Sie nur lesen</h2>
<p>Diese Seite lädt nichts von fremden Servern, misst keine Reichweite und legt kein Profil an. Wer die Sprache
umstellt, bekommt dafür ein Cookie. Beim Abruf verarbeitet der Server für kurze Zeit Ihre IP-Adresse (Artikel 6 Absatz
1 Buchstabe f DSGVO). Zugriffsprotokolle werden nach [Zahl] Tagen gelöscht. Betreiber des Servers: [Name des
Anbieters, Vertrag nach Artikel 28 DSGVO].</p>
<h2>Wenn Sie für eine Organisation handeln</h2>
<p>Wir speichern Ihren Namen, Ihre E-Mail-Adresse, Ihre Sprache und Ihre Rolle in Ihrer Organisation, außerdem, was
Sie für sie schreiben und abstimmen. Ein Votum gehört der Organisation; wer es abgegeben hat, ist ein Prüfvermerk.
Weil Beiträge und Voten politische Meinungen erkennen lassen können, stützen wir uns auf Ihre Einwilligung und auf
Artikel 9 Absatz 2 Buchstabe d DSGVO. Ihre Einwilligung können Sie jederzeit widerrufen.</p>
<h2>Wer was sieht</h2>
<p>Öffentlich sind Organisationen und Summen, niemals Personen. Ihren Namen sehen Ihre eigene Organisation und das
Sekretariat des Verbands. Was ein Verein intern berät, bleibt bei ihm, bis er es abschickt.</p>
<h2>Wie lange</h2>
<p>Konten bestehen, solange Sie für eine Organisation handeln, und werden danach auf Wunsch gelöscht. Stellungnahmen
und die Niederschrift einer Abstimmung bleiben bestehen; darin steht statt Ihres Namens ein Zufallszeichen, dessen
Zuordnung zu Ihnen wir löschen können. [Weitere Fristen]</p>
<h2>Ihre Rechte</h2>
<p>Auskunft, Berichtigung, Löschung, Einschränkung, Widerspruch und Datenübertragbarkeit (Artikel 15 bis 21 DSGVO).
Schreiben Sie an [Adresse]. Beschweren können Sie sich bei der Aufsichtsbehörde: [Name und Anschrift der
Landesbehörde].</p>
"""

ACCESSIBILITY = """
<p><b>[Vor dem Start auszufüllen: alles in eckigen Klammern.]</b></p>
<p>Wir wollen, dass alle mitreden können. Diese Seite ist so gebaut, dass sie die Anforderungen der WCAG 2.2 auf Stufe
AA erfüllt: Sie lässt sich ganz mit der Tastatur bedienen, funktioniert ohne JavaScript, auf kleinen Bildschirmen und
im dunklen Erscheinungsbild, und sie sagt nichts allein durch Farbe.</p>
<h2>Stand</h2>
<p>Zuletzt geprüft am [Datum], durch [Selbstbewertung oder Name der prüfenden Stelle].</p>
<h2>Was noch nicht barrierefrei ist</h2>
<p>[Bekannte Mängel, oder: Uns sind keine Mängel bekannt.] Stellungnahmen werden als PDF nach PDF/UA-1 erzeugt;
Dokumente, die wir von Ministerien erhalten und weitergeben, sind es oft nicht.</p>
<h2>Eine Barriere melden</h2>
<p>Schreiben Sie an [Adresse] oder rufen Sie an: [Nummer]. Wir antworten innerhalb von [Zahl] Tagen.</p>
"""

# slug, title, text: the footer shows them in this order
PLAIN_PAGES = [
    ("barrierefreiheit", "Barrierefreiheit", ACCESSIBILITY),
    ("datenschutz", "Datenschutz", PRIVACY),
    ("impressum", "Impressum", IMPRINT),
]
