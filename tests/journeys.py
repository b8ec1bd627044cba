"""A reader with a browser who goes from page to page until told to stop."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as BrowserError

from tests.bench.visits import chromium
from tests.browser.compare import LONDON, area_link, go_live, query
from tests.browser.fixtures import PATIENCE_MS, Watch


@dataclass
class Journeys:
    """How many were made to their end, and what went wrong on the way.

    `made` is None where there is no browser.
    """

    made: int | None = None
    problems: list[str] = field(default_factory=list)


def keep_going(address: str, *, end: float) -> Journeys:
    """One journey after another, each with nothing kept, until the end."""
    found = Journeys()
    with chromium() as browser:
        if browser is None:
            return found
        found.made = 0
        while time.monotonic() < end:
            problems = _journey(browser, address)
            found.problems += problems
            found.made += not problems
    return found


def _journey(browser: Browser, address: str) -> list[str]:
    watch = Watch(address)
    context = browser.new_context(
        base_url=address, viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(PATIENCE_MS)
    watch.over(context)
    page = context.new_page()
    try:
        _from_page_to_page(page)
    except (BrowserError, AssertionError) as error:
        watch.problems.append(f"at {page.url}: {str(error).splitlines()[0]}")
    finally:
        context.close()
    return watch.problems


def _from_page_to_page(page: Page) -> None:
    """From the overview to a comparison, two choices, one taken back, a frame."""
    page.goto("/")
    pages = page.get_by_role("navigation", name="Pages")
    pages.get_by_role("link", name="Compare").click()
    page.wait_for_url("**/compare**")
    go_live(page)
    area_link(page, "map", LONDON).click()
    page.wait_for_url("**pinned=**")
    page.locator("#field-window").select_option("quarter")
    page.wait_for_url("**window=quarter**")
    expect(page.locator("main [aria-busy]")).to_have_count(0, timeout=PATIENCE_MS)
    assert query(page).get("pinned") == LONDON, "a pin was lost"
    page.go_back()
    expect(page.locator("main [aria-busy]")).to_have_count(0, timeout=PATIENCE_MS)
    pages.get_by_role("link", name="Measures").click()
    page.wait_for_url("**/measures**")
    page.goto("/embed/compare/ranked")
    page.locator("svg.wide").wait_for()
