"""Readers with a keyboard, a small screen, a screen reader or no scripts."""

from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.compare import (
    LONDON,
    PANELS,
    area_link,
    go_live,
    panels_pinning,
    query,
    wait_until_pinned,
)
from tests.browser.fixtures import Opens
from tests.browser.pages import EVERY_LINK, PAGES

pytestmark = pytest.mark.browser
WIDTHS = (390, 320)
OVERFLOWING = """() => [...document.querySelectorAll("body *")].filter(element => {
    const box = element.getBoundingClientRect();
    const edge = document.documentElement.clientWidth + 1;
    return box.width && box.right > edge && !element.closest(".scroll, .vh, svg");
}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""


def _sideways(page: Page) -> list[str]:
    too_wide = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return page.evaluate(OVERFLOWING) or ["the page"] if too_wide else []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("link", EVERY_LINK)
def test_no_page_scrolls_sideways(link: str, width: int, opens: Opens) -> None:
    page = opens(link, viewport={"width": width, "height": 800})
    assert _sideways(page) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_unknown_path_has_a_page_that_leads_on(language: str, opens: Opens) -> None:
    page = opens(f"/nowhere?lang={language}", status=404)
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main a").count() > 0
    assert violations(page) == []


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("link", EVERY_LINK)
def test_axe_finds_nothing(link: str, width: int, opens: Opens) -> None:
    page = opens(link, viewport={"width": width, "height": 900})
    assert violations(page) == []


def test_axe_finds_nothing_with_pins_and_everything_open(opens: Opens) -> None:
    page = opens(f"/compare?pinned={LONDON},E23000002&against=similar")
    page.evaluate(
        "document.querySelectorAll('details').forEach(each => { each.open = true })"
    )
    assert violations(page) == []


def test_axe_finds_nothing_on_a_page_with_notes(opens: Opens) -> None:
    assert violations(opens("/compare?measure=nonsense&colour=red")) == []


@pytest.mark.parametrize("path", PAGES.values())
def test_the_first_tab_stop_leads_to_the_main_content(path: str, opens: Opens) -> None:
    page = opens(path)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to main content")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_reader_with_only_a_keyboard_compares_areas(opens: Opens) -> None:
    """Another benchmark, an area from the map, and back to where it was."""
    page = opens("/compare")
    go_live(page)
    _tab_to(page, "#field-against")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**against=**")
    expect(page.locator("#field-against")).to_be_focused()
    _tab_to(page, '#panel-map a[data-key^="tile-"]')
    page.keyboard.press("ArrowRight")
    pinned = page.evaluate("document.activeElement.dataset.key").removeprefix("tile-")
    page.keyboard.press("Enter")
    wait_until_pinned(page, pinned, set(PANELS))
    assert page.evaluate("document.activeElement.dataset.key") == f"tile-{pinned}"
    page.go_back()
    wait_until_pinned(page, pinned, set())


def test_every_stop_of_the_keyboard_can_be_seen(opens: Opens) -> None:
    page = opens("/compare")
    stops = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            break
        stops += 1
        expect(focused).to_be_in_viewport()
        shown = focused.evaluate(
            "element => { const style = getComputedStyle(element);"
            "return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"
        )
        assert shown, focused.evaluate("element => element.outerHTML.slice(0, 200)")
    assert stops > 20


def test_arrow_keys_move_between_tiles(opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    tile = area_link(page, "map", LONDON)
    tile.focus()
    page.keyboard.press("ArrowLeft")
    moved = page.evaluate("document.activeElement.dataset.key")
    assert moved.startswith("tile-")
    assert moved != f"tile-{LONDON}"


def test_the_menu_of_a_small_screen_opens_and_closes(opens: Opens) -> None:
    page = opens("/compare", viewport={"width": 390, "height": 844})
    link = page.get_by_role("navigation", name="Pages").get_by_role("link", name="Data")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


@pytest.mark.parametrize("link", EVERY_LINK)
def test_a_page_is_whole_without_scripts(link: str, opens: Opens) -> None:
    page = opens(link, java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    for panel in page.locator('section[id^="panel-"]').all():
        expect(panel.locator("h2").first).to_be_visible()


def test_choices_work_without_scripts(opens: Opens) -> None:
    page = opens("/compare", java_script_enabled=False)
    area_link(page, "map", LONDON).click()
    page.wait_for_url("**pinned=**")
    assert query(page)["pinned"] == LONDON
    page.locator("#field-window").select_option("quarter")
    page.locator("#controls").get_by_role("button").first.click()
    page.wait_for_url("**window=quarter**")
    assert query(page)["pinned"] == LONDON


def test_the_page_says_its_language(opens: Opens) -> None:
    page = opens("/compare?lang=cy")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    page.get_by_role("link", name="English").click()
    page.wait_for_url(lambda url: "lang=cy" not in url)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_first_answer_holds_the_figures(live_app: str) -> None:
    with urlopen(f"{live_app}/compare?pinned={LONDON}") as answer:
        text = answer.read().decode()
    for panel in PANELS:
        start = text.index(f'id="panel-{panel}"')
        assert "<table" in text[start : text.index("</section>", start)]


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css)", selector):
            return
    raise AssertionError(f"no Tab reaches {selector}")


def test_pins_of_a_deep_link_show_on_a_phone(opens: Opens) -> None:
    page = opens(f"/compare?pinned={LONDON}", viewport={"width": 390, "height": 844})
    assert panels_pinning(page, LONDON) == set(PANELS)
