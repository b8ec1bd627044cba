"""The embed builder: what is chosen is previewed, and what is previewed is pasted."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from layouts.pages.offers import OFFERS
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import Element, read_document

PANELS = [f"{page}/{panel}" for page, offer in OFFERS.items() for panel in offer.panels]
ORIGIN = "https://figures.example.org"


@pytest.fixture(scope="module")
def public(make_app: MakeApp) -> FlaskClient:
    """An app that knows the address others find it at."""
    app = make_app(base_url=ORIGIN, embed_hosts="https://www.example.org")
    client: FlaskClient = app.server.test_client()
    return client


def built(client: FlaskClient, query: str) -> Element:
    answer = client.get(f"/embed?{query}")
    assert answer.status_code == 200
    return read_document(answer.get_data(as_text=True))


@pytest.mark.parametrize("panel", PANELS)
def test_what_is_previewed_is_what_is_pasted_for_every_panel(
    public: FlaskClient, panel: str
) -> None:
    query = f"panel={panel}&pinned=E23000004&speaks=cy&width=600&against=similar"
    document = built(public, query)
    seen = document.one("iframe")
    line = document.one("textarea", id="builder-line").text
    pasted = read_document(line).one("iframe")
    assert pasted.attributes["src"] == f"{ORIGIN}{seen.attributes['src']}"
    for name in ("title", "width", "height"):
        assert pasted.attributes[name] == seen.attributes[name]
    assert pasted.attributes["width"] == "600"
    assert int(pasted.attributes["height"]) > 200
    parts = urlsplit(seen.attributes["src"])
    assert parts.path == f"/embed/{panel}"
    assert dict(parse_qsl(parts.query))["lang"] == "cy"
    shown = public.get(seen.attributes["src"])
    assert shown.status_code == 200
    assert "'self' https://www.example.org" in shown.headers["Content-Security-Policy"]


def test_a_choice_without_script_is_a_plain_form(public: FlaskClient) -> None:
    document = built(public, "panel=compare/map&area=E23000004&width=360&lang=cy")
    form = document.one("form", data_builder="")
    assert (form.attributes["method"], form.attributes["action"]) == ("get", "/embed")
    assert list(form.every("button", type="submit"))
    chosen = {
        select.attributes["name"]: option.attributes.get("value", "")
        for select in form.every("select")
        for option in select.every("option")
        if "selected" in option.attributes and option.attributes.get("value")
    }
    assert chosen["panel"] == "compare/map"
    assert chosen["area"] == "E23000004"
    assert chosen["width"] == "360"
    assert document.one("html").attributes["lang"] == "cy"
    labelled = {label.attributes["for"] for label in form.every("label")}
    for select in form.every("select"):
        assert select.attributes["id"] in labelled or select.attributes["aria-label"]


def test_a_narrow_frame_is_higher(public: FlaskClient) -> None:
    heights = [
        int(
            built(public, f"panel=compare/map&width={w}")
            .one("iframe")
            .attributes["height"]
        )
        for w in ("600", "360")
    ]
    assert heights[1] > heights[0]


def test_an_address_names_its_area_and_measure_for_the_years_to_come(
    public: FlaskClient,
) -> None:
    source = built(public, "panel=compare/ranked").one("iframe").attributes["src"]
    asked = dict(parse_qsl(urlsplit(source).query))
    assert set(asked) == {"area", "measure"}


@pytest.mark.parametrize(
    "query", ["", "panel=no/no&width=1&speaks=fr", "panel=%00&area=nowhere", "panel"]
)
def test_what_cannot_be_asked_falls_back(public: FlaskClient, query: str) -> None:
    assert built(public, query).one("iframe").attributes["width"]


def test_the_page_says_who_may_show_panels(
    public: FlaskClient, client: FlaskClient
) -> None:
    assert "https://www.example.org" in built(public, "").one(id="built").text
    assert "EMBED_HOSTS" in built(client, "").one(id="built").text


def test_each_panel_leads_to_its_builder(public: FlaskClient) -> None:
    page = read_document(public.get("/compare?pinned=E23000004").get_data(as_text=True))
    section = page.one("section", id="panel-map")
    (link,) = (
        a.attributes["href"]
        for a in section.every("a")
        if a.attributes["href"].startswith("/embed?")
    )
    source = built(public, urlsplit(link).query).one("iframe").attributes["src"]
    assert source.startswith("/embed/compare/map?")
    assert "E23000004" in source
