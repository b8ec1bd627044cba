"""A link that cannot be followed still gets a page, and the reader is told."""

import pytest
from playwright.sync_api import expect

from tests.browser.compare import PANELS
from tests.browser.fixtures import Opens

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("measure=nonsense", "nonsense"),
        ("period=2099-13", "2099-13"),
        ("window=fortnight", "fortnight"),
        ("against=mars", "mars"),
        ("pinned=E99999999", "E99999999"),
        ("area=nowhere", "nowhere"),
        ("colour=red", "colour"),
        ("lang=fr", "fr"),
        ("measure=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>"),
        ("measure=%FF%FE", "measure"),
    ],
)
def test_a_bad_value_is_told_and_the_page_shown(
    query: str, told: str, opens: Opens
) -> None:
    page = opens(f"/compare?{query}")
    expect(page.locator("#notes")).to_contain_text(told)
    expect(page.locator("#notes")).to_be_visible()
    for panel in PANELS:
        expect(page.locator(f"#panel-{panel} h2")).to_be_visible()


def test_too_many_pins_are_told(opens: Opens) -> None:
    pins = ",".join(f"E2300000{n}" for n in range(1, 7))
    page = opens(f"/compare?pinned={pins}")
    expect(page.locator("#notes")).to_be_visible()
    expect(page.locator("#controls a.pin")).to_have_count(4)


def test_a_good_link_has_no_note(opens: Opens) -> None:
    expect(opens("/compare?window=quarter").locator("#notes")).to_be_empty()
