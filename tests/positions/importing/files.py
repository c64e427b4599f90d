"""Files as people hand them in, good and bad, made in the test."""

import io
import zipfile

from docx import Document

from positions.importing import pandoc

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(members: dict[str, bytes | str], *, stored: bool = False) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def docx(build) -> bytes:
    document = Document()
    build(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def good_docx() -> bytes:
    def build(document):
        document.add_heading("Eins", 1)
        document.add_paragraph("Text eins.")
        document.add_heading("Zwei", 1)
        document.add_paragraph("Text zwei.")

    return docx(build)


def with_member(data: bytes, name: str, content: bytes | str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    return packed({**members, name: content})


def converted(markdown: str, to: str) -> bytes:
    """A file of another kind with this text, made by pandoc."""
    import subprocess

    command = [pandoc.binary(), "--sandbox", "-s", "-f", "markdown-smart", "-t", to, "-o", "-"]
    return subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout
