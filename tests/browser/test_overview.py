"""From the overview to one measure, to all areas, and back with nothing lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.compare import LONDON, go_live, is_same_document, query
from tests.browser.fixtures import Opens

pytestmark = pytest.mark.browser
MERSEYSIDE = "E23000004"
NARROW = {"width": 390, "height": 844}
ROWS = "#panel-scorecard tbody:not([hidden]) tr:not(.group)"


def _rows(page: Page) -> list[str]:
    return page.locator(f"{ROWS} >> visible=true").locator("th").all_inner_texts()


def _held(page: Page) -> int:
    """How many figures the scorecard holds, those not shown at first among them."""
    return page.locator(ROWS).count()


def _changes(page: Page) -> list[str]:
    cells = page.locator(f"{ROWS} >> visible=true").locator("td.change b")
    return cells.all_inner_texts()


def _places(page: Page) -> None:
    """Wait for the page one goes to."""
    page.wait_for_load_state("networkidle")


def test_overview_to_measure_to_compare_and_back_with_nothing_lost(
    opens: Opens,
) -> None:
    kept = {"area": MERSEYSIDE, "pinned": LONDON, "against": "similar", "lang": "cy"}
    start = "&".join(f"{name}={value}" for name, value in kept.items())
    page = opens(f"/?{start}")
    first = page.url
    link = page.locator('#panel-scorecard th a[href*="/cps_conviction_rate_burglary"]')
    measure = link.inner_text()
    page.locator("button[data-more]").first.click()
    link.click()
    page.wait_for_url("**/measure/cps_conviction_rate_burglary?**")
    assert query(page) == kept
    expect(page.locator("h1")).to_contain_text(measure)
    page.locator("#panel-areas .source a").click()
    page.wait_for_url("**/compare?**")
    assert query(page) == {**kept, "measure": "cps_conviction_rate_burglary"}
    expect(page.locator("#field-against")).to_have_value("similar")
    page.get_by_role("navigation").first.get_by_role("link").first.click()
    page.wait_for_url(lambda url: "/compare" not in url)
    assert query(page).items() >= kept.items()
    for _ in range(3):
        page.go_back()
        _places(page)
    assert page.url == first


def test_a_finding_leads_to_the_chart_that_shows_it(opens: Opens) -> None:
    page = opens("/")
    link = page.locator("ol.attention h3 a").first
    heading = link.inner_text()
    assert heading
    link.click()
    page.wait_for_url("**/measure/**#panel-chart")
    expect(page.locator("#panel-chart")).to_be_in_viewport()
    expect(page.locator("#panel-chart svg.wide")).to_be_visible()


def test_the_scorecard_is_put_in_order_and_back_by_keyboard(opens: Opens) -> None:
    page = opens("/")
    before, held = _rows(page), _held(page)
    assert len(before) < held
    button = page.locator("#panel-scorecard thead th.change button")
    button.focus()
    page.keyboard.press("Enter")
    heading = page.locator("#panel-scorecard thead th.change")
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(page.locator("#panel-scorecard tr.group >> visible=true")).to_have_count(0)
    worst = _changes(page)
    assert worst[0] == "Getting worse"
    assert len(worst) == held
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert _changes(page)[0] == "No clear change"
    page.keyboard.press("Enter")
    expect(heading).not_to_have_attribute("aria-sort", "ascending")
    expect(button).to_be_focused()
    groups = page.locator("#panel-scorecard tr.group >> visible=true")
    assert groups.count() >= 3
    after = _rows(page)
    assert len(after) == held
    assert [row for row in after if row in before] == before


def test_one_agency_is_chosen_in_place_by_keyboard(opens: Opens) -> None:
    page = opens(f"/?pinned={LONDON}")
    groups = page.locator("#panel-scorecard tr.group").count()
    go_live(page)
    page.locator("#field-agency").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**agency=**")
    expect(page.locator("#panel-scorecard tr.group")).not_to_have_count(groups)
    assert query(page) == {"pinned": LONDON, "agency": "police"}
    expect(page.locator("#field-agency")).to_be_focused()
    assert is_same_document(page)
    page.go_back()
    expect(page.locator("#field-agency")).to_have_value("")


def test_a_choice_left_before_its_answer_came_is_taken_back(opens: Opens) -> None:
    page = opens("/")
    go_live(page)
    page.route("**/_dash-update-component", lambda route: None)
    page.locator("#field-agency").select_option("police")
    page.wait_for_url("**agency=police**")
    page.go_back()
    expect(page.locator("#field-agency")).to_have_value("")
    expect(page.locator("#panel-scorecard[aria-busy]")).to_have_count(0)


def test_an_order_outlives_another_choice(opens: Opens) -> None:
    page = opens("/")
    go_live(page)
    page.locator("#panel-scorecard thead th.change button").click()
    page.locator("#field-against").select_option("similar")
    page.wait_for_url("**against=similar**")
    expect(page.locator("#panel-scorecard thead th.bm")).to_have_text("Similar areas")
    heading = page.locator("#panel-scorecard thead th.change")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert _changes(page)[0] == "Getting worse"


def test_on_a_phone_rows_are_cards_that_can_still_be_put_in_order(
    opens: Opens,
) -> None:
    page = opens("/", viewport=NARROW, has_touch=True)
    card = page.locator(f"{ROWS} >> visible=true").first
    box = card.bounding_box()
    assert box is not None
    assert box["height"] > 100
    expect(card).to_contain_text("England and Wales")
    button = page.locator("#panel-scorecard thead th.change button")
    expect(button).to_be_visible()
    button.tap()
    heading = page.locator("#panel-scorecard thead th.change")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert _changes(page)[0] == "Getting worse"
    page.locator("#panel-scorecard .keys").scroll_into_view_if_needed()
    assert violations(page) == []


def test_another_measure_is_another_page_in_place(opens: Opens) -> None:
    page = opens(f"/measure/cps_conviction_rate?pinned={LONDON}")
    go_live(page)
    before = page.locator("h1").inner_text()
    page.locator("#field-measure").select_option("victim_does_not_support_rate")
    page.wait_for_url("**/measure/victim_does_not_support_rate?**")
    expect(page.locator("h1")).not_to_have_text(before)
    assert query(page) == {"pinned": LONDON}
    assert is_same_document(page)
    page.locator("#panel-areas summary").first.click()
    page.locator(f'#panel-areas a[data-key="areas-row-{LONDON}"]').click()
    page.wait_for_url("**/measure/victim_does_not_support_rate")
    page.go_back()
    page.go_back()
    page.wait_for_url("**/measure/cps_conviction_rate?**")
    expect(page.locator("h1")).to_have_text(before)
    assert is_same_document(page)


def test_another_measure_is_another_page_without_script(opens: Opens) -> None:
    page = opens(
        f"/measure/cps_conviction_rate?area={MERSEYSIDE}", java_script_enabled=False
    )
    page.locator("#field-measure").select_option("victim_does_not_support_rate")
    page.locator("#controls").get_by_role("button").first.click()
    page.wait_for_url("**/measure/victim_does_not_support_rate?**")
    assert query(page)["area"] == MERSEYSIDE
    expect(page.locator("#notes")).to_be_empty()


def test_a_measure_is_found_as_one_types(opens: Opens) -> None:
    page = opens(f"/measures?area={MERSEYSIDE}")
    field = page.get_by_label("Find a measure")
    field.focus()
    page.keyboard.type("convicted burglary")
    shown = page.locator("#measures li >> visible=true")
    every = page.locator("#measures li").count()
    expect(shown).to_have_count(1)
    expect(page.get_by_role("status").first).to_contain_text(f"1 of {every}")
    page.keyboard.press("Escape")
    expect(shown).to_have_count(every)
    page.get_by_label("Lead agency").select_option("cps")
    expect(page.locator("#measures h2 >> visible=true")).to_have_count(1)
    field.focus()
    page.keyboard.type("zebra")
    expect(shown).to_have_count(0)
    expect(page.get_by_role("status").first).to_contain_text("No measure fits")


def test_a_found_measure_is_opened_with_the_view(opens: Opens) -> None:
    page = opens(f"/measures?area={MERSEYSIDE}&lang=cy")
    page.locator("#measures li a").first.click()
    page.wait_for_url("**/measure/**")
    assert query(page) == {"area": MERSEYSIDE, "lang": "cy"}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_measure_that_is_not_there_leads_to_those_that_are(
    language: str, opens: Opens
) -> None:
    page = opens(f"/measure/nothing?lang={language}", status=404)
    assert violations(page) == []
    page.locator("main a").click()
    page.wait_for_url("**/measures**")
    expect(page.locator("#measures li").first).to_be_visible()
