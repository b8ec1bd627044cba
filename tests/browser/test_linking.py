"""A choice in one panel is followed by all the others and by the address."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.compare import (
    GREATER_MANCHESTER,
    LONDON,
    MERSEYSIDE,
    PANELS,
    area_link,
    go_live,
    is_same_document,
    panels_pinning,
    query,
    wait_until_pinned,
)
from tests.browser.fixtures import Opens

pytestmark = pytest.mark.browser
CHOOSING = tuple(panel for panel in PANELS if panel != "trend")
NARROW = {"width": 390, "height": 844}


def _is_everywhere(page: Page, code: str) -> None:
    wait_until_pinned(page, code, set(PANELS))


@pytest.mark.parametrize("panel", CHOOSING)
def test_choosing_an_area_pins_it_in_every_panel(panel: str, opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    assert panels_pinning(page, LONDON) == set()
    page.get_by_role("button", name="Show all").click()
    area_link(page, panel, LONDON).click()
    _is_everywhere(page, LONDON)
    assert query(page)["pinned"] == LONDON
    assert is_same_document(page)


@pytest.mark.parametrize("panel", PANELS)
def test_choosing_a_pinned_area_again_unpins_it(panel: str, opens: Opens) -> None:
    page = opens(f"/compare?pinned={LONDON}")
    go_live(page)
    area_link(page, panel, LONDON).click()
    wait_until_pinned(page, LONDON, set())
    assert "pinned" not in query(page)


def test_choosing_an_area_on_a_phone_pins_it_in_every_panel(opens: Opens) -> None:
    page = opens("/compare", viewport=NARROW, has_touch=True)
    go_live(page)
    area_link(page, "map", LONDON).tap()
    _is_everywhere(page, LONDON)


def test_back_and_forward_go_through_the_choices(opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    area_link(page, "map", LONDON).click()
    _is_everywhere(page, LONDON)
    area_link(page, "heat", GREATER_MANCHESTER).click()
    _is_everywhere(page, GREATER_MANCHESTER)
    page.go_back()
    wait_until_pinned(page, GREATER_MANCHESTER, set())
    assert panels_pinning(page, LONDON) == set(PANELS)
    page.go_back()
    wait_until_pinned(page, LONDON, set())
    assert "pinned" not in query(page)
    page.go_forward()
    _is_everywhere(page, LONDON)
    assert is_same_document(page)


def test_a_choice_made_before_the_answer_to_another_keeps_both(opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/_dash-update-component", hold)
    area_link(page, "map", LONDON).click()
    page.wait_for_url(f"**pinned={LONDON}**")
    page.locator("#field-window").select_option("quarter")
    page.wait_for_url("**window=quarter**")
    area_link(page, "map", GREATER_MANCHESTER).click()
    page.wait_for_url(f"**pinned={LONDON},{GREATER_MANCHESTER}**")
    for route in held:
        route.continue_()
    page.unroute("**/_dash-update-component")
    _is_everywhere(page, GREATER_MANCHESTER)
    assert panels_pinning(page, LONDON) == set(PANELS)
    assert query(page)["window"] == "quarter"


def test_one_choice_is_one_step_of_history(opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    before = page.evaluate("history.length")
    area_link(page, "map", LONDON).click()
    _is_everywhere(page, LONDON)
    assert page.evaluate("history.length") == before + 1


def test_a_deep_link_shows_what_was_chosen(opens: Opens) -> None:
    page = opens(
        f"/compare?window=quarter&against=similar&pinned={LONDON},{MERSEYSIDE}"
    )
    assert panels_pinning(page, LONDON) == set(PANELS)
    assert panels_pinning(page, MERSEYSIDE) == set(PANELS)
    expect(page.locator("#field-window")).to_have_value("quarter")
    expect(page.locator("#field-against")).to_have_value("similar")


@pytest.mark.parametrize("name", ["measure", "window", "period", "against"])
def test_a_control_moves_every_panel_and_the_address(name: str, opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    before = {panel: page.locator(f"#panel-{panel}").inner_html() for panel in PANELS}
    finding = page.locator("#finding").inner_text()
    select = page.locator(f"#field-{name}")
    chosen = select.locator("option:not(:checked)").first.get_attribute("value") or ""
    select.select_option(chosen)
    page.wait_for_function(
        "before => document.getElementById('finding').innerText !== before",
        arg=finding,
    )
    assert query(page)[name] == chosen
    for panel in PANELS:
        assert page.locator(f"#panel-{panel}").inner_html() != before[panel], panel
    assert is_same_document(page)


def test_the_reader_hears_what_changed(opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    area_link(page, "map", LONDON).click()
    expect(page.get_by_role("status")).not_to_be_empty()


def test_focus_stays_on_what_was_chosen(opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    page.get_by_role("button", name="Show all").click()
    area_link(page, "table", LONDON).focus()
    page.keyboard.press("Enter")
    _is_everywhere(page, LONDON)
    focused = page.evaluate("document.activeElement.dataset.key")
    assert focused == f"table-row-{LONDON}"


def test_the_view_is_carried_to_another_page_and_back(opens: Opens) -> None:
    page = opens(f"/compare?window=quarter&pinned={LONDON}")
    navigation = page.get_by_role("navigation", name="Pages")
    navigation.get_by_role("link", name="Data").click()
    navigation.get_by_role("link", name="Compare").click()
    page.wait_for_url("**/compare?**")
    assert query(page) == {"window": "quarter", "pinned": LONDON}


def test_a_table_stays_where_it_was_scrolled_to(opens: Opens) -> None:
    page = opens("/compare", viewport={"width": 390, "height": 844})
    go_live(page)
    panel = page.locator("#panel-heat")
    panel.get_by_text("Show as table").click()
    box = panel.locator("details[open] [data-scroll]")
    box.evaluate("box => box.scrollTo(120, 0)")
    # The page notes it with the next frame.
    page.evaluate("() => new Promise(resolve => requestAnimationFrame(resolve))")
    page.locator("#field-against").select_option("similar")
    expect(page.get_by_role("status")).not_to_be_empty()
    page.wait_for_function("box => box.scrollLeft === 120", arg=box.element_handle())


def test_what_is_out_of_the_window_is_laid_out_in_the_end(opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    root = page.locator("html")
    expect(root).not_to_have_class(re.compile("is-drawing"))
    page.locator("#field-against").select_option("similar")
    expect(page.get_by_role("status")).not_to_be_empty()
    expect(root).not_to_have_class(re.compile("is-drawing"))
    shown = "panel => panel.checkVisibility({contentVisibilityAuto: true})"
    assert page.locator("#panel-table h2").evaluate(shown)
