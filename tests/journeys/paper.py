"""What members do on the page of a consultation: find a section, vote on it, fill in the ballot, write."""

from playwright.sync_api import Locator, Page


def section(page: Page, heading: str) -> Locator:
    """The section with this heading."""
    return page.locator("section.section", has=page.get_by_role("heading", name=heading))


def vote_line(page: Page, heading: str) -> Locator:
    """The quiet line with the organisation's own vote."""
    return section(page, heading).locator("details", has=page.locator(".open[id^=v]"))


def discussion(page: Page, heading: str) -> Locator:
    """The quiet line with the discussion, which opens in place."""
    return section(page, heading).locator("details[hx-get]")


def votes(page: Page, heading: str, choice: str, reason: str = "") -> None:
    """Open the quiet line of this section, choose, store."""
    line = vote_line(page, heading)
    if line.get_attribute("open") is None:
        line.locator("summary").click()
    line.locator(f"label:has(input[name=choice][value={choice}])").click()
    line.locator("textarea").fill(reason)
    line.locator("button[type=submit]").click()


# The final vote on the whole paper has a scale of its own.
IN_THE_FINAL_VOTE = {"support": "yes", "reject": "no"}


def fills_ballot(page: Page, choice: str, *, only: list[str] | None = None, reason: str = "") -> int:
    """Give the same answer to every question of the ballot still open, or to these; returns how many were asked."""
    page.wait_for_url("**/abstimmen/")
    asked = page.locator("main form section.section")
    count = asked.count()
    for place in range(count):
        question = asked.nth(place)
        heading = question.get_by_role("heading").first.inner_text()
        chosen = question.locator("input[type=radio]:checked").count()
        if not chosen if only is None else any(name in heading for name in only):
            final = IN_THE_FINAL_VOTE[choice]
            question.locator(f"label:has(input[value={choice}]), label:has(input[value={final}])").click()
            question.locator("textarea").fill(reason)
    page.locator("main form button[type=submit]").last.click()
    page.locator("[role=status]").first.wait_for()
    return count


def writes(page: Page, text: str) -> None:
    """A comment on the section whose discussion stands open, there for all to read at once."""
    sends_comment(page, text)
    page.locator(".said", has_text=text).wait_for()


def sends_comment(page: Page, text: str) -> None:
    """Fill in the comment form of the section whose discussion stands open, and send it."""
    form = page.locator("form[action$='/kommentar/']:has(textarea:visible)").first
    form.locator("textarea[name=text]").fill(text)
    form.locator("button[type=submit]:not([name])").click()
