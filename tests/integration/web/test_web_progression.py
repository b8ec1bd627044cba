"""The progression page as it is sent: its drill, its gaps, its files."""

import csv
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from app import Coterminous
from data.engine import make_engine
from data.schema import upgrade
from layouts.pages.progression import PANELS
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import Element, read_document

DERBYSHIRE, GREATER_MANCHESTER = "E23000018", "E23000005"


def page(client: FlaskClient, query: str = "") -> Element:
    answer = client.get(f"/progression?{query}")
    assert answer.status_code == 200
    return read_document(answer.get_data(as_text=True))


def panel(document: Element, name: str) -> Element:
    return document.one("section", id=f"panel-{name}")


def query_of(link: Element) -> dict[str, str]:
    parts = urlsplit(link.attributes["href"])
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


@pytest.fixture(scope="module")
def front(app: Coterminous) -> Element:
    """The page without any choice, drawn once."""
    return page(app.server.test_client())


def test_every_panel_has_a_question_a_sentence_and_what_it_can_be_taken_as(
    front: Element,
) -> None:
    for name in PANELS:
        section = panel(front, name)
        assert section.one("h2").text.endswith("?")
        assert section.one("p", class_="say").text
        link = next(section.every("a", download=""))
        assert link.attributes["href"] == f"/download/progression/{name}.csv"


def test_each_stage_prints_its_unit_its_basis_and_its_clock(front: Element) -> None:
    stages = panel(front, "stages")
    for lane in stages.every("li", class_="lane"):
        for stage in lane.one("ol").children:
            facts = stage.one("p", class_="dots").text
            assert "counted" in facts
            assert "202" in facts
    assert "Not the same cases" in stages.text


def test_the_lanes_are_those_of_the_agencies_in_the_order_of_a_case(
    front: Element,
) -> None:
    lanes = panel(front, "stages").every("li", class_="lane")
    assert [lane.one("h3").text for lane in lanes] == [
        "Police",
        "CPS",
        "Magistrates’ courts",
        "Crown Court",
        "Outcome",
    ]


def test_counterweights_of_a_stage_are_one_press_away(front: Element) -> None:
    boxes = panel(front, "stages").one("div", class_="weigh").every("details")
    hrefs = [link.attributes["href"] for box in boxes for link in box.every("a")]
    assert any(href.startswith("/measure/charge_or_summons_rate") for href in hrefs)


def test_a_step_of_the_drill_changes_one_thing_and_keeps_the_rest(
    client: FlaskClient,
) -> None:
    document = page(client, "stage=crown_court&reason=ineffective&pinned=E23000003")
    (court,) = panel(document, "courts").every("a", data_key="court-CROWN-BRADFORD")
    assert query_of(court) == {
        "stage": "crown_court",
        "reason": "ineffective",
        "pinned": "E23000003",
        "court": "CROWN-BRADFORD",
    }
    (reason,) = panel(document, "reasons").every(
        "a", data_key="reason-police_witness_absent"
    )
    assert query_of(reason)["reason"] == "police_witness_absent"
    assert query_of(reason)["stage"] == "crown_court"


def test_the_breadcrumb_says_where_one_is_and_leads_back_step_by_step(
    client: FlaskClient,
) -> None:
    document = page(
        client, "stage=crown_court&court=CROWN-BRADFORD&reason=police_witness_absent"
    )
    crumbs = document.one("nav", class_="steps")
    words = [item.text for item in crumbs.every("li")]
    assert words[:4] == [
        "West Yorkshire",
        "Crown Court",
        "Bradford Crown Court",
        "Police witness absent",
    ]
    links = [query_of(link) for link in crumbs.every("a")]
    assert links == [
        {},
        {"stage": "crown_court"},
        {"stage": "crown_court", "court": "CROWN-BRADFORD"},
    ]


def test_a_balance_that_is_out_shows_by_how_much(client: FlaskClient) -> None:
    flow = panel(page(client, f"area={DERBYSHIRE}&period=2024-Q2"), "flow")
    assert "+60" in flow.one("dl", class_="balance").text
    assert "not explained" in flow.one("p", class_="say").text


