"""The HTML file as a browser opens it from a disk: readable on a phone, in the dark, and without a complaint of axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from positions.exports import web
from positions.exports.arrangement import arrange

from .hard import HARD
from .sample import sample

FILES = {"a statement": sample(), "wide tables": HARD["a table wider than a page"], "right to left": HARD["right to left"]}


@pytest.fixture
def opened(browser, tmp_path, request):
    file = tmp_path / "statement.html"
    file.write_bytes(web.render(arrange(FILES[request.param[0]])))
    page = browser.new_page(viewport={"width": request.param[2], "height": 800}, color_scheme=request.param[1])
    page.goto(file.as_uri())
    yield page
    page.close()


CASES = [(name, scheme, width) for name in FILES for scheme, width in (("light", 1280), ("dark", 360))]


@pytest.mark.parametrize("opened", CASES, indirect=True, ids=lambda case: " ".join(map(str, case)))
def test_accessible_and_never_wider_than_the_screen(opened):
    opened.locator("nav summary").evaluate_all("all => all.forEach(summary => summary.parentElement.open = true)")
    found = Axe().run(opened, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
