"""The web fonts: what the style sheet names is what is made, and a German reader loads little."""

import io
import re

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from shared import fonts

TOKENS = (settings.ROOT / "static" / "css" / "tokens.css").read_text()
FACE = re.compile(r'@font-face \{ font-family: "([^"]+)".*?url\("\.\./fonts/([^"]+)"\).*?unicode-range: ([^;]+);')
GERMAN = {"serif-latin.woff2", "serif-italic-latin.woff2", "sans-latin.woff2", "display-latin.woff2"}


@pytest.fixture(scope="module")
def cut():
    return {face.file_name: fonts.cut(face) for face in fonts.FACES if face.file_name in GERMAN}


def test_the_style_sheet_names_exactly_what_is_made():
    made = {(face.family, face.file_name, fonts.RANGES[face.script]) for face in fonts.FACES}
    assert set(FACE.findall(TOKENS)) == made


def test_a_german_reader_loads_no_more_than_110_kb(cut):
    assert cut.keys() == GERMAN
    assert sum(len(data) for data in cut.values()) <= 110_000


def test_the_serif_keeps_its_weights_its_figures_and_its_licence(cut):
    font = TTFont(io.BytesIO(cut["serif-latin.woff2"]))
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 650)]
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"onum", "lnum", "tnum", "pnum"} <= features
    assert font["name"].getDebugName(1) == "Mitstimme Serif"
    assert "Open Font License" in font["name"].getDebugName(13)


@pytest.mark.parametrize("sentence", ["Übergröße ẞ – „so“ ‚nicht‘ … 5 €, § 3", "Gülşen Yıldız, İnönü, Škoda, Žižek"])
def test_letters_of_german_and_turkish_are_in_the_first_file(sentence):
    assert {letter for letter in sentence if ord(letter) not in fonts.code_points(fonts.LATIN)} == set()


def test_building_again_does_nothing_and_old_files_go(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "FACES", fonts.FACES[-1:])
    (tmp_path / "before-latin.woff2").write_bytes(b"old")
    assert [path.name for path in fonts.build(tmp_path)] == ["arabic-arabic.woff2"]
    assert fonts.build(tmp_path) == []
    assert sorted(path.name for path in tmp_path.glob("*.woff2")) == ["arabic-arabic.woff2"]
