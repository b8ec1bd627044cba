"""The page on disproportionality as a browser is sent it, and its files."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.engine import make_engine
from data.schema import upgrade
from layouts.pages.disproportionality import PANELS
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import Element, read_document
from tests.integration.web.test_web_files import WANTED, rows

PAGE = "/disproportionality"
CUMBRIA, WEST_MERCIA = "E23000002", "E23000016"
HIDDEN = f"area={CUMBRIA}&breakdown=ethnic_group_5_by_sex&stage=convicted"


def page(client: FlaskClient, query: str = "") -> Element:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    return read_document(answer.get_data(as_text=True))


def section(document: Element, panel: str) -> Element:
    return document.one("section", id=f"panel-{panel}")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("panel", PANELS)
def test_each_panel_has_a_heading_a_sentence_a_table_and_a_source(
    panel: str, language: str, client: FlaskClient
) -> None:
    found = section(page(client, f"lang={language}"), panel)
    assert found.one("h2").text
    assert found.one("p", class_="say").text.endswith(".")
    assert list(found.every("table"))
    assert found.one("p", class_="source").text


def test_the_figures_of_a_picture_are_in_its_table(client: FlaskClient) -> None:
    cascade = section(page(client), "cascade")
    table = cascade.one("table", id="panel-cascade-table")
    drawn = {text.text for text in cascade.one("svg", class_="wide").every("text")}
    ratios = {cell.text for cell in table.every("b")}
    assert len(ratios & drawn) > 15


def test_choosing_a_group_is_followed_by_every_other_panel(
    client: FlaskClient,
) -> None:
    document = page(client, "stage=arrested&group=mixed")
    for panel in ("areas", "trend"):
        subject = section(document, panel).one("p", class_="subject").text
        assert subject == "Arrested: people of Mixed background against White people"
    assert "people of Mixed background" in section(document, "excess").text


def test_every_group_of_the_table_is_a_link_that_looks_closer(
    client: FlaskClient,
) -> None:
    table = page(client).one("table", id="panel-cascade-table")
    links = {link.attributes["href"] for link in table.every("a")}
    assert f"{PAGE}?group=black&stage=arrested" in links
    assert len(links) > 20


def test_controls_hold_what_is_chosen(client: FlaskClient) -> None:
    query = "breakdown=sex&stage=arrested&scope=england_and_wales&period=2023-24"
    controls = page(client, query).one("section", id="controls")
    chosen = {
        select.attributes["name"]: [
            option.attributes["value"]
            for option in select.every("option")
            if "selected" in option.attributes
        ]
        for select in controls.every("select")
    }
    assert chosen["breakdown"] == ["sex"]
    assert chosen["stage"] == ["arrested"]
    assert chosen["scope"] == ["england_and_wales"]
    assert chosen["period"] == ["2023-24"]
    assert set(chosen) == {
        "breakdown", "stage", "scope", "period", "reference", "group"
    }  # fmt: skip


def test_too_much_not_stated_is_shown_and_marked_without_a_verdict(
    client: FlaskClient,
) -> None:
    document = page(client, f"area={WEST_MERCIA}&stage=arrested&group=black")
    wide = section(document, "areas").one("svg", class_="wide")
    assert any("No verdict: 56% not stated" in t.text for t in wide.every("text"))


def test_two_choices_that_hide_say_which_to_let_go_of(client: FlaskClient) -> None:
    told = section(page(client, HIDDEN), "cascade").one("p", class_="say").text
    assert "let go of “Ethnicity” and keep “Sex” alone" in told


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_can_be_taken_away(panel: str, client: FlaskClient) -> None:
    told = rows(client, f"/download/disproportionality/{panel}.csv")
    assert told
    assert set(told[0]) >= WANTED


def test_a_hidden_row_of_a_file_holds_no_number(client: FlaskClient) -> None:
    told = rows(client, f"/download/disproportionality/cascade.csv?{HIDDEN}")
    hidden = [row for row in told if row["status"] == "suppressed"]
    assert len(hidden) > 3
    numbers = (
        "numerator", "denominator", "rate", "reference_numerator", "value", "lower",
        "upper", "excess_a_year", "could_be_from", "could_be_to",
    )  # fmt: skip
    for row in hidden:
        assert {row[name] for name in numbers} == {""}


def test_the_file_of_areas_has_every_area_and_the_nation(client: FlaskClient) -> None:
    told = rows(client, "/download/disproportionality/areas.csv?stage=arrested")
    assert len(told) == 43
    assert told[-1]["area_code"] == "K04000001"


def test_without_any_figures_the_page_says_what_to_load(
    make_app: MakeApp, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    upgrade(make_engine(url, read_only=False))
    client = make_app(database_url=url).server.test_client()
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert b"python -m data load stop_and_search PATH" in answer.data


def test_years_that_were_put_together_are_named_beside_the_ratio(
    client: FlaskClient,
) -> None:
    address = "/disproportionality?breakdown=ethnic_group_5_by_sex"
    document = read_document(client.get(address).get_data(as_text=True))
    areas = document.one("section", id="panel-areas").text
    assert "West Yorkshire: 0.12 (0.1 times as often, 2022/23 to 2024/25)." in areas
    cascade = document.one("section", id="panel-cascade").text
    assert "With so many groups one decision point is shown" in cascade
