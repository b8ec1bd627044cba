"""A meeting in a room: by keyboard on a large screen, by touch on a tablet."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.fixtures import Opens
from tests.browser.meetings import COUNT, MEETING, at

pytestmark = pytest.mark.browser
ROOM: ViewportSize = {"width": 1920, "height": 1080}
TABLET: ViewportSize = {"width": 1024, "height": 768}
ADDRESS = MEETING.link()
WELSH = replace(MEETING, lang="cy").link()
EDITED = MEETING.link(is_edited=True)
NOTES = MEETING.link(under="/notes")
FINGER = 48


def _is_at(page: Page, number: int) -> None:
    expect(page.locator(f"#item-{number}")).to_be_visible()
    assert at(page) == number


def _swipe(page: Page, *, left: bool) -> None:
    """One finger across the screen, resting before it lifts: no fling follows."""
    session = page.context.new_cdp_session(page)
    start, end = (800, 200) if left else (200, 800)
    places = [start + (end - start) * step / 4 for step in range(5)]

    def touch(kind: str, *points: float) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": 90} for x in points]},
        )

    touch("touchStart", places[0])
    for place in places[1:]:
        touch("touchMove", place)
    page.wait_for_timeout(200)
    touch("touchMove", places[-1])
    touch("touchEnd")
    session.detach()


def test_a_meeting_of_eight_items_is_driven_by_the_keyboard_alone(
    opens: Opens,
) -> None:
    page = opens(ADDRESS, viewport=ROOM)
    assert COUNT == 8
    press = page.keyboard.press
    _is_at(page, 1)
    for number in range(2, COUNT + 1):
        press("ArrowRight" if number % 2 else "Space")
        _is_at(page, number)
        heading = page.locator(f"#item-{number} h2")
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport(ratio=1)
        expect(page.locator(".item-figure >> visible=true")).to_be_in_viewport()
        place = page.locator(f"#item-{number} .item-place")
        expect(place).to_contain_text(f"Item {number} of {COUNT}")
        assert not page.evaluate("document.documentElement.scrollHeight > innerHeight")
    press("ArrowRight")
    _is_at(page, COUNT)
    press("Home")
    _is_at(page, 1)
    press("End")
    _is_at(page, COUNT)
    press("Shift+Space")
    _is_at(page, COUNT - 1)
    press("PageUp")
    press("ArrowLeft")
    _is_at(page, COUNT - 3)


def test_a_question_mark_lists_the_keys_and_escape_closes_the_list_first(
    opens: Opens,
) -> None:
    page = opens(ADDRESS, viewport=ROOM)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for key in ("Home · End", "Esc", "T", "N", "?"):
        expect(dialog.locator("dt", has_text=key).first).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert at(page) == 1
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    _is_at(page, 1)


def test_escape_leaves_to_the_same_view_and_back_returns_to_the_item(
    opens: Opens,
) -> None:
    page = opens(ADDRESS, viewport=ROOM)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    _is_at(page, 3)
    finding = page.locator("#item-3 h2").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_url("**/compare?**#panel-ranked")
    assert "measure=charge_or_summons_rate" in page.url
    assert "pinned=E23000001" in page.url
    assert page.locator("h1").inner_text() == finding
    page.go_back()
    _is_at(page, 3)


def test_the_table_behind_a_picture_is_one_key_away(opens: Opens) -> None:
    page = opens(ADDRESS, viewport=ROOM)
    page.keyboard.press("ArrowRight")
    picture = page.locator("#item-2 svg.wide")
    table = page.locator("#item-2 .item-table table")
    expect(picture).to_be_visible()
    expect(table).to_be_hidden()
    page.keyboard.press("t")
    expect(table).to_be_visible()
    expect(picture).to_be_hidden()
    page.keyboard.press("t")
    expect(picture).to_be_visible()


def test_a_meeting_goes_on_when_the_network_drops(
    live_app: str, browser: Browser
) -> None:
    context = browser.new_context(base_url=live_app, viewport=ROOM)
    page = context.new_page()
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    for number in range(2, COUNT + 1):
        page.keyboard.press("ArrowRight")
        _is_at(page, number)
        expect(page.locator(f"#item-{number} h2")).not_to_be_empty()
        expect(page.locator(f"#item-{number} .item-figure")).to_be_visible()
    page.keyboard.press("Home")
    _is_at(page, 1)
    context.close()


def test_a_meeting_is_driven_by_touch_on_a_tablet(opens: Opens) -> None:
    page = opens(ADDRESS, viewport=TABLET, has_touch=True)
    _is_at(page, 1)
    bar = page.get_by_role("toolbar")
    following = bar.get_by_role("button", name="Next")
    for number in range(2, COUNT + 1):
        if number % 2:
            following.tap()
        else:
            _swipe(page, left=True)
        _is_at(page, number)
        expect(page.locator(f"#item-{number} h2")).to_be_in_viewport(ratio=1)
        expect(bar).to_be_in_viewport(ratio=1)
    expect(following).to_be_disabled()
    _swipe(page, left=False)
    _is_at(page, COUNT - 1)
    bar.get_by_role("button", name="Previous").tap()
    _is_at(page, COUNT - 2)
    for act in bar.locator("button, a").locator("visible=true").all():
        box = act.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= FINGER


def test_the_notes_in_a_second_window_follow_and_can_lead(opens: Opens) -> None:
    page = opens(ADDRESS, viewport=ROOM)
    page.keyboard.press("ArrowRight")
    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    notes = opened.value
    current = notes.locator('li[aria-current="true"]')
    expect(current).to_have_attribute("id", "note-2")
    page.bring_to_front()
    page.keyboard.press("ArrowRight")
    expect(current).to_have_attribute("id", "note-3")
    expect(current).to_contain_text("Charges")
    notes.bring_to_front()
    notes.keyboard.press("End")
    _is_at(page, COUNT)
    assert violations(notes) == []


def _add(panel: Locator) -> None:
    panel.get_by_role("link", name="Add to a meeting").click()


def test_an_agenda_is_put_together_from_the_pages_and_shared_as_a_link(
    opens: Opens,
) -> None:
    page = opens("/compare?measure=charge_or_summons_rate")
    _add(page.locator("#panel-ranked"))
    page.wait_for_url("**/meeting/new?**item=**")
    page.get_by_label("Title of item 1").fill("Charges in every area")
    page.get_by_label("Name of the meeting").fill("Board, March")
    page.get_by_role("button", name="Save into the link").click()
    page.wait_for_url("**name=Board**")
    page.goto("/measure/cps_conviction_rate")
    _add(page.locator("#panel-chart"))
    page.wait_for_url("**/meeting/new?**item=**")
    expect(page.locator(".agenda > li")).to_have_count(2)
    expect(page.get_by_label("Title of item 1")).to_have_value("Charges in every area")
    page.locator("#at-2").fill("1")
    page.get_by_role("button", name="Save into the link").click()
    link = page.get_by_label("The link to share")
    origin = page.url.partition("/meeting")[0]
    whole = (
        rf"^{re.escape(origin)}/meeting/new\?name=Board.*item=/embed/measure/chart.*"
    )
    expect(link).to_have_value(re.compile(f"{whole}item=/embed/compare/ranked"))
    fresh = opens(link.input_value(), viewport=ROOM)
    _is_at(fresh, 1)
    expect(fresh.locator("#item-1 h2")).to_contain_text("Conviction rate")
    fresh.keyboard.press("ArrowRight")
    expect(fresh.locator("#item-2 .item-place")).to_contain_text(
        "Charges in every area"
    )


def test_without_scripts_a_meeting_is_one_page_with_its_items_in_order(
    opens: Opens,
) -> None:
    page = opens(ADDRESS, java_script_enabled=False)
    for number in range(1, COUNT + 1):
        item = page.locator(f"#item-{number}")
        expect(item.locator("h2")).to_be_visible()
        expect(item.locator(".leave")).to_be_visible()
        expect(page.locator(f'.contents a[href="#item-{number}"]')).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
    expect(page.locator("h1")).to_have_text("Board")


@pytest.mark.parametrize("size", [ROOM, TABLET, {"width": 390, "height": 844}])
@pytest.mark.parametrize("address", [ADDRESS, WELSH])
def test_axe_finds_nothing_in_any_item(
    address: str, size: dict[str, int], opens: Opens
) -> None:
    page = opens(address, viewport=size)
    for _ in range(COUNT):
        assert violations(page) == []
        page.keyboard.press("PageDown")


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("address", [ADDRESS, WELSH, EDITED, NOTES, "/meeting"])
def test_nothing_of_a_meeting_scrolls_sideways(
    address: str, width: int, opens: Opens
) -> None:
    page = opens(address, viewport={"width": width, "height": 800})
    sideways = "document.documentElement.scrollWidth > innerWidth"
    for _ in range(COUNT):
        assert not page.evaluate(sideways)
        page.keyboard.press("PageDown")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("address", [EDITED, NOTES, "/meeting", "/meeting/new"])
def test_axe_finds_nothing_around_a_meeting(
    address: str, width: int, opens: Opens
) -> None:
    page = opens(address, viewport={"width": width, "height": 900})
    assert violations(page) == []


def test_on_paper_every_item_is_there(opens: Opens) -> None:
    page = opens(ADDRESS, viewport=ROOM)
    page.emulate_media(media="print")
    for number in range(1, COUNT + 1):
        expect(page.locator(f"#item-{number} h2")).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
