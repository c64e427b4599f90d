"""The web fonts: cut from the whole fonts of the font packages, once, when the site is installed.

Each file holds one script of one face with its weights as a variable axis, so that a German reader loads three or four small
files. `static/css/tokens.css` names the same files with the same ranges (a test compares them). The families get names of
our own inside the files, because "Source" is a reserved name of fonts that are changed; copyright and licence stay.
"""

import gc
import hashlib
import io
import logging
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LATIN = (
    "U+0020-007E, U+00A0-00FF, U+011E-011F, U+0130-0131, U+0152-0153, U+015E-0161, U+017D-017E, U+1E9E, "
    "U+2000-206F, U+20AC, U+2190-2193, U+2212"
)
LATIN_EXT = (
    "U+0100-011D, U+0120-012F, U+0132-0151, U+0154-015D, U+0162-017C, U+017F, "
    "U+0180-024F, U+0300-036F, U+1E00-1E9D, U+1E9F-1EFF, U+20A0-20AB, U+2116"
)
CYRILLIC = "U+0400-045F, U+0490-0491, U+04B0-04B1"
ARABIC = "U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC"
RANGES = {"latin": LATIN, "latin-ext": LATIN_EXT, "cyrillic": CYRILLIC, "arabic": ARABIC}

# Kerning, marks, ligatures, local forms; the figures of text (old style) and of tables (lining, tabular).
# Arabic needs its joining forms.
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "liga", "calt", "onum", "lnum", "tnum", "pnum"]
ARABIC_FEATURES = [*FEATURES, "init", "medi", "fina", "isol", "rlig", "curs"]
KEPT_NAMES = [0, 1, 2, 3, 4, 6, 13, 14]
STAMP = ".built"  # collectstatic passes over hidden files


@dataclass(frozen=True)
class Face:
    """One file to be made: which package it is cut from, which script it holds, which axes stay."""

    package: str
    source: str
    family: str
    name: str
    script: str
    axes: tuple[tuple[str, float | tuple[float, float]], ...]

    @property
    def file_name(self) -> str:
        return f"{self.name}-{self.script}.woff2"


_SERIF = Face(
    "fontpkg_source_serif_4",
    "SourceSerif4[opsz,wght].ttf",
    "Mitstimme Serif",
    "serif",
    "latin",
    (("wght", (400, 650)), ("opsz", 19)),
)
_DISPLAY = replace(_SERIF, family="Mitstimme Display", name="display", axes=(("wght", 420), ("opsz", 44)))
_SERIF_ITALIC = replace(
    _SERIF, source="SourceSerif4-Italic[opsz,wght].ttf", name="serif-italic", axes=(("wght", 400), ("opsz", 19))
)
_SANS = Face("fontpkg_source_sans_3", "SourceSans3[wght].ttf", "Mitstimme Sans", "sans", "latin", (("wght", (400, 700)),))
_SANS_ITALIC = replace(_SANS, source="SourceSans3-Italic[wght].ttf", name="sans-italic", axes=(("wght", 400),))
_ARABIC = Face(
    "fontpkg_noto_sans_arabic",
    "NotoSansArabic[wdth,wght].ttf",
    "Mitstimme Arabic",
    "arabic",
    "arabic",
    (("wght", (400, 700)), ("wdth", 100)),
)

# Titles and the interface's rare italics fall back on the upright serif and on slanted letters outside Latin.
FACES: tuple[Face, ...] = (
    *(replace(face, script=script) for face in (_SERIF, _SERIF_ITALIC, _SANS) for script in ("latin", "latin-ext", "cyrillic")),
    _DISPLAY,
    _SANS_ITALIC,
    _ARABIC,
)


def build(target: Path) -> list[Path]:
    """Make every file in `target` and return their paths; an empty list if they are there and made from the same sources."""
    stamp = target / STAMP
    if stamp.exists() and stamp.read_text() == _sources() and all((target / face.file_name).exists() for face in FACES):
        return []
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.woff2"):
        old.unlink()
    made = []
    # Half a minute of pure computing: on every processor, and without pauses for collecting garbage. In fresh processes, for a
    # fork of one with threads can wait for a lock for ever.
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        for face, data in zip(FACES, pool.map(cut, FACES), strict=True):
            path = target / face.file_name
            path.write_bytes(data)
            made.append(path)
    for package in sorted({face.package for face in FACES}):
        (target / f"{package}-LICENSE.txt").write_bytes(files(package).joinpath("LICENSE").read_bytes())
    stamp.write_text(_sources())
    return made


def cut(face: Face) -> bytes:
    """The WOFF2 of one face: its script's letters, the features we use, the axes we keep."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of tables it rightly leaves out
    font = TTFont(io.BytesIO(files(face.package).joinpath("files", face.source).read_bytes()), recalcTimestamp=False)
    options = Options()
    options.layout_features = ARABIC_FEATURES if face.script == "arabic" else FEATURES
    options.hinting = False
    options.name_IDs = KEPT_NAMES
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points(RANGES[face.script]))
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, dict(face.axes))
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = face.family
        elif record.nameID in (3, 6):
            record.string = f"{face.family.replace(' ', '')}-{face.name}"
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def code_points(ranges: str) -> set[int]:
    """The code points of a CSS unicode-range."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def _sources() -> str:
    """Changes whenever the files would come out differently."""
    packages = sorted({face.package.replace("_", "-") for face in FACES} | {"fonttools"})
    parts = [repr(FACES), repr(RANGES), repr(ARABIC_FEATURES), *(f"{package} {version(package)}" for package in packages)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
