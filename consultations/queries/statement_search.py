"""Finding statements. There are hundreds at most, so one light query brings all and the rest is counted here: the same on every
database, umlauts included, and the nearest searches cost nothing."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from positions.enums import FileFormat, Topic
from positions.models import Statement, StatementFile

from .statements import Facts, facts, files_of


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    statement: Statement
    facts: Facts
    pdf: StatementFile | None
    corrected_by: list[Statement]


@dataclass(frozen=True)
class Nearby:
    """A search that does find something."""

    label: str
    url: str


def years(statements: list[Statement]) -> list[int]:
    return sorted({statement.year for statement in statements}, reverse=True)


def narrow(statements: list[Statement], *, q: str = "", topic: str = "", year: int | None = None) -> list[Statement]:
    """Those that have every word of `q` in title, addressee or number, and this topic and year."""
    words = q.casefold().split()
    return [
        statement
        for statement in statements
        if (not topic or statement.topic == topic)
        and (not year or statement.year == year)
        and all(word in f"{statement.number} {statement.title} {statement.addressee_short}".casefold() for word in words)
    ]


def entries(shown: list[Statement], everything: list[Statement]) -> list[Entry]:
    """The lines of one page. Two queries at most, however many."""
    known = facts(shown)
    pdfs = {file.statement_id: file for file in files_of(shown, [FileFormat.PDF])}
    corrections: dict[int, list[Statement]] = {}
    for statement in everything:
        if statement.corrects_id:
            corrections.setdefault(statement.corrects_id, []).append(statement)
    return [Entry(s, known[s.pk], pdfs.get(s.pk), corrections.get(s.pk, [])) for s in shown]


def nearest(statements: list[Statement], *, q: str = "", topic: str = "", year: int | None = None) -> list[Nearby]:
    """Searches with less in them that find something, for an empty result."""
    found = []
    if q and (topic or year) and (hits := len(narrow(statements, q=q))):
        label = ngettext(
            "“%(q)s” in all topics and years: %(count)d statement",
            "“%(q)s” in all topics and years: %(count)d statements",
            hits,
        )
        found.append(Nearby(label % {"q": q, "count": hits}, address(q=q)))
    if topic and (q or year) and (hits := len(narrow(statements, topic=topic))):
        label = ngettext("Everything on %(topic)s: %(count)d statement", "Everything on %(topic)s: %(count)d statements", hits)
        found.append(Nearby(label % {"topic": Topic(topic).label, "count": hits}, address(topic=topic)))
    if year and (q or topic) and (hits := len(narrow(statements, year=year))):
        label = ngettext("Everything of %(year)d: %(count)d statement", "Everything of %(year)d: %(count)d statements", hits)
        found.append(Nearby(label % {"year": year, "count": hits}, address(year=year)))
    return [*found, Nearby(_("Reset the search"), address())]


def address(*, q: str = "", topic: str = "", year: int | None = None) -> str:
    """The address of a search."""
    asked = {name: value for name, value in (("q", q), ("thema", topic), ("jahr", year)) if value}
    base = reverse("consultations:statements")
    return f"{base}?{urlencode(asked)}" if asked else base
