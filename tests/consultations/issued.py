"""Issued statements for tests, straight into their tables; the content is the one the exports are tested with."""

from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from consultations.models import Consultation, Participation
from positions.enums import Audience, FileFormat, Topic
from positions.exports.content import StatementContent
from positions.models import Statement, StatementDraft, StatementFile
from shared.canonical import digest
from tests.positions.exports.sample import sample

from . import building

PDF = b"%PDF-1.7 what was issued"


def statement(
    *,
    now: datetime,
    audience: Audience = Audience.PUBLIC,
    participants=(),
    title: str = "",
    topic: Topic = Topic.INTEGRATION,
    serial: int = 1,
    corrects: Statement | None = None,
    content: StatementContent | None = None,
) -> Statement:
    """A statement with a PDF, on a closed consultation in which `participants` took part."""
    version = building.version(building.paper(), building.WORDINGS, now=now)
    content = (content or sample()).numbered(number=f"{serial}/{now.year}", issued_on=now.date().isoformat())
    title = title or content.title
    draft = StatementDraft.objects.create(version=version, title=title, short_title=title[:120], audience=audience)
    consultation = Consultation.objects.create(
        paper=version.paper, version=version, title=title[:200], slug=f"b-{uuid4().hex[:8]}", opened_at=now, closed_at=now,
        statement_draft=draft,
    )  # fmt: skip
    for organisation in participants:
        Participation.objects.create(consultation=consultation, organisation=organisation)
    plain = content.to_plain()
    made = Statement.objects.create(
        draft=draft, version=version, year=now.year, serial=serial, slug=f"stellungnahme-{now.year}-{serial}", title=title,
        topic=topic, addressee_short="Sozialministerium", audience=audience, content=plain, content_digest=digest(plain),
        manifest={"serial": serial}, manifest_digest=digest([serial]), issued_at=now, actor=uuid4(), corrects=corrects,
    )  # fmt: skip
    StatementFile.objects.create(
        statement=made, format=FileFormat.PDF, name=f"stellungnahme-{now.year}-{serial}.pdf", media_type="application/pdf",
        size=len(PDF), pages=6, digest=sha256(PDF).hexdigest(), data=PDF,
    )  # fmt: skip
    return made
