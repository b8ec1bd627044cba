"""Reading and working the compare page, as a reader would."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page

PANELS = ("ranked", "funnel", "map", "trend", "pairs", "heat", "table")
#: The two largest areas: in the heat map without being pinned.
LONDON = "E23000001"
GREATER_MANCHESTER = "E23000005"
MERSEYSIDE = "E23000004"

PINNED_IN = """code => [...document.querySelectorAll("section[id^=panel-]")].filter(
    panel => [...panel.querySelectorAll(`a[data-key$="-${code}"]`)].some(
        link => link.getClientRects().length && (
            link.getAttribute("aria-label") || link.textContent
        ).includes("pinned, unpin it"))).map(panel => panel.id.slice(6))"""


def go_live(page: Page) -> None:
    """Wait until choices are answered in place, and mark the document."""
    page.wait_for_load_state("networkidle")
    page.evaluate("window.sameDocument = true")


def is_same_document(page: Page) -> bool:
    """Whether the page was never left since go_live."""
    return bool(page.evaluate("window.sameDocument === true"))


def area_link(page: Page, panel: str, code: str) -> Locator:
    """The link of a panel that pins an area, at the width that shows."""
    links = page.locator(f'#panel-{panel} a[data-key$="-{code}"]')
    return links.locator("visible=true").first


def panels_pinning(page: Page, code: str) -> set[str]:
    """The panels in which an area is marked as pinned."""
    return set(page.evaluate(PINNED_IN, code))


def wait_until_pinned(page: Page, code: str, panels: set[str]) -> None:
    """Wait until an area is marked as pinned in exactly these panels."""
    page.wait_for_function(
        f"([code, panels]) => ({PINNED_IN})(code).sort().join() === panels",
        arg=[code, ",".join(sorted(panels))],
    )


def query(page: Page) -> dict[str, str]:
    """The parameters in the address."""
    return {
        name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()
    }
