"""A person with a browser: opens pages of a running site and looks at them as strictly as we promised to build them."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")
# What a browser refuses under our policy is an event on the document; kept from the first script on.
WATCH = """window.refused = [];
document.addEventListener("securitypolicyviolation", e => refused.push(`${e.effectiveDirective} ${e.blockedURI}`))"""
OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true })"
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const boxes = [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > width + 1 && !element.closest('.scroll'))
    .map(element => `${element.tagName}.${element.className}`);
  return boxes.length ? boxes.slice(0, 5) : ['a word or a line of text'];
}"""

TWICE = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
}"""


class Reader:
    """`user` None reads without signing in; `script` False reads without JavaScript."""

    def __init__(self, browser: Browser, site: str, *, user=None, language: str = "de", script: bool = True):
        self.browser, self.site, self.user, self.language, self.script = browser, site, user, language, script

    @contextmanager
    def page(self, path: str, *, width: int = 1280, scheme: str = "light") -> Iterator[Page]:
        """The page, open in a window of this width, with what went wrong on the way in `page.troubles`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            locale=self.language,
            java_script_enabled=self.script,
            reduced_motion="reduce",
        )
        context.add_cookies(self._cookies())
        page = context.new_page()
        page.add_init_script(WATCH)
        page.troubles = []
        page.on("request", lambda request: self._note_foreign(page, request.url))
        page.on("pageerror", lambda error: page.troubles.append(f"script error: {error}"))
        try:
            page.goto(f"{self.site}{path}", wait_until="load")
            yield page
        finally:
            context.close()

    def troubles(self, path: str, *, widths=WIDTHS, schemes=SCHEMES) -> list[str]:
        """Everything wrong with a page, at every width and in light and dark, all its parts opened. Empty is what we want."""
        found = []
        for width in widths:
            with self.page(path, width=width, scheme=schemes[0]) as page:
                for scheme in schemes:
                    page.emulate_media(color_scheme=scheme)
                    found += [f"{path} {width} {scheme}: {trouble}" for trouble in look_at(page)]
        return found

    def _cookies(self) -> list[dict]:
        cookies = [{"name": settings.LANGUAGE_COOKIE_NAME, "value": self.language, "url": self.site}]
        if self.user:
            client = Client()
            client.force_login(self.user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookies.append({"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.site})
        return cookies

    def _note_foreign(self, page: Page, url: str) -> None:
        if not url.startswith((self.site, "data:")):
            page.troubles.append(f"asks a foreign server: {url}")


def look_at(page: Page) -> list[str]:
    """What is wrong with a page as it stands: foreign requests, policy, width, ids that are not unique, what axe finds."""
    page.evaluate(OPEN_ALL)
    found = [*page.troubles, *(f"refused by the policy: {what}" for what in page.evaluate("window.refused"))]
    found += [f"wider than the window: {element}" for element in page.evaluate(TOO_WIDE)]
    found += [f"the same id twice: {identity}" for identity in page.evaluate(TWICE)]
    for violation in Axe().run(page).response["violations"]:
        places = "; ".join(" ".join(node["target"]) for node in violation["nodes"][:3])
        found.append(f"axe {violation['id']}: {violation['help']} ({places})")
    return found
