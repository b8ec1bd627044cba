"""Signing in and out as a person does it, by keyboard, in a browser."""

import socket
from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.access.conftest import MakeApp
from tests.access.providers import CLIENT, SECRET, provider_for
from tests.browser.axe import violations

pytestmark = pytest.mark.browser
DEEP = "/compare?measure=cps_conviction_rate&pinned=E23000004"


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        pass


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def site(make_app: MakeApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A partner site that is served, with a real provider beside it."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with provider_for(address) as provider:
        app = make_app(
            tier="partner",
            base_url=address,
            oidc_issuer=provider,
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
            audit_log=str(tmp_path_factory.mktemp("audit") / "audit.jsonl"),
        )
        server = make_server(
            "127.0.0.1", port, app.server, threaded=True, request_handler=_Quiet
        )
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield address
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def person(browser: Browser, site: str) -> Iterator[Page]:
    """A new person at the site."""
    context = browser.new_context(
        base_url=site, viewport={"width": 1440, "height": 900}
    )
    yield context.new_page()
    context.close()


def sign_in(page: Page, subject: str) -> None:
    page.keyboard.press("Enter")
    page.locator("input[name=login]").fill(subject)
    page.locator("input[name=password]").fill("any will do")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Continue").click()


def focus_on(page: Page, name: str) -> None:
    """Step by keyboard to what is called so."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def test_a_person_signs_in_by_keyboard_goes_on_to_the_link_and_signs_out(
    person: Page, site: str
) -> None:
    person.goto(DEEP)
    assert violations(person) == []
    focus_on(person, "Sign in")
    sign_in(person, "viewer-browser")
    person.wait_for_url(f"{site}{DEEP}")
    expect(person.locator("#panel-ranked")).to_be_visible()
    focus_on(person, "Sign out")
    person.keyboard.press("Enter")
    # The provider asks whether to end its own session too.
    person.get_by_role("button", name="Yes").click()
    person.wait_for_url(f"{site}/signed-out**")
    expect(person.locator("h1")).to_have_text("You are signed out")
    assert violations(person) == []
    person.goto(DEEP)
    expect(person.locator("h1")).to_have_text("Sign in to see these pages")


def test_somebody_without_a_role_and_a_viewer_where_analysts_are_get_whole_pages(
    person: Page,
) -> None:
    person.goto("/?lang=cy")
    assert violations(person) == []
    focus_on(person, "Mewngofnodi")
    sign_in(person, "somebody-browser")
    expect(person.locator("h1")).to_contain_text("account does not open")
    assert violations(person) == []
    person.context.clear_cookies()
    person.goto("/")
    focus_on(person, "Sign in")
    sign_in(person, "viewer-browser")
    expect(person.locator("#panel-scorecard")).to_be_visible()
    person.goto("/audit")
    expect(person.locator("h1")).to_have_text("This page is for analysts")
    assert violations(person) == []


@pytest.mark.parametrize("width", [1440, 320])
def test_an_analyst_reads_who_saw_what_at_any_width(person: Page, width: int) -> None:
    person.set_viewport_size({"width": width, "height": 900})
    person.goto("/audit")
    person.get_by_role("link", name="Sign in").focus()
    sign_in(person, "analyst-browser")
    expect(person.locator("table.audit")).to_be_visible()
    assert violations(person) == []
    wide = person.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
