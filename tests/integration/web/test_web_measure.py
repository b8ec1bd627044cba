"""The page of one measure, and the catalogue that leads to it."""

import csv
import json
import re
from io import StringIO

import plotly.graph_objects as go
import pytest
from flask.testing import FlaskClient

from layouts.pages.measure import EXPLORED, PANELS
from tests.integration.web.documents import Element, read_document
from tests.integration.web.test_web_files import WANTED, rows

MERSEYSIDE = "E23000004"
BURGLARY = "cps_conviction_rate_burglary"


def page(client: FlaskClient, path: str, *, status: int = 200) -> Element:
    answer = client.get(path)
    assert answer.status_code == status
    return read_document(answer.get_data(as_text=True))


def panel(client: FlaskClient, name: str, query: str = "") -> Element:
    document = page(client, f"/measure/{BURGLARY}?{query}")
    return document.one("section", id=f"panel-{name}")


def test_the_page_names_the_area_and_the_measure(client: FlaskClient) -> None:
    document = page(client, f"/measure/{BURGLARY}?area={MERSEYSIDE}")
    assert document.one("h1").text == "Merseyside: Conviction rate, burglary"
    canonical = document.one("link", rel="canonical").attributes["href"]
    assert canonical == f"/measure/{BURGLARY}?area={MERSEYSIDE}"
    current = document.one("nav").one("a", aria_current="true")
    assert current.text == "Measures"


def test_every_panel_has_a_heading_a_sentence_a_source_and_a_download(
    client: FlaskClient,
) -> None:
    document = page(client, f"/measure/{BURGLARY}")
    for name in PANELS:
        section = document.one("section", id=f"panel-{name}")
        heading = section.one("h2")
        assert section.attributes["aria-labelledby"] == heading.attributes["id"]
        assert section.one(class_="say").text
        assert "Open Government Licence" in section.one(class_="source").text
        links = [a.attributes["href"] for a in section.every("a")]
        assert f"/download/measure/{name}.csv?measure={BURGLARY}" in links


def test_ids_are_unique_and_found(client: FlaskClient) -> None:
    document = page(client, "/measure/victim_does_not_support_rate")
    ids = [e.attributes["id"] for e in document.every() if "id" in e.attributes]
    assert sorted(ids) == sorted(set(ids))
    for name in ("aria-labelledby", "aria-controls", "aria-describedby", "for"):
        referred = [e.attributes.get(name) for e in document.every()]
        assert {key for key in referred if key} <= set(ids)


def test_the_chart_is_drawn_twice_and_its_table_has_every_period(
    client: FlaskClient,
) -> None:
    section = panel(client, "chart")
    for width in ("wide", "narrow"):
        assert len(list(section.every("svg", class_=width))) == 1
    told = rows(client, f"/download/measure/chart.csv?measure={BURGLARY}")
    body = section.one("table").one("tbody")
    assert len(list(body.every("tr"))) == len(told) >= 24


def test_an_area_can_be_pinned_from_the_distribution(client: FlaskClient) -> None:
    section = panel(client, "areas", f"pinned={MERSEYSIDE}")
    pinned = section.one("a", data_key=f"areas-row-{MERSEYSIDE}")
    assert pinned.attributes["href"] == f"/measure/{BURGLARY}"
    pins = {a.attributes["href"] for a in section.every("a") if "data-key" in (
        a.attributes
    )}  # fmt: skip
    assert len(pins) == 41


def test_what_the_figure_cannot_tell_and_what_to_ask_stand_beside_its_definition(
    client: FlaskClient,
) -> None:
    section = panel(client, "definition")
    headings = [h.text for h in section.every("h3")]
    assert headings[:2] == ["Questions to ask", "What it cannot tell you"]
    terms = [term.text for term in section.every("dt")]
    assert {"Numerator", "Denominator", "Unit of count", "Basis", "Lead agency"} <= (
        set(terms)
    )


