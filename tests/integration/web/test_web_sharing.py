"""What other sites are told of a link: oEmbed, and the picture that stands for it."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import Element, read_document

ORIGIN = "https://figures.example.org"
QUERY = "measure=cps_conviction_rate_burglary&lang=cy"


@pytest.fixture(scope="module")
def shared(make_app: MakeApp) -> FlaskClient:
    client: FlaskClient = make_app(base_url=ORIGIN).server.test_client()
    return client


def head(client: FlaskClient, address: str) -> Element:
    return read_document(client.get(address).get_data(as_text=True)).one("head")


@pytest.mark.parametrize(
    ("link", "panel"),
    [
        (f"/embed/compare/funnel?{QUERY}", "funnel"),
        (f"/compare?{QUERY}", "ranked"),
        (f"/compare?{QUERY}#panel-trend", "trend"),
    ],
)
def test_a_pasted_link_becomes_a_frame(
    shared: FlaskClient, link: str, panel: str
) -> None:
    answer = shared.get(f"/oembed?url={quote(ORIGIN + link, safe='')}")
    told = answer.get_json()
    assert (told["version"], told["type"]) == ("1.0", "rich")
    line = read_document(told["html"]).one("iframe").attributes
    assert line["src"] == f"{ORIGIN}/embed/compare/{panel}?{QUERY}"
    assert (line["width"], line["height"]) == ("600", str(told["height"]))
    assert "<script" not in told["html"]
    assert line["title"]
    assert "Set-Cookie" not in answer.headers


def test_a_frame_is_no_larger_than_a_site_has_room_for(shared: FlaskClient) -> None:
    link = quote(f"{ORIGIN}/embed/compare/ranked", safe="")
    told = shared.get(f"/oembed?url={link}&maxwidth=400&maxheight=300").get_json()
    assert (told["width"], told["height"]) == (400, 300)
    told = shared.get(f"/oembed?url={link}&maxwidth=-1&maxheight=9e9").get_json()
    assert told["width"] == 600


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://elsewhere.example.org/embed/compare/ranked",
        "https://figures.example.org.elsewhere.example/compare",
        f"{ORIGIN}/embed/compare/none",
        f"{ORIGIN}/about",
        "http://[broken",
        "javascript:alert(1)",
    ],
)
def test_a_link_that_is_no_panel_of_ours_is_not_found(
    shared: FlaskClient, link: str
) -> None:
    answer = shared.get(f"/oembed?url={quote(link, safe='')}")
    assert answer.status_code == 404
    assert answer.mimetype == "application/json"


def test_no_other_form_is_spoken(shared: FlaskClient) -> None:
    link = quote(f"{ORIGIN}/compare", safe="")
    assert shared.get(f"/oembed?url={link}&format=xml").status_code == 501


def test_without_a_public_address_the_answer_is_for_its_reader_alone(
    client: FlaskClient,
) -> None:
    link = quote("http://localhost/compare", safe="")
    answer = client.get(f"/oembed?url={link}")
    assert "http://localhost/embed/compare/ranked" in answer.get_json()["html"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_names_a_picture_of_itself_that_is_there(shared: FlaskClient) -> None:
    found = head(shared, f"/compare?{QUERY}")
    told = {
        meta.attributes["property"]: meta.attributes["content"]
        for meta in found.every("meta")
        if "property" in meta.attributes
    }
    assert told["og:image"].startswith(f"{ORIGIN}/embed/compare/ranked.png?")
    assert told["og:url"].startswith(f"{ORIGIN}/compare?")
    assert told["og:image:alt"] == told["og:description"] != ""
    answer = shared.get(told["og:image"].removeprefix(ORIGIN))
    assert (answer.status_code, answer.mimetype) == (200, "image/png")


def test_a_page_tells_where_its_frame_can_be_asked_for(shared: FlaskClient) -> None:
    found = head(shared, f"/compare?{QUERY}")
    address = found.one("link", type="application/json+oembed").attributes["href"]
    parts = urlsplit(address)
    assert parse_qs(parts.query)["url"][0].startswith(f"{ORIGIN}/compare?")
    assert shared.get(f"{parts.path}?{parts.query}").status_code == 200
