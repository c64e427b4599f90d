"""Looking at a page in a browser as strictly as we promised to build it."""

from axe_playwright_python.sync_playwright import Axe

VIEWS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true })"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def troubles(page) -> list[str]:
    """What axe finds and what does not fit, with every closed part opened, wide and narrow, in light and dark."""
    found = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(OPEN_ALL)
        for violation in Axe().run(page).response["violations"]:
            found.append(f"{page.url} {width} {scheme}: {violation['id']} {violation['nodes'][0]['target']}")
        if page.evaluate(TOO_WIDE):
            found.append(f"{page.url} {width} {scheme}: too wide")
    return found