def test_counterweights_link_to_their_own_pages_with_the_view(
    client: FlaskClient,
) -> None:
    table = panel(client, "balancing", f"area={MERSEYSIDE}&lang=cy").one("table")
    links = [a.attributes["href"] for a in table.every("a")]
    assert links
    for link in links:
        found = re.fullmatch(r"/measure/([a-z_]+)\?(.*)", link)
        assert found
        assert found[1] != BURGLARY
        assert found[2] == f"area={MERSEYSIDE}&lang=cy"


def test_one_measure_is_shown_as_often_as_it_is_published(client: FlaskClient) -> None:
    form = page(client, f"/measure/{BURGLARY}").one("form", id="view")
    window = form.one("select", name="window")
    chosen = [o for o in window.every("option") if "selected" in o.attributes]
    assert [o.attributes["value"] for o in chosen] == ["month"]
    year = page(client, f"/measure/{BURGLARY}?period=2024").one("form", id="view")
    period = year.one("select", name="period")
    chosen = [o for o in period.every("option") if "selected" in o.attributes]
    assert [o.attributes["value"] for o in chosen] == ["2024"]


def test_the_form_of_measures_leads_to_the_page_of_the_one_chosen(
    client: FlaskClient,
) -> None:
    form = page(client, f"/measure/{BURGLARY}").one("form", id="view")
    assert form.attributes["action"] == "/measure"
    query = f"area={MERSEYSIDE}&measure=cps_conviction_rate&against=similar"
    answer = client.get(f"/measure?{query}")
    assert answer.status_code == 302
    wanted = f"/measure/cps_conviction_rate?area={MERSEYSIDE}&against=similar"
    assert answer.headers["Location"] == wanted


@pytest.mark.parametrize("name", ["nothing", "cps_conviction_rate/more", "%3Cb%3E"])
def test_a_measure_that_is_not_there_is_a_designed_page(
    client: FlaskClient, name: str
) -> None:
    document = page(client, f"/measure/{name}?area={MERSEYSIDE}&lang=cy", status=404)
    assert document.one("h1").text
    main = document.one(id="main")
    (link,) = main.every("a")
    assert link.attributes["href"] == f"/measures?area={MERSEYSIDE}&lang=cy"


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_can_be_taken_away(client: FlaskClient, name: str) -> None:
    address = f"/download/measure/{name}.csv?measure={BURGLARY}&area={MERSEYSIDE}"
    answer = client.get(address)
    heading = next(csv.reader(StringIO(answer.get_data().decode("utf-8-sig"))))
    assert set(heading) >= WANTED
    named = f"measure-{name}-{BURGLARY}-{MERSEYSIDE}.csv"
    assert named in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("name", EXPLORED)
@pytest.mark.parametrize("width", ["", "-narrow"])
def test_a_figure_is_one_the_chart_library_draws(
    client: FlaskClient, name: str, width: str
) -> None:
    answer = client.get(f"/figure/measure/{name}{width}.json?measure={BURGLARY}")
    assert answer.status_code == 200
    figure = json.loads(answer.get_data())
    assert go.Figure(figure).data
    assert "width" not in figure["layout"]


def test_the_catalogue_lists_every_measure_once_and_can_be_searched(
    client: FlaskClient,
) -> None:
    document = page(client, f"/measures?area={MERSEYSIDE}&pinned=E23000005")
    entries = list(document.one(id="measures").every("li"))
    links = [entry.one("a").attributes["href"] for entry in entries]
    assert len(set(links)) == len(links) >= 39
    assert all(link.endswith(f"?area={MERSEYSIDE}&pinned=E23000005") for link in links)
    for entry in entries:
        assert entry.one("a").text.lower() in entry.attributes["data-text"]
        assert entry.attributes["data-agency"] in {"police", "cps", "courts"}
    search = document.one(role="search")
    assert "with-script" in search.attributes["class"].split()


def test_hollow_marks_are_explained_where_there_is_something_to_be_similar_to(
    client: FlaskClient,
) -> None:
    said = {
        name: page(client, f"/measure/{name}").one("section", id="panel-areas").text
        for name in ("cps_conviction_rate", "crown_court_open_cases")
    }
    assert "A hollow mark" in said["cps_conviction_rate"]
    assert "A hollow mark" not in said["crown_court_open_cases"]
