"""The partnership's plan in a real browser: by keyboard, on paper, in Welsh, framed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.fixtures import Opens
from tests.browser.pages import PRIORITY

pytestmark = pytest.mark.browser


def _tab_to(page: Page, name: str, *, most: int = 60) -> None:
    """Press Tab until a link of the name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate("document.activeElement.textContent.trim()")
        if told.startswith(name):
            return
    raise AssertionError(f"{name!r} was not reached")


def test_from_the_plan_to_a_priority_and_its_measure_by_keyboard(opens: Opens) -> None:
    page = opens("/priorities")
    _tab_to(page, "More crimes lead to a charge")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("More crimes lead to a charge")
    expect(page).to_have_url(re.compile("/priorities/more-charges"))
    _tab_to(page, "Show as table")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-report-table")).to_be_visible()
    _tab_to(page, "Offences that led to a charge or summons")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/measure/charge_or_summons_rate"))
    page.go_back()
    expect(page.locator("h1")).to_contain_text("More crimes lead to a charge")


def test_every_finding_of_the_plan_is_there_in_words(opens: Opens) -> None:
    told = opens("/priorities").locator("main").inner_text()
    for words in (
        "The target of 9.0% will be missed unless something changes.",
        "The target of 85.0% is met at times and missed at times, by chance.",
        "The target of 3.0% is met consistently.",
        "Two agencies’ targets pull against each other",
        "No measure says whether it succeeds.",
        "“Investigations closed with no suspect identified” has no target.",
        "Nobody owns the action “One forensic desk for burglary and car crime”.",
    ):
        assert words in told


@pytest.mark.parametrize("path", ["/priorities", PRIORITY])
def test_nothing_is_wrong_with_everything_open(path: str, opens: Opens) -> None:
    page = opens(path, viewport={"width": 390, "height": 844})
    page.evaluate(
        "document.querySelectorAll('details').forEach(each => { each.open = true })"
    )
    assert violations(page) == []


def test_another_area_is_chosen_in_place(opens: Opens) -> None:
    page = opens("/priorities")
    page.select_option("#field-area", "E23000032")
    expect(page.locator("h1")).to_have_text("No plan is loaded for this area")
    page.get_by_role("link", name="West Yorkshire", exact=True).click()
    expect(page.locator("h1")).to_contain_text("targets will be missed")


@pytest.mark.parametrize("path", ["/priorities", PRIORITY])
def test_on_paper_there_are_figures_and_no_controls(path: str, opens: Opens) -> None:
    page = opens(path)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator("#panel-report .acts > a").first).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_priority_reads_in_welsh(opens: Opens) -> None:
    page = opens(f"{PRIORITY}?lang=cy")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("h1")).to_contain_text("Mwy o droseddau yn arwain at gyhuddiad")
    expect(page.locator("#panel-report")).to_contain_text("Mewn geiriau syml")