def test_a_what_if_is_worked_out_from_the_address_alone(client: FlaskClient) -> None:
    flow = panel(page(client, "aim=3000&by=2027-03"), "flow")
    assert "3,000" in flow.one("p", class_="answer").text
    assert flow.one("input", id="field-aim").attributes["value"] == "3000"
    plain = panel(page(client), "flow")
    assert list(plain.every("p", class_="answer")) == []


def test_the_months_to_clear_say_when_and_over_what_they_are_counted(
    client: FlaskClient,
) -> None:
    document = page(client, "period=2022")
    flow = panel(document, "flow").one("p", class_="say").text
    assert "At the end of December 2022" in flow
    assert "At the pace of 2022" in flow
    courts = panel(document, "courts").text
    assert "cases open at the end of December 2022 over those" in courts


def test_points_say_whose_figures_they_are_where_a_court_is_chosen(
    client: FlaskClient, front: Element
) -> None:
    section = panel(page(client, "stage=crown_court&court=CROWN-LEEDS"), "attrition")
    rows = {
        link.attributes["data-key"]: link.text for link in section.every("a")
        if link.attributes.get("data-key", "").startswith("exit-")
    }  # fmt: skip
    assert rows["exit-crown_cracked"] == "Trial cracked, Leeds Crown Court"
    assert rows["exit-magistrates_cracked"] == "Trial cracked"
    assert "Where cases leave in West Yorkshire" in section.one("caption").text
    picture = next(section.every("svg")).text
    assert "Trial cracked, Leeds Crown Court" in " ".join(picture.split())
    assert "Leeds Crown Court" not in panel(front, "attrition").text


ALL_OFFENCES = "All offences: not published by group."


@pytest.mark.parametrize("name", ["flow", "timeliness", "reasons", "courts"])
def test_a_panel_not_published_by_offence_says_so_where_a_group_is_chosen(
    name: str, client: FlaskClient, front: Element
) -> None:
    chosen = panel(page(client, "offence=robbery"), name)
    assert chosen.one("p", class_="say").text.startswith(ALL_OFFENCES)
    assert ALL_OFFENCES not in panel(front, name).text


def test_linked_records_are_said_to_be_of_all_offences(client: FlaskClient) -> None:
    document = page(client, f"area={GREATER_MANCHESTER}&offence=robbery")
    cohort = panel(document, "stages").one("div", class_="cohort")
    assert ALL_OFFENCES in cohort.text


def test_the_lead_says_that_its_figures_are_of_all_offences(
    client: FlaskClient, front: Element
) -> None:
    assert (
        page(client, "offence=robbery")
        .one("p", class_="lead")
        .text.startswith(ALL_OFFENCES)
    )
    assert ALL_OFFENCES not in front.text


def test_shares_of_one_agency_are_said_not_to_add_up(front: Element) -> None:
    assert "must not be added up" in panel(front, "attrition").text


def test_linked_records_are_drawn_with_what_is_not_yet_known(
    client: FlaskClient,
) -> None:
    stages = panel(page(client, f"area={GREATER_MANCHESTER}"), "stages")
    assert "Linked records are loaded" in stages.one("p", class_="say").text
    assert "Not yet known" in stages.one("div", class_="cohort").text


def test_with_nothing_loaded_every_panel_says_what_is_missing_and_how_to_load_it(
    make_app: MakeApp, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/bare.db"
    upgrade(make_engine(url, read_only=False))
    client = make_app(database_url=url, cache_url="memory:").server.test_client()
    document = page(client)
    for name in PANELS:
        assert "python -m data load" in panel(document, name).one("code").text


@pytest.mark.parametrize("name", PANELS)
def test_a_panels_file_has_its_rows(name: str, client: FlaskClient) -> None:
    answer = client.get(f"/download/progression/{name}.csv?stage=crown_court")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(text)))
    assert rows
    assert all(row["area_code"] for row in rows)
