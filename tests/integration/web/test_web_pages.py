"""Every page is a whole document before any script runs."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from flask.testing import FlaskClient

from layouts.ids import NAVIGATION
from layouts.pages import PAGES
from layouts.pages.compare import PANELS
from tests.integration.web.documents import Element, read_document

PATHS = [page.path for page in PAGES]


def page(client: FlaskClient, path: str, *, status: int = 200) -> Element:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    return read_document(answer.get_data(as_text=True))


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_named_described_and_can_be_skipped_into(
    client: FlaskClient, path: str
) -> None:
    document = page(client, path)
    assert document.one("html").attributes["lang"] == "en"
    title = next(iter(document.one("head").every("title"))).text
    assert title.endswith(" - Coterminous")
    assert document.one("meta", name="description").attributes["content"]
    assert document.one("link", rel="canonical").attributes["href"] == path
    assert document.one("h1").text
    skip = next(document.one("body").every("a"))
    assert skip.attributes["href"] == "#main"
    assert document.one(id="main").tag == "main"


@pytest.mark.parametrize("path", PATHS)
def test_the_navigation_marks_the_page_one_is_on(
    client: FlaskClient, path: str
) -> None:
    current = page(client, path).one("nav", id=NAVIGATION).one("a", aria_current="page")
    assert current.attributes["href"] == path


@pytest.mark.parametrize("path", PATHS)
def test_ids_are_unique_and_what_refers_to_them_finds_them(
    client: FlaskClient, path: str
) -> None:
    document = page(client, path)
    ids = [e.attributes["id"] for e in document.every() if "id" in e.attributes]
    assert sorted(ids) == sorted(set(ids))
    for name in ("aria-labelledby", "aria-controls", "aria-describedby", "for"):
        referred = [e.attributes.get(name) for e in document.every()]
        assert {key for key in referred if key} <= set(ids)


def test_each_panel_has_its_heading_table_and_download(client: FlaskClient) -> None:
    document = page(client, "/compare")
    for panel in PANELS:
        section = document.one("section", id=f"panel-{panel}")
        heading = section.one("h2")
        assert section.attributes["aria-labelledby"] == heading.attributes["id"]
        tables = list(section.every("table"))
        assert tables
        for table in tables:
            assert table.one("caption").text
            headings = list(table.every("th"))
            assert {h.attributes["scope"] for h in headings} == {"row", "col"}
        links = [a.attributes["href"] for a in section.every("a")]
        assert f"/download/compare/{panel}.csv" in links
        assert "Open Government Licence" in section.one(class_="source").text


def test_every_picture_is_drawn_for_a_wide_and_for_a_narrow_screen(
    client: FlaskClient,
) -> None:
    document = page(client, "/compare")
    for panel in ("ranked", "funnel", "trend"):
        section = document.one("section", id=f"panel-{panel}")
        assert len(list(section.every("svg", class_="wide"))) == 1
        assert len(list(section.every("svg", class_="narrow"))) == 1


def test_every_area_can_be_pinned_without_script_from_each_linked_panel(
    client: FlaskClient,
) -> None:
    document = page(client, "/compare")
    for panel in ("ranked", "map", "funnel", "heat", "table"):
        section = document.one("section", id=f"panel-{panel}")
        pins = {
            a.attributes["href"].partition("pinned=")[2] for a in section.every("a")
        }
        assert len(pins - {""}) == 41


def test_a_pinned_area_is_shown_in_every_panel(client: FlaskClient) -> None:
    document = page(client, "/compare?pinned=E23000004")
    assert document.one("a", data_key="unpin-E23000004").attributes["href"] == (
        "/compare"
    )
    tile = document.one("a", data_key="tile-E23000004")
    assert "Merseyside" in tile.attributes["aria-label"]
    figures = list(document.one("section", id="panel-trend").every("figure"))
    assert ["Merseyside" in f.one("h3").text for f in figures] == [False, True]
    heat = document.one("section", id="panel-heat").one("table", class_="heat")
    assert "Merseyside" in heat.one("thead").text


def test_the_controls_are_a_form_that_works_by_itself(client: FlaskClient) -> None:
    document = page(client, "/compare?pinned=E23000004&lang=cy")
    form = document.one("form", id="view")
    assert form.attributes["method"] == "get"
    assert form.attributes["action"] == "/compare"
    names = {s.attributes["name"] for s in form.every("select")}
    assert names == {"measure", "window", "period", "against", "pinned"}
    kept = {(i.attributes["name"], i.attributes["value"]) for i in form.every("input")}
    assert kept == {("pinned", "E23000004"), ("lang", "cy")}
    assert form.one("button").attributes["type"] == "submit"
    for select in form.every("select"):
        labels = list(form.every("label", for_=select.attributes["id"]))
        assert labels or select.attributes["aria-label"]


def test_nothing_is_styled_or_run_that_the_policy_would_refuse(
    client: FlaskClient,
) -> None:
    answer = client.get("/compare")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    document = read_document(answer.get_data(as_text=True))
    for element in document.every():
        assert "style" not in element.attributes
        assert not [a for a in element.attributes if a.startswith("on")]
    assert list(document.every("style")) == []
    for script in document.every("script"):
        if "src" in script.attributes:
            assert script.attributes["src"].startswith("/")
        elif script.attributes.get("type") != "application/json":
            body = "".join(script.words)
            digest = b64encode(sha256(body.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy


def test_nothing_on_a_page_comes_from_another_host(client: FlaskClient) -> None:
    for path in PATHS:
        document = page(client, path)
        fetched = [
            *(e.attributes["src"] for e in document.every() if "src" in e.attributes),
            *(
                link.attributes["href"]
                for link in document.every("link")
                if link.attributes["rel"] != "alternate"
            ),
        ]
        assert fetched
        assert [a for a in fetched if not a.startswith("/") or a[1:2] == "/"] == []


def test_what_a_page_offers_other_sites_lies_on_its_own_host(
    client: FlaskClient,
) -> None:
    offered = [
        link.attributes["href"]
        for link in page(client, "/compare").every("link", rel="alternate")
    ]
    assert offered
    assert all(a.startswith("http://127.0.0.1:8050/oembed?") for a in offered)


def test_the_browser_is_not_told_about_the_server(client: FlaskClient) -> None:
    document = page(client, "/compare")
    config = json.loads("".join(document.one(id="_dash-config").words))
    assert "requests_pathname_prefix" in config
    assert not {"python_version", "end_id", "plotly_version"} & set(config)


def test_only_a_page_that_is_drawn_in_place_loads_the_live_part(
    client: FlaskClient,
) -> None:
    assert list(page(client, "/compare").every(id="react-entry-point"))
    assert not list(page(client, "/about").every(id="react-entry-point"))


def test_welsh_is_asked_for_in_the_link_and_stays_in_every_link(
    client: FlaskClient,
) -> None:
    document = page(client, "/compare?lang=cy")
    assert document.one("html").attributes["lang"] == "cy"
    for entry in document.one("nav").one("ul").every("a"):
        assert "lang=cy" in entry.attributes["href"]
    other = document.one("nav").one("a", data_key="language")
    assert (other.text, other.attributes["href"]) == ("English", "/compare")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("measure=unheard_of", "unheard_of"),
        ("colour=red", "colour"),
        ("area=%3Cscript%3E", "<script>"),
        ("period=1066", "1066"),
        ("window=century", "century"),
        ("pinned=X1", "X1"),
        ("%ff%fe=%00&&==", ""),
        ("measure=" + "x" * 9000, "xxx"),
    ],
)
def test_a_link_that_cannot_be_followed_gets_a_page_with_a_note(
    client: FlaskClient, query: str, said: str
) -> None:
    document = page(client, f"/compare?{query}")
    assert said in document.one(id="notes").text
    assert document.one(id="notes").text
    assert document.one("h1").text


def test_text_from_a_link_is_shown_as_text(client: FlaskClient) -> None:
    answer = client.get("/compare?area=%3Cimg%20src%3Dx%3E").get_data(as_text=True)
    assert "<img" not in answer
    assert "&lt;img" in answer


def test_demonstration_figures_are_called_so_on_every_page(
    client: FlaskClient,
) -> None:
    for path in PATHS:
        banner = page(client, path).one(class_="banner")
        assert "Demonstration figures, not real" in banner.text


def test_the_footer_says_how_fresh_the_figures_are_and_under_what_licence(
    client: FlaskClient,
) -> None:
    footer = page(client, "/compare").one("footer")
    assert re.search(r"Figures as of \d+ [A-Z][a-z]+ \d{4}\.", footer.text)
    assert "Open Government Licence v3.0" in footer.text
    assert footer.one("code").text


def test_the_data_page_lists_releases_coverage_and_refusals(
    client: FlaskClient,
) -> None:
    document = page(client, "/data")
    coverage = document.one("section", id="panel-coverage")
    assert len(list(coverage.one("tbody").every("tr"))) >= 16
    years = [each.text for each in coverage.one("thead").every("th")][2:]
    assert years == sorted(years, reverse=True)
    releases = document.one("section", id="panel-releases")
    assert "demonstration" in releases.one("tbody").text
    assert document.one("section", id="panel-refusals").text


def test_a_release_is_called_by_its_title_in_the_language_of_the_page(
    client: FlaskClient,
) -> None:
    for link, title in (
        ("/data", "Demonstration figures, not real"),
        ("/data?lang=cy", "Ffigurau arddangos, nid rhai go iawn"),
    ):
        releases = page(client, link).one("section", id="panel-releases")
        assert f"{title} demonstration" in releases.one("tbody").text


def test_a_score_that_is_not_added_up_is_there_for_london_too(
    client: FlaskClient,
) -> None:
    document = page(client, "/compare?measure=crime_severity_score")
    tiles = document.one("ul", class_="tiles")
    assert len(list(tiles.every("a"))) == 42
    rows = document.one("table", id="panel-table-table").one("tbody").every("tr")
    (london,) = (row.text for row in rows if "London" in row.text)
    assert re.search(r"\d\d\.\d", london)


def test_a_figure_that_is_not_divided_stands_in_the_table_once(
    client: FlaskClient,
) -> None:
    document = page(client, "/compare?measure=cps_finalised_caseload")
    table = document.one("table", id="panel-table-table")
    assert len(list(table.one("thead").every("th"))) == 6
    shared = page(client, "/compare").one("table", id="panel-table-table")
    assert len(list(shared.one("thead").every("th"))) == 8
