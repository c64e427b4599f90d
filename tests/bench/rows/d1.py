"""D1: a stored statement as PDF in a warm worker, beside raw Typst on the same document. Validation apart.

Every call sets a document that no call before has set, so that nothing is remembered on either side.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from positions.exports import child, pdf
from positions.exports.arrangement import arrange
from positions.exports.clock import timestamp
from positions.exports.content import StatementContent
from positions.models import Statement
from tests.bench.measuring import ROUNDS, Row, interleaved
from tests.positions.exports.sample import REASONS, outcome, p, sample, section
from tests.positions.issuing import NOW, make_draft

SECTIONS = 40
TARGET = 1.2
WORDS = (
    "Unsere Mitgliedsorganisationen begleiten solche Verfahren täglich. Drei Hindernisse kehren in allen Landkreisen wieder: "
    "Fristen, die nicht gelten, Nachweise, die niemand bezahlen kann, und Kurse, die nicht zum Leben von Eltern passen. "
)


def row() -> Row:
    """The row of the table; needs a database with our tables."""
    stored = _stored(ROUNDS + 2)
    prepared = _prepared(ROUNDS + 2)
    cases: dict[str, Callable[[], object]] = {"ours": lambda: _ours(next(stored)), "typst": lambda: _raw(*next(prepared))}
    timings = interleaved(cases, calls=1)
    child.close_kept()
    return Row(
        code="D1",
        what="PDF of a stored statement in a warm worker, beside raw Typst",
        value=round(timings["ours"].wall_ms / timings["typst"].wall_ms, 2),
        target=TARGET,
        unit="× typst",
        detail={"ours_ms": timings["ours"].wall_ms, "typst_ms": timings["typst"].wall_ms, "sections": SECTIONS},
    )


def _document(number: int) -> StatementContent:
    """About thirty pages, with a table now and then; `number` makes every paragraph one of its own."""
    parts = []
    for place in range(SECTIONS):
        words = [p(f"{number}.{place}.{line} " + WORDS * 2) for line in range(3)]
        tables = [REASONS] if place % 5 == 0 else []
        parts.append(section(str(place + 1), f"Forderung {number}.{place}", *words, *tables, outcome=outcome()))
    return replace(sample(), sections=tuple(parts))


def _stored(documents: int) -> Iterator[int]:
    draft = make_draft()
    keys = []
    for number in range(documents):
        content = _document(number)
        statement = Statement.objects.create(
            draft=draft, version=draft.version, year=1900, serial=number + 1, slug=f"messung-{number}", title=content.title,
            topic=draft.topic, audience=draft.audience, content=content.to_plain(), content_digest=content.digest, manifest={},
            manifest_digest="0" * 64, issued_at=NOW,
        )  # fmt: skip
        keys.append(statement.pk)
    return iter(keys)


def _ours(key: int) -> bytes:
    statement = Statement.objects.get(pk=key)
    return child.kept().render(StatementContent.from_plain(statement.content), "pdf")


def _prepared(documents: int) -> Iterator[tuple[str, int]]:
    arrangements = [arrange(_document(number + documents)) for number in range(documents)]
    return iter([(pdf.data(arrangement), timestamp(arrangement)) for arrangement in arrangements])


def _raw(data: str, clock: int) -> bytes:
    return pdf.compiler().compile(format="pdf", sys_inputs={"data": data}, pdf_standards=pdf.STANDARDS, timestamp=clock)


def measure() -> Iterator[Row]:
    yield row()
