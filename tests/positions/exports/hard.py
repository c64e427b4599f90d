"""Statements that are hard to set: every format must lay them out."""

from dataclasses import replace

from positions.exports.content import Sender

from .sample import bullets, numbered, outcome, p, sample, section, table, text, with_sections

WORDS = "Verwaltungsverfahrensvereinfachungsgesetz und viele andere Wörter, die Platz brauchen. "
LONG = ("Eine Überschrift, die nicht enden will, " * 26)[:1000]
ARABIC = {"type": "span", "lang": "ar", "content": [text("الاعتراف بالمؤهلات " * 30)]}
LONG_NOTE = {"type": "footnote", "label": "1", "content": [p(WORDS * 60), bullets("a")]}
OWN_LABELS = numbered([p("a"), numbered([p("b"), bullets("c")], labels=["aa)"])], "d", labels=["(1)", "(1a)"])
EMPTY_DEFINITION = {"type": "definitions", "items": [{"term": [text("Begriff")], "content": []}]}

HARD = {
    "a title of 1,000 characters": replace(sample(), title=LONG),
    "a heading of 1,000 characters": with_sections(section("1", LONG, p("x"))),
    "a heading of one endless word": with_sections(section("1", "Donaudampf" * 50, p("x" * 500))),
    "an empty section": with_sections(section("1", "Leer"), section("2", "Leer", outcome=outcome())),
    "no section": with_sections(),
    "a preamble": with_sections(section("", "", p("Vorspann"), kind="preamble"), section("1", "Eins", p("x"))),
    "an untitled section": with_sections(section("1", "", p("x"), outcome=outcome())),
    "levels that skip": with_sections(*(section(str(level), "Ebene", level=level) for level in (5, 6, 1, 4))),
    "sixty sections": with_sections(
        *(section(str(n), f"Abschnitt {n}", p(WORDS * 9), outcome=outcome()) for n in range(60)),
    ),
    "a table longer than a page": with_sections(
        section("1", "Lang", table("Lang", ["Nr", "Text"], *[[str(n), WORDS] for n in range(90)]), outcome=outcome())
    ),
    "a table wider than a page": with_sections(
        section("1", "Breit", table("Breit", [f"S{n}" for n in range(14)], *[[WORDS.split()[0]] * 14] * 30))
    ),
    "a table without head and caption": with_sections(section("1", "Kahl", table("", [], ["a", "b"], ["c", ""]))),
    "lists in lists with labels of their own": with_sections(section("1", "Listen", OWN_LABELS, outcome=outcome())),
    "a footnote longer than a page": with_sections(section("1", "Fuß", p("Satz", LONG_NOTE), outcome=outcome())),
    "a term without explanation": with_sections(section("1", "Begriffe", EMPTY_DEFINITION)),
    "line numbers": replace(sample(), line_numbers=True),
    "1,000 organisations": with_sections(section("1", "Viele", outcome=outcome(600, 200, 50, 50, 50, 10, 1000))),
    "right to left": with_sections(section("1", "Arabisch", p(ARABIC))),
    "in English": replace(sample(), language="en-GB"),
    "a draft with almost nothing": replace(
        with_sections(),
        opening=[],
        summary=[],
        general=[],
        closing=[],
        addressee=(),
        reference=(),
        verdict="",
        salutation="",
        bill="",
        stage_line="",
        who_we_are="",
        signature=(),
        number=None,
        issued_on=None,
        deadline=None,
        sender=Sender("Netz"),
    ),
}
