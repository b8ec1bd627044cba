"""The chart library: fetched when asked for, from here, and sending nothing away."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.compare import LONDON, area_link, go_live
from tests.browser.fixtures import Opens

pytestmark = pytest.mark.browser
EXPLORED = ("ranked", "funnel", "trend")
#: What a first visit may cost, compressed, before and after a chart is explored.
FIRST_VISIT_KIB = 320
WITH_CHART_KIB = 750


def _sent_kib(page: Page) -> float:
    """What the page and everything it fetched weighed on the wire."""
    sizes = page.evaluate(
        "performance.getEntries().map(entry => entry.transferSize || 0)"
    )
    return float(sum(sizes)) / 1024


def _explore(page: Page, panel: str) -> None:
    button = page.locator(f"#panel-{panel} button[data-explore]")
    button.click()
    expect(page.locator(f"#panel-{panel} .explorer .main-svg").first).to_be_visible()


@pytest.mark.parametrize("panel", EXPLORED)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_panel_can_be_explored_and_put_back(
    panel: str, language: str, opens: Opens
) -> None:
    page = opens(f"/compare?pinned={LONDON}&lang={language}")
    _explore(page, panel)
    expect(page.locator(f"#panel-{panel} .picture").first).to_be_hidden()
    page.locator(f"#panel-{panel} button[data-explore]").click()
    expect(page.locator(f"#panel-{panel} .picture").first).to_be_visible()


def test_nothing_offers_to_send_a_chart_away(opens: Opens) -> None:
    page = opens("/compare")
    _explore(page, "ranked")
    buttons = page.locator(".explorer .modebar-btn")
    expect(buttons.first).to_be_attached()
    titles = [each.get_attribute("data-title") or "" for each in buttons.all()]
    assert titles
    assert [t for t in titles if "cloud" in t.lower() or "share" in t.lower()] == []


def test_a_panel_stays_explored_when_another_choice_is_made(opens: Opens) -> None:
    page = opens("/compare")
    go_live(page)
    _explore(page, "funnel")
    area_link(page, "map", LONDON).click()
    page.wait_for_url("**pinned=**")
    expect(page.locator("#panel-funnel .explorer .main-svg").first).to_be_visible()
    expect(page.locator("#panel-funnel")).to_contain_text("London")


def test_a_first_visit_is_light_and_leaves_the_chart_library_alone(
    opens: Opens,
) -> None:
    page = opens("/compare")
    page.wait_for_load_state("networkidle")
    fetched = page.evaluate("performance.getEntries().map(entry => entry.name)")
    assert [name for name in fetched if "plotly" in name] == []
    assert 0 < _sent_kib(page) < FIRST_VISIT_KIB


def test_a_visit_with_a_chart_keeps_to_its_budget(opens: Opens) -> None:
    page = opens("/compare")
    _explore(page, "ranked")
    page.wait_for_load_state("networkidle")
    assert FIRST_VISIT_KIB < _sent_kib(page) < WITH_CHART_KIB
