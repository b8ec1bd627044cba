"""Working the page on disproportionality: by pointer, by keyboard, on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.compare import go_live, is_same_document, query
from tests.browser.fixtures import Opens

pytestmark = pytest.mark.browser
PAGE = "/disproportionality"
WEST_MERCIA, CUMBRIA = "E23000016", "E23000002"


def subject(page: Page, panel: str) -> str:
    return page.locator(f"#panel-{panel} .subject").inner_text()


def test_a_mark_of_the_cascade_is_looked_at_closer_in_every_panel(
    opens: Opens,
) -> None:
    page = opens(PAGE)
    go_live(page)
    before = subject(page, "areas")
    page.locator('#panel-cascade a[data-key$="arrested.mixed"]').locator(
        "visible=true"
    ).first.click()
    page.wait_for_url("**stage=arrested**")
    expect(page.locator("#panel-areas .subject")).not_to_have_text(before)
    assert subject(page, "areas") == subject(page, "trend")
    assert "Mixed" in subject(page, "trend")
    assert is_same_document(page)
    assert query(page) == {"stage": "arrested", "group": "mixed"}
    page.go_back()
    expect(page.locator("#panel-areas .subject")).to_have_text(before)


def test_an_area_pinned_here_is_pinned_on_the_next_page(opens: Opens) -> None:
    page = opens(PAGE)
    go_live(page)
    page.locator(f'#panel-areas a[data-key$="-{WEST_MERCIA}"]').locator(
        "visible=true"
    ).first.click()
    page.wait_for_url(f"**pinned={WEST_MERCIA}**")
    compare = page.get_by_role("link", name="Compare", exact=True)
    expect(compare).to_have_attribute("href", f"/compare?pinned={WEST_MERCIA}")
    compare.click()
    page.wait_for_url("**/compare**")
    assert query(page)["pinned"] == WEST_MERCIA


def test_another_characteristic_drops_the_group_without_a_note(opens: Opens) -> None:
    page = opens(f"{PAGE}?group=black&stage=arrested")
    go_live(page)
    page.locator("#field-breakdown").select_option("sex")
    page.wait_for_url("**breakdown=sex**")
    expect(page.locator("#panel-areas .subject")).to_contain_text("women and girls")
    expect(page.locator("#notes .notice")).to_have_count(0)


def test_a_reader_with_only_a_keyboard_finds_a_group_and_its_areas(
    opens: Opens,
) -> None:
    page = opens(PAGE)
    go_live(page)
    page.locator("#panel-cascade summary").first.focus()
    page.keyboard.press("Enter")
    link = page.locator('#panel-cascade a[data-key="cascade-arrested-black"]')
    for _ in range(120):
        page.keyboard.press("Tab")
        if link.evaluate("each => each === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**stage=arrested**")
    expect(page.locator("#panel-areas .subject")).to_contain_text("Arrested")


def test_choices_work_without_scripts(opens: Opens) -> None:
    page = opens(PAGE, java_script_enabled=False)
    page.locator("#field-breakdown").select_option("age_band")
    page.locator("#controls").get_by_role("button").first.click()
    page.wait_for_url("**breakdown=age_band**")
    expect(page.locator("h1")).to_contain_text("Differences")


@pytest.mark.parametrize(
    "chosen",
    [
        "",
        "?breakdown=ethnic_group_18",
        f"?area={CUMBRIA}&breakdown=ethnic_group_5_by_sex&stage=custody",
        f"?area={WEST_MERCIA}&stage=arrested&lang=cy",
    ],
)
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_axe_finds_nothing_with_everything_open(
    width: int, chosen: str, opens: Opens
) -> None:
    page = opens(f"{PAGE}{chosen}", viewport={"width": width, "height": 900})
    page.evaluate(
        "document.querySelectorAll('details').forEach(each => { each.open = true })"
    )
    assert violations(page) == []
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)


def test_on_paper_every_panel_keeps_its_picture(opens: Opens) -> None:
    page = opens(PAGE)
    page.emulate_media(media="print")
    for panel in ("cascade", "areas", "trend", "recording"):
        expect(page.locator(f"#panel-{panel} svg.wide")).to_be_visible()


def test_the_newly_clear_difference_leads_from_the_overview_to_its_years(
    opens: Opens,
) -> None:
    page = opens("/?area=E23000019")
    line = page.locator("#panel-attention").get_by_role("link", name="sent to custody")
    line.first.click()
    page.wait_for_url("**/disproportionality**")
    assert query(page)["stage"] == "custody"
    assert "Black people" in subject(page, "trend")
