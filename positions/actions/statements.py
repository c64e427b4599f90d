"""Statements: issuing freezes content, manifest and files in one go."""

import uuid
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from shared.canonical import digest

from ..enums import ISSUED_FORMATS, CompilationState
from ..exports.content import StatementContent
from ..exports.files import RenderedFile
from ..exports.toolchain import toolchain
from ..models import Compilation, Statement, StatementFile
from .compilations import fingerprint

SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
SLUG_LENGTH = 100


class NotIssuable(Exception):
    """The files are not what this compilation makes now, or it is not running. `str()` says which."""


@transaction.atomic
def freeze(
    *,
    compilation: Compilation,
    files: list[RenderedFile],
    by_actor: uuid.UUID | None,
    now: datetime,
    corrects: Statement | None = None,
) -> Statement:
    """Create the statement, its files and its manifest, and finish the compilation. All or nothing.

    Frozen twice, returns the same statement. Raises NotIssuable if a format is missing, a file does not have its digest, the
    compilation was finished otherwise, or tools or templates have changed since its files were made.
    """
    compilation = Compilation.objects.select_for_update(of=("self",)).select_related("draft").get(pk=compilation.pk)
    if compilation.state == CompilationState.DONE:
        return Statement.objects.get(year=compilation.year, serial=compilation.serial)
    content = StatementContent.from_plain(compilation.content)
    _check(compilation, content, files)
    manifest = _manifest(content, files)
    draft = compilation.draft
    statement = Statement.objects.create(
        draft=draft,
        version_id=draft.version_id,
        year=compilation.year,
        serial=compilation.serial,
        slug=_slug(content, compilation),
        title=content.title,
        topic=draft.topic,
        addressee_short=draft.addressee_short,
        audience=draft.audience,
        content=compilation.content,
        content_digest=content.digest,
        manifest=manifest,
        manifest_digest=digest(manifest),
        issued_at=now,
        actor=by_actor,
        corrects=corrects,
    )
    for file in files:
        StatementFile.objects.create(
            statement=statement,
            format=file.format,
            name=file.name,
            media_type=file.media_type,
            size=len(file.data),
            pages=file.pages,
            digest=file.digest,
            data=file.data,
        )
    compilation.state = CompilationState.DONE
    compilation.finished_at = now
    compilation.step = ""
    compilation.save(update_fields=["state", "finished_at", "step"])
    return statement


def _check(compilation: Compilation, content: StatementContent, files: list[RenderedFile]) -> None:
    if compilation.state != CompilationState.RUNNING:
        raise NotIssuable(_("This compilation is not running; ask for a new one."))
    if compilation.fingerprint != fingerprint(content):
        raise NotIssuable(_("The software was changed while the files were made; ask for a new compilation."))
    if sorted(file.format for file in files) != sorted(ISSUED_FORMATS):
        raise NotIssuable(_("Not all formats have been made."))
    if any(sha256(file.data).hexdigest() != file.digest for file in files):
        raise NotIssuable(_("A file is not what was rendered."))


def _manifest(content: StatementContent, files: list[RenderedFile]) -> dict[str, Any]:
    """Everything that decides the bytes, and their digests."""
    return {
        "schema": 1,
        "number": content.number,
        "content": content.digest,
        "clock": f"{content.issued_on}T12:00:00Z",
        **toolchain(),
        "files": [
            {
                "format": str(file.format.value),
                "name": file.name,
                "media_type": file.media_type,
                "size": len(file.data),
                "pages": file.pages,
                "sha256": file.digest,
            }
            for file in files
        ],
    }


def _slug(content: StatementContent, compilation: Compilation) -> str:
    """Readable, and unique by its number."""
    words = slugify(content.short_title.translate(SPELLED_OUT))[:SLUG_LENGTH].strip("-")
    return "-".join(part for part in (words, str(compilation.serial), str(compilation.year)) if part)
