"""The files of a statement as they will be issued: rendered by the child process, checked, named."""

from dataclasses import dataclass
from hashlib import sha256

from ..enums import FileFormat
from . import child
from .content import StatementContent
from .phrases import phrases

MEDIA_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.HTML: "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class RenderedFile:
    """One format of a statement. `pages` is known for a PDF, which has passed the validator."""

    format: FileFormat
    name: str
    media_type: str
    data: bytes
    pages: int | None
    digest: str


def render(content: StatementContent, format: FileFormat) -> RenderedFile:
    """Make one file; a PDF is checked against PDF/UA-1 and PDF/A-2a. Raises child.RenderingFailed."""
    renderer = child.kept()
    data = renderer.render(content, format.value)
    return RenderedFile(
        format=format,
        name=_name(content, format),
        media_type=MEDIA_TYPES[format],
        data=data,
        pages=renderer.check(data) if format is FileFormat.PDF else None,
        digest=sha256(data).hexdigest(),
    )


def _name(content: StatementContent, format: FileFormat) -> str:
    number = (content.number or phrases(content.language)["draft"]).replace("/", "-").lower()
    return f"{phrases(content.language)['statement'].lower()}-{number}.{format.value}"
