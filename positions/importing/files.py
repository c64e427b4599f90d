"""What a file really is. Its name is only a claim, its content decides; what we do not read is refused in one sentence."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from .paper import Refused

MEGABYTE = 1024 * 1024
UNPACKED_MAX_BYTES = 200 * MEGABYTE
UNPACKED_MAX_RATIO = 200  # text packs to a tenth; a bomb to a thousandth
UNPACKED_MAX_FILES = 5_000

_CLAIMS = {"md": "markdown", "markdown": "markdown", "txt": "markdown", "docx": "docx", "odt": "odt"}
_CLAIMS |= {"htm": "html", "html": "html"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = [(b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF")]
_OTHER_KINDS += [(b"\x1f\x8b", "GZIP")]
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAG = re.compile(r"<(?:h[1-6]|p|div|ul|ol|table|article|section)\b[^>]*>", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Source:
    """A file that may be handed to pandoc: its format there, its bytes, and what its reader should know."""

    format: str
    data: bytes
    notes: list[str] = field(default_factory=list)


def recognise(data: bytes, name: str) -> Source:
    """The file as what it really is; raises Refused."""
    if len(data) > settings.IMPORT_MAX_BYTES:
        raise Refused(
            _("The file is larger than %(limit)s MB. Please leave out pictures or split it.")
            % {"limit": settings.IMPORT_MAX_BYTES // MEGABYTE}
        )
    if not data.strip():
        raise Refused(_("The file is empty."))
    if data.startswith(_OLE):
        raise Refused(_refusal_of_ole(data))
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise Refused(_not_readable(kind))
    source = _packed(data) if data.startswith(b"PK") else _text(data, _claim(name))
    if _extension(name) in ("docm", "dotm"):
        raise Refused(_refusal_of_macros())
    if _claim(name) not in (None, source.format):
        raise Refused(
            _("The file is not what its name says: it ends in .%(extension)s, but it is %(kind)s.")
            % {"extension": _extension(name), "kind": _kind_name(source.format)}
        )
    return source


def _extension(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _claim(name: str) -> str | None:
    return _CLAIMS.get(_extension(name))


def _kind_name(kind: str) -> str:
    return {"docx": _("a Word file"), "odt": _("an OpenDocument text"), "html": _("a web page")}.get(kind, _("plain text"))


def _not_readable(kind: str) -> str:
    return _("This is a file of another kind (%(kind)s). Please hand in Word (DOCX), OpenDocument (ODT), HTML or Markdown.") % {
        "kind": kind
    }


def _refusal_of_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("The file is protected by a password. Please save it without one.")
    return _("This is a file of an old Office version (before 2007). Please save it as DOCX.")


def _refusal_of_macros() -> str:
    return _("The file contains macros. Please save it as DOCX or ODT without macros.")


# --- packed files -----------------------------------------------------------------------------------------------------
def _packed(data: bytes) -> Source:
    damaged = _("The file is damaged: it cannot be unpacked.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries, len(data))
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries):
                raise Refused(_("The file is protected by a password. Please save it without one."))
            kind = _packed_kind(archive, names)
            notes = _docx_notes(archive, names) if kind == "docx" else []
            # Reading every text entry to its end shows lies about sizes and damage before a converter meets them.
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Refused(damaged) from error
    return Source(kind, data, notes)


def _refuse_bomb(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > UNPACKED_MAX_FILES
        or unpacked > UNPACKED_MAX_BYTES
        or (unpacked > 10 * MEGABYTE and unpacked > UNPACKED_MAX_RATIO * packed)
    ):
        raise Refused(_("The file would unpack to far more than a document holds. It was not opened."))


def _packed_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")
        if b"macroEnabled" in types or any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            raise Refused(_refusal_of_macros())
        if b"wordprocessingml.document.main+xml" in types:
            return "docx"
        raise Refused(_not_readable(_("Office, but no text")))
    if "mimetype" in names:
        media_type = archive.read("mimetype").strip()
        if media_type == b"application/vnd.oasis.opendocument.text" and "content.xml" in names:
            if b"encryption-data" in (archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""):
                raise Refused(_("The file is protected by a password. Please save it without one."))
            if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
                raise Refused(_refusal_of_macros())
            return "odt"
        raise Refused(_not_readable(_("OpenDocument, but no text")))
    raise Refused(_not_readable("ZIP"))


def _docx_notes(archive: zipfile.ZipFile, names: set[str]) -> list[str]:
    """What a word processor shows and pandoc leaves out."""
    notes = []
    text = archive.read("word/document.xml") if "word/document.xml" in names else b""
    if re.search(rb"<w:(?:ins|del|moveFrom|moveTo) ", text):
        notes.append(_("The file contained tracked changes; they were taken over as if accepted."))
    if "word/comments.xml" in names and b"<w:comment " in archive.read("word/comments.xml"):
        notes.append(_("The file's comments were not taken over."))
    margins = [name for name in sorted(names) if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    if any(re.search(rb"<w:t[ >]", archive.read(name)) for name in margins):
        notes.append(_("Page headers and footers were not taken over."))
    if b"<w:txbxContent" in text:
        notes.append(_("The file contains text boxes. Please check that their text has arrived."))
    return notes


# --- text files -------------------------------------------------------------------------------------------------------
def _text(data: bytes, claim: str | None) -> Source:
    text, notes = _decoded(data)
    if _CONTROL.search(text):
        raise Refused(_("This is not a text. Please hand in Word (DOCX), OpenDocument (ODT), HTML or Markdown."))
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise Refused(_("The file is empty."))
    if _HTML_START.match(text) or (claim == "html" and _HTML_TAG.search(text)):
        return Source("html", text.encode(), notes)
    if text.lstrip().startswith("<?xml"):
        raise Refused(_not_readable("XML"))
    return Source("markdown", text.encode(), notes)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    unreadable = Refused(_("The file's letters cannot be read. Please save it as UTF-8."))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError as error:
            raise unreadable from error
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    if b"\x00" in data:
        raise Refused(_("This is not a text. Please hand in Word (DOCX), OpenDocument (ODT), HTML or Markdown."))
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise unreadable from error
    return text, [_("The file is not in UTF-8; its letters were read as Windows-1252. Please check the umlauts.")]
