"""Building a frame and putting a pack together, by keyboard and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.fixtures import Opens

pytestmark = pytest.mark.browser
PANEL = "#builder-panel"


@pytest.mark.parametrize(
    "address",
    [
        "/embed",
        "/embed?lang=cy&speaks=cy",
        "/pack",
        "/pack?lang=cy&item=compare/ranked&item=/measure/cps_conviction_rate",
        "/pack/making?kind=pdf&item=compare/ranked&title=Unasked",
    ],
)
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(address: str, width: int, opens: Opens) -> None:
    shown = opens(address, viewport={"width": width, "height": 900})
    assert violations(shown) == []
    assert not shown.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_choice_shows_at_once_and_the_line_follows(opens: Opens) -> None:
    shown = opens("/embed")
    shown.locator(PANEL).focus()
    shown.locator(PANEL).select_option("compare/map")
    frame = shown.locator("iframe")
    expect(frame).to_have_attribute("src", re.compile("^/embed/compare/map"))
    line = shown.get_by_label("Line to copy")
    origin = "/".join(shown.url.split("/")[:3])
    source = re.escape(f'src="{origin}/embed/compare/map')
    expect(line).to_have_value(re.compile(source))
    expect(shown).to_have_url(re.compile("panel=compare%2Fmap"))
    expect(shown.locator(PANEL)).to_be_focused()
    expect(shown.frame_locator("iframe").locator("h1")).to_be_visible()


def test_the_line_is_copied_without_leave_to_use_the_clipboard(opens: Opens) -> None:
    shown = opens("/embed")
    shown.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    shown.get_by_role("button", name="Copy the line").focus()
    shown.keyboard.press("Enter")
    expect(shown.locator("#builder-told")).not_to_be_empty()
    expect(shown.locator("#builder-line")).to_be_focused()


def test_without_script_a_frame_is_built_and_a_pack_is_taken(opens: Opens) -> None:
    shown = opens("/embed", java_script_enabled=False)
    shown.locator(PANEL).select_option("overview/attention")
    shown.locator("form[data-builder] button[type=submit]").click()
    chosen = re.compile("^/embed/overview/attention")
    expect(shown.locator("iframe")).to_have_attribute("src", chosen)
    shown.goto("/pack")
    shown.locator("#pack-view").select_option("compare/ranked")
    shown.get_by_role("button", name="Add and show").click()
    expect(shown.locator(".pack-list > li")).to_have_count(1)
    shown.get_by_role("link", name="One page (HTML)").click()
    expect(shown.locator("section#item-1 h2")).to_be_visible(timeout=60_000)


def test_a_pack_on_one_page_passes_axe_and_needs_nothing_else(opens: Opens) -> None:
    asked = "item=compare/ranked&item=compare/map&item=/measure/cps_conviction_rate"
    shown = opens(f"/pack?{asked}")
    shown.get_by_role("link", name="One page (HTML)").click()
    expect(shown.locator("section#item-3")).to_be_visible(timeout=60_000)
    assert violations(shown) == []
    assert not shown.evaluate("document.documentElement.scrollWidth > innerWidth")
