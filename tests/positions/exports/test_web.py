"""What a browser and a screen reader find in the HTML file."""

import re
from itertools import pairwise

import pytest
from lxml import html

from positions.exports import web
from positions.exports.arrangement import arrange

from .hard import HARD
from .sample import p, sample, section, with_sections


def rendered(content) -> str:
    return web.render(arrange(content)).decode()


@pytest.fixture(scope="module")
def page():
    return html.fromstring(rendered(sample()))


def test_language_title_and_one_first_heading(page):
    assert page.get("lang") == "de-DE"
    assert page.findtext(".//title") == "Stellungnahme zum Landesanerkennungsgesetz – Netzwerk Mittelland e. V."
    assert [heading.text for heading in page.iter("h1")] == [sample().title]


def test_headings_do_not_skip(page):
    levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_section_has_its_heading_in_order(page):
    headings = [section.xpath("string(./h2|./h3)").strip() for section in page.xpath("//main/section")]
    assert headings == [
        "Zusammenfassung",
        "Vorbemerkung",
        "Das Verfahren",
        "1 Was die Verfahren heute aufhält",
        "2 Zu § 6 Absatz 1 Entscheidungsfrist",
        "Was ankommen leichter macht",
        "3 Zu § 11 Absatz 2 Anpassungslehrgänge und begleitende Kurse",
        "4 Begriffe und Sprachen",
        "Schluss",
        "Anlage: Beteiligte, Regel und Ergebnisse",
    ]


@pytest.mark.promise(10)
def test_it_says_what_the_vote_means(page):
    assert sample().legal_effect in [fact.text for fact in page.iter("dd")]


def test_it_needs_nothing_else():
    page = rendered(sample())
    assert re.findall(r"<(script|link|img|iframe|object)|url\(|@import| on[a-z]+=", page) == []


def test_ids_are_unique_and_links_lead_somewhere(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.xpath("//a/@href") if target.startswith("#")} <= set(ids)


def test_strokes_are_a_picture_the_words_say_again(page):
    assert {svg.get("aria-hidden") for svg in page.iter("svg")} == {"true"}
    assert len(list(page.iter("svg"))) == 4


def test_markup_in_a_text_stays_a_text():
    page = rendered(with_sections(section("1", "<script>alert(1)</script>", p("<img src=x onerror=alert(1)>"))))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_same_content_same_bytes():
    assert rendered(sample()) == rendered(sample())


@pytest.mark.parametrize("case", HARD)
def test_hard_content_becomes_a_page(case):
    content = HARD[case]
    page = html.fromstring(rendered(content))
    assert [heading.text for heading in page.iter("h1")] == [content.title]
