"""Looking at a page one has walked to, as strictly as at one that was opened by its address."""

from tests.browser.reading import SCHEMES, WIDTHS, look_at


def troubles(page) -> list[str]:
    """Everything wrong with the page as it stands, wide and narrow, in light and dark. Empty is what we want."""
    page.troubles = []  # the stack keeps the console's complaints itself
    page.evaluate("window.refused ??= []")
    found = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            found += [f"{page.url} {width} {scheme}: {trouble}" for trouble in look_at(page)]
    return found
