"""The chair's drill from the overview to why trials crack, and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.compare import go_live, is_same_document, query
from tests.browser.fixtures import Opens

pytestmark = pytest.mark.browser
#: More stops than any page has before what is wanted.
MOST_STOPS = 150
FOCUSED = "document.activeElement.dataset.key || document.activeElement.textContent"


def press_on(page: Page, wanted: str) -> None:
    """Walk with Tab alone to what is wanted, by its key or its words, and press it."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == wanted:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{wanted!r} cannot be reached by keyboard")


def test_a_chair_finds_out_by_keyboard_why_trials_crack_and_goes_back(
    opens: Opens,
) -> None:
    page = opens("/")
    steps = 0
    press_on(page, "Progression")
    steps += 1
    page.wait_for_url("**/progression")
    go_live(page)
    press_on(page, "lane-crown_court")
    steps += 1
    expect(page.locator("nav.steps")).to_contain_text("Crown Court")
    press_on(page, "which-cracked")
    steps += 1
    page.wait_for_url("**reason=cracked**")
    expect(page.locator("#panel-reasons h2")).to_have_text("Why do our trials crack?")
    expect(page.locator("#panel-reasons svg.wide")).to_be_visible()
    assert steps <= 4
    assert query(page) == {"stage": "crown_court", "reason": "cracked"}
    assert is_same_document(page)
    crumbs = page.locator("nav.steps li")
    expect(crumbs.nth(1)).to_have_text("Crown Court")
    expect(crumbs.nth(2)).to_have_text("Cracked")
    page.go_back()
    page.wait_for_url("**stage=crown_court")
    expect(page.locator("nav.steps li")).to_have_count(3)
    page.go_back()
    page.wait_for_url(lambda url: "stage" not in url)
    expect(page.locator("#panel-reasons h2")).to_have_text(
        "Why do trials crack, or not go ahead?"
    )


def test_every_panel_follows_a_court_chosen_in_one(opens: Opens) -> None:
    page = opens("/progression?stage=crown_court&reason=ineffective")
    go_live(page)
    page.locator('a[data-key="court-CROWN-BRADFORD"]').click()
    page.wait_for_url("**court=CROWN-BRADFORD**")
    expect(page.locator("h1")).to_contain_text("Bradford Crown Court")
    expect(page.locator("#panel-courts tr.own th")).to_have_text("Bradford Crown Court")
    expect(page.locator("#field-court")).to_have_value("CROWN-BRADFORD")
    expect(page.locator("nav.steps")).to_contain_text("Bradford Crown Court")
    assert is_same_document(page)


def test_a_what_if_is_asked_by_keyboard_and_stands_in_the_address(
    opens: Opens,
) -> None:
    page = opens("/progression")
    go_live(page)
    page.locator("#field-aim").focus()
    page.keyboard.type("3000")
    page.keyboard.press("Tab")
    page.keyboard.type("March 2027")
    page.wait_for_url("**by=2027-03**")
    expect(page.locator("#panel-flow .answer")).to_contain_text("3,000")
    assert query(page) == {"aim": "3000", "by": "2027-03"}


def test_a_reason_is_chosen_in_the_picture_or_in_its_table(opens: Opens) -> None:
    page = opens("/progression?stage=crown_court&reason=cracked")
    go_live(page)
    page.locator("#panel-reasons summary", has_text="Show as table").click()
    row = page.locator(
        '#panel-reasons-table a[data-key="reason-late_plea_first_offered"]'
    )
    row.click()
    page.wait_for_url("**reason=late_plea_first_offered**")
    expect(page.locator("#panel-reasons-table tr.own")).to_have_count(1)
    bar = page.locator("#panel-reasons svg.wide a").first
    expect(bar).to_have_attribute("href", re.compile("."))


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_axe_finds_nothing_deep_in_the_drill(width: int, opens: Opens) -> None:
    link = (
        "/progression?stage=crown_court&court=CROWN-BRADFORD&aim=1500&by=2027-03"
        "&reason=police_witness_absent&lang=cy"
    )
    page = opens(link, viewport={"width": width, "height": 900})
    page.evaluate(
        "document.querySelectorAll('details').forEach(each => { each.open = true })"
    )
    assert violations(page) == []


def test_axe_finds_nothing_where_records_are_linked(opens: Opens) -> None:
    assert violations(opens("/progression?area=E23000005")) == []


def test_paper_gets_every_panel_with_its_table(opens: Opens) -> None:
    page = opens("/progression")
    page.emulate_media(media="print")
    for name in ("stages", "flow", "attrition", "timeliness", "trials", "reasons"):
        expect(page.locator(f"#panel-{name}-table")).to_be_visible()
    expect(page.locator(".controls")).to_be_hidden()
