"""A panel in a page of another site, as its readers see it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Frame, Page, expect

from layouts.pages.offers import OFFERS
from tests.browser.axe import violations
from tests.browser.fixtures import Opens, serving
from tests.browser.hosts import address, framing, listening

pytestmark = pytest.mark.browser
ADDRESSES = [
    f"/embed/{page}/{panel}" for page, offer in OFFERS.items() for panel in offer.panels
]
PINNED = "pinned=E23000004,E23000002"
RANKED = f"/embed/compare/ranked?{PINNED}"
# A function: what is no function is evaluated at each look, which a policy forbids.
IS_SIZED = "() => document.querySelector('iframe').height > 600"


@pytest.fixture(scope="module")
def sites(
    demonstration_store: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Addresses of the app, of a site that may frame it, and of one that may not."""
    folder = tmp_path_factory.mktemp("embeds")
    with (
        listening() as listed,
        listening() as stranger,
        pytest.MonkeyPatch.context() as m,
    ):
        m.setenv("EMBED_HOSTS", address(listed))
        with serving(demonstration_store, folder) as origin:
            panel = f"{origin}{RANKED}"
            with (
                framing(listed, panel=panel, origin=origin) as allowed,
                framing(stranger, panel=panel, origin=origin) as refused,
            ):
                yield {"app": origin, "allowed": allowed, "refused": refused}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    yield context.new_page()
    context.close()


def framed(page: Page) -> Frame:
    """The document in the page's only frame."""
    (frame,) = page.main_frame.child_frames
    return frame


def _tells_of_framing(message: ConsoleMessage) -> bool:
    return "frame-ancestors" in message.text


def test_a_listed_site_shows_the_panel_under_its_own_strict_policy(
    page: Page, sites: dict[str, str]
) -> None:
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sites["allowed"])
    frame = framed(page)
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.locator("svg.wide")).to_be_visible()
    expect(frame.locator("svg.narrow")).to_be_hidden()
    assert {url for url in asked if not url.startswith(sites["app"])} == {
        f"{sites['allowed']}/"
    }
    assert page.context.cookies() == []
    assert told == []


def test_a_site_that_is_not_listed_is_refused_by_the_browser(
    page: Page, sites: dict[str, str]
) -> None:
    with page.expect_console_message(_tells_of_framing):
        page.goto(sites["refused"])
    page.wait_for_load_state()
    assert framed(page).locator(".embed").count() == 0


def test_a_whole_page_is_refused_even_to_a_listed_site(
    page: Page, sites: dict[str, str]
) -> None:
    page.goto(sites["allowed"])
    with page.expect_console_message(_tells_of_framing):
        page.evaluate(
            "address => { document.querySelector('iframe').src = address }",
            f"{sites['app']}/compare",
        )


def test_the_script_for_hosts_gives_the_frame_the_height_of_its_panel(
    page: Page, sites: dict[str, str]
) -> None:
    page.goto(f"{sites['allowed']}/sized")
    frame = framed(page)
    page.wait_for_function(IS_SIZED)
    fits = "document.documentElement.scrollHeight <= innerHeight + 1"
    frame.wait_for_function(f"() => {fits}")
    frame.locator("summary").first.click()
    frame.wait_for_function(f"() => document.querySelector('details').open && {fits}")


def test_a_script_that_comes_late_finds_the_panel_that_is_there(
    page: Page, sites: dict[str, str]
) -> None:
    page.goto(sites["allowed"])
    framed(page).wait_for_load_state()
    page.add_script_tag(url=f"{sites['app']}/embed.js")
    page.wait_for_function(IS_SIZED)


def test_a_message_from_elsewhere_does_not_size_the_frame(
    page: Page, sites: dict[str, str]
) -> None:
    page.goto(f"{sites['allowed']}/sized")
    page.wait_for_function(IS_SIZED)
    before = page.locator("iframe").get_attribute("height")
    page.evaluate("postMessage({type: 'coterminous:height', height: 99}, '*')")
    page.wait_for_timeout(300)
    assert page.locator("iframe").get_attribute("height") == before


def test_without_scripts_there_are_chart_sentence_and_table(
    browser: Browser, sites: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sites["allowed"])
    frame = page.frame_locator("iframe")
    expect(frame.locator("svg[role=img].wide")).to_be_visible()
    expect(frame.locator(".say")).to_be_visible()
    expect(frame.locator("table")).to_be_hidden()
    frame.locator("summary").first.click()
    expect(frame.locator("table")).to_be_visible()
    context.close()


def test_a_link_in_a_frame_opens_the_whole_page_beside_the_host(
    page: Page, sites: dict[str, str]
) -> None:
    page.goto(sites["allowed"])
    with page.context.expect_page() as opened:
        framed(page).locator("footer a").click()
    opened.value.wait_for_load_state("domcontentloaded")
    assert opened.value.url.startswith(f"{sites['app']}/compare?{PINNED}")
    expect(opened.value.locator("#panel-ranked")).to_be_visible()
    assert page.url == f"{sites['allowed']}/"


@pytest.mark.parametrize("width", [600, 390])
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_in_a_panel_with_everything_open(
    address: str, language: str, width: int, opens: Opens
) -> None:
    shown = opens(
        f"{address}?{PINNED}&lang={language}", viewport={"width": width, "height": 700}
    )
    shown.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert violations(shown) == []
    sideways = "document.documentElement.scrollWidth > innerWidth"
    assert not shown.evaluate(sideways)


def test_axe_finds_nothing_where_a_panel_is_missing(opens: Opens) -> None:
    assert violations(opens("/embed/compare/none?lang=cy", status=404)) == []


def test_the_line_to_copy_is_one_press_away_and_led_by_its_label(opens: Opens) -> None:
    shown = opens("/compare")
    panel = shown.locator("#panel-ranked")
    panel.get_by_text("Embed", exact=True).click()
    line = panel.get_by_label("Line to copy")
    expect(line).to_be_visible()
    expect(line).to_have_attribute("readonly", "")
    origin = "/".join(shown.url.split("/")[:3])
    source = re.escape(f'src="{origin}/embed/compare/ranked?')
    expect(line).to_have_value(re.compile(source))
    assert violations(shown) == []
