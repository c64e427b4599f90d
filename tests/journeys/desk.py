"""What Ada does at her desk, the Wagtail admin: by its links, forms and buttons only."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

HOUR = timedelta(hours=1)


def imports(page: Page, file: Path, *, publish: bool = True) -> list[tuple[str, str]]:
    """From the desk to the imported paper. Returns what was understood: heading and kind of every section."""
    page.get_by_role("link", name="Position papers").first.click()
    page.get_by_role("link", name="Import a paper").click()
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Read the file").click()
    rows = page.locator(".mitstimme-sections tbody tr")
    rows.first.wait_for()
    understood = list(zip(rows.locator("td.title b").all_inner_texts(), kinds(page), strict=True))
    page.set_checked("#id_publish", publish)
    page.get_by_role("button", name="Save as a new paper").click()
    page.locator(".messages .success").first.wait_for()
    return understood


def kinds(page: Page) -> list[str]:
    return page.locator(".mitstimme-sections select").evaluate_all("fields => fields.map(field => field.value)")


def prepares_consultation(page: Page, *, invites: list, vote=(-HOUR, HOUR), comment=(-2 * HOUR, -HOUR), **fields) -> None:
    """From the paper's page to its consultation: the ministry's letter, who takes part, when."""
    page.get_by_role("link", name="Prepare a consultation").click()
    now = timezone.now()
    times = {
        "comment_opens_at": now + comment[0],
        "comment_closes_at": now + comment[1],
        "vote_opens_at": now + vote[0],
        "vote_closes_at": now + vote[1],
    }
    for name, value in {**fields, **{name: moment(when) for name, when in times.items()}}.items():
        fills(page, name, value)
    ticks(page.locator("[name=invited][value=selection]"))
    for organisation in invites:
        ticks(page.get_by_label(organisation.name, exact=True))
    page.locator("form button[type=submit]:has-text('Create')").click()
    page.locator(".messages .success").first.wait_for()


def ticks(box: Locator) -> None:
    """By the keyboard, which does not miss: the form still grows while its fields come alive."""
    box.press("Space")
    expect(box).to_be_checked()


def does(page: Page, act: str, **fields: str) -> None:
    """One act on the page of a consultation: asked for, explained, confirmed."""
    page.get_by_role("link", name=act, exact=True).click()
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name=act, exact=True).click()
    page.locator(".messages .success").first.wait_for()


def fills(page: Page, name: str, value: str) -> None:
    """One field of a form, typed or chosen."""
    field = page.locator(f"[name={name}]")
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def moment(when) -> str:
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M}"


def hands_in(page: Page, **fields: str) -> None:
    """From the page of a closed consultation to its draft, completed and submitted to the board."""
    page.get_by_role("link", name="Approval, compiling and issuing").click()
    page.get_by_role("link", name="Edit the draft").click()
    for name, value in fields.items():
        fills(page, name, value)
    submit = page.get_by_role("button", name="Submit to")
    if not submit.first.is_visible():
        page.get_by_role("button", name="More actions").click()
    submit.first.click()
    page.locator(".messages .success").first.wait_for()


def approves(page: Page, title: str) -> None:
    """From the desk, where what waits for the board stands, to the draft, and below its text the approval."""
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("The draft is approved.").wait_for()
