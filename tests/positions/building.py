"""Papers for tests: short ones, written here, on a shelf of their own."""

from datetime import UTC, datetime
from uuid import UUID

from home.tree import plant
from positions.actions import papers
from positions.importing.paper import ImportedPaper, ImportedSection
from positions.wording.to_stream import section_data

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def words(*paragraphs: str) -> list:
    return [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in paragraphs]


def section(heading: str, *paragraphs: str, level: int = 2, kind: str = "") -> ImportedSection:
    return ImportedSection(heading, level, kind or ("text" if paragraphs else "heading"), words(*paragraphs))


SECTIONS = [
    section("Vorspann", "Wir legen dies vor.", level=1, kind="preamble"),
    section("Grundsätze", level=2),
    section("§ 1 Sprache", "Sprachkurse sollen für alle offen sein, die sie brauchen.", level=3),
    section("§ 2 Beratung", "Beratung ist vor Ort, kostenlos und in vielen Sprachen anzubieten.", level=3),
    section("Schluss", "Wir bitten um eine Antwort bis zum Jahresende.", level=2),
]


def imported(*sections: ImportedSection, title: str = "Integration vor Ort") -> ImportedPaper:
    return ImportedPaper(title, list(sections or SECTIONS))


def make_paper(*sections: ImportedSection, publish: bool = True, title: str = "", by=None):
    plant()
    return papers.create(imported=imported(*sections), title=title, by=by, now=NOW, publish=publish)


def keys(paper) -> dict[str, UUID]:
    """Heading → key, as the published row says."""
    return {child.value["heading"]: UUID(child.id) for child in paper.sections}


def edit(paper, publish: bool = True, **texts):
    """The paper after an editor gave sections (by the start of their heading) another text, or took them out with None."""
    draft = paper.get_latest_revision_as_object()
    kept = []
    for raw in draft.sections.raw_data:
        heading = raw["value"]["heading"]
        change = next((text for start, text in texts.items() if heading.startswith(start)), ...)
        if change is ...:
            kept.append(raw)
        elif change is not None:
            same = {name: raw["value"][name] for name in ("heading", "level", "kind")}
            kept.append(section_data(key=raw["id"], tree=words(change), **same))
    draft.sections = kept
    return save(draft, publish=publish)


def save(draft, *, publish: bool = True):
    revision = draft.save_revision()
    if publish:
        revision.publish()
    return type(draft).objects.get(pk=draft.pk)
