"""Bad files get one clear sentence: no traceback, nothing half-read."""

import random
import struct

import pytest

from positions.importing import pandoc, reader
from positions.importing.reader import Refused

from .files import OLE, converted, good_docx, packed, with_member

TEXT = "# A\n\nText\n\n# B\n\nMehr Text\n"
SPREADSHEET = "<Types>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</Types>"
ENCRYPTED = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
SLIDES = "application/vnd.oasis.opendocument.presentation"
OLD = OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")


def lying_zip() -> bytes:
    """A DOCX whose main part says it is smaller than it is."""
    data = bytearray(good_docx())
    at = data.find(b"PK\x01\x02")
    while at != -1:
        if data[at + 46 : at + 46 + 17] == b"word/document.xml":
            struct.pack_into("<I", data, at + 24, 100)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


BAD = {
    "empty": ("a.md", b"", "The file is empty."),
    "only white space": ("a.md", b" \n\n\t ", "The file is empty."),
    "only a byte order mark": ("a.md", b"\xef\xbb\xbf\n", "The file is empty."),
    "a PDF": ("a.docx", b"%PDF-1.7 ...", "This is a file of another kind (PDF)."),
    "RTF": ("a.docx", b"{\\rtf1 Hallo}", "This is a file of another kind (RTF)."),
    "a picture": ("a.md", b"\x89PNG\r\n\x1a\n....", "This is a file of another kind (PNG)."),
    "text as Word": ("a.docx", TEXT.encode(), "The file is not what its name says: it ends in .docx, but it is plain text."),
    "text as web page": ("a.html", TEXT.encode(), "it ends in .html, but it is plain text."),
    "web page as text": ("a.md", b"<!DOCTYPE html><h1>A</h1><p>b", "it ends in .md, but it is a web page."),
    "Word as text": ("a.md", good_docx(), "it ends in .md, but it is a Word file."),
    "Word as OpenDocument": ("a.odt", good_docx(), "it ends in .odt, but it is a Word file."),
    "OpenDocument as Word": ("a.docx", converted(TEXT, "odt"), "it ends in .docx, but it is an OpenDocument text."),
    "a password": ("a.docx", ENCRYPTED, "The file is protected by a password."),
    "Word of 1997": ("a.doc", OLD, "This is a file of an old Office version"),
    "macros": ("a.docx", with_member(good_docx(), "word/vbaProject.bin", b"x"), "The file contains macros."),
    "macros by name": ("a.docm", good_docx(), "The file contains macros."),
    "OpenDocument with macros": ("a.odt", with_member(converted(TEXT, "odt"), "Basic/Standard/M.xml", "x"), "contains macros."),
    "OpenDocument with a password": (
        "a.odt", with_member(converted(TEXT, "odt"), "META-INF/manifest.xml", "<encryption-data/>"), "protected by a password."
    ),
    "a spreadsheet": ("a.docx", packed({"[Content_Types].xml": SPREADSHEET}), "(Office, but no text)"),
    "a presentation": ("a.odt", packed({"mimetype": SLIDES}), "(OpenDocument, but no text)"),
    "any ZIP": ("a.docx", packed({"readme.txt": "Hallo"}), "This is a file of another kind (ZIP)."),
    "half a DOCX": ("a.docx", good_docx()[:2000], "The file is damaged: it cannot be unpacked."),
    "a DOCX that lies": ("a.docx", lying_zip(), "The file is damaged: it cannot be unpacked."),
    "broken XML": ("a.docx", with_member(good_docx(), "word/document.xml", "<w:document>"), "it seems to be damaged."),
    "a bomb": ("a.docx", with_member(good_docx(), "word/media/x.bin", b"\0" * 60_000_000), "would unpack to far more"),
    "a bomb of many": ("a.docx", packed({f"{number}": b"" for number in range(6000)}), "would unpack to far more"),
    "garbage": ("a.md", random.Random(1).randbytes(5000), "This is not a text."),
    "garbage without zeros": ("a.txt", bytes(range(1, 255)) * 10, "The file's letters cannot be read."),
    "control signs": ("a.md", b"# A\n\nText \x07\x08\n", "This is not a text."),
    "headings only": ("a.md", b"# A\n\n## B\n\n## C\n", "The file has headings, but no text under any of them."),
    "a picture only": ("a.md", b"![x](y.png)\n", "The file holds no text."),
    "2,000 headings": ("a.md", b"# A\n\nText\n\n" * 2000, "The file has 2000 headings; a paper has at most 500 sections."),
    "a feed": ("a.md", b"<?xml version='1.0'?><rss/>", "This is a file of another kind (XML)."),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "sentence"), BAD.values(), ids=BAD.keys())
def test_bad_files_are_refused_in_one_sentence(name, data, sentence, settings, english):
    with pytest.raises(Refused) as refused:
        reader.read(data, name)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_huge_file_is_refused_before_anything_reads_it(settings, english):
    with pytest.raises(Refused) as refused:
        reader.read(bytes(200 * 1024 * 1024), "a.docx")
    assert str(refused.value) == "The file is larger than 20 MB. Please leave out pictures or split it."


def test_entities_that_multiply_are_stopped(english):
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><w:document>&a11;</w:document>'
    with pytest.raises(Refused):
        reader.read(with_member(good_docx(), "word/document.xml", bomb), "a.docx")


def test_time_is_limited(monkeypatch, english):
    monkeypatch.setattr(pandoc, "SECONDS", 1)
    monkeypatch.setattr(pandoc, "binary", lambda: "/bin/sleep")
    monkeypatch.setattr(pandoc, "MEMORY_MB", 1)
    with pytest.raises(Refused):
        pandoc.read(b"x", "markdown")


def test_memory_is_limited(monkeypatch, english):
    monkeypatch.setattr(pandoc, "MEMORY_MB", 4)
    with pytest.raises(Refused) as refused:
        pandoc.read(b"# A\n\n" + b"Wort *und* Wort\n\n" * 20_000, "markdown")
    assert str(refused.value) == "Reading the file took too much time or memory. Please hand in a simpler or shorter one."


def test_files_of_the_machine_stay_out(tmp_path, english):
    secret = tmp_path / "secret.txt"
    secret.write_text("streng geheim")
    html = f'<html><body><h1>A</h1><p>Text</p><img src="{secret}"><iframe src="file://{secret}"></iframe></body></html>'
    found = reader.read(html.encode(), "a.html")
    assert "geheim" not in str(found)
