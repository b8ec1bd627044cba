"""Panels as files, and figures for the chart library."""

import csv
from io import StringIO

import plotly.graph_objects as go
import pytest
from flask.testing import FlaskClient

from layouts.pages.compare import EXPLORED, PANELS

WANTED = {
    "area_code", "area", "period", "category", "numerator", "denominator", "value",
    "lower", "upper", "verdict", "status",
}  # fmt: skip


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(StringIO(answer.get_data().decode("utf-8-sig"))))


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_can_be_taken_away_with_all_that_it_shows(
    client: FlaskClient, panel: str
) -> None:
    told = rows(client, f"/download/compare/{panel}.csv")
    assert set(told[0]) >= WANTED
    assert len({row["area_code"] for row in told}) > 1


def test_a_download_answers_the_question_of_its_page(client: FlaskClient) -> None:
    query = "measure=cps_conviction_rate_burglary&window=quarter"
    told = rows(client, f"/download/compare/ranked.csv?{query}")
    assert {row["measure"] for row in told} == {"cps_conviction_rate_burglary"}
    assert len({row["period"] for row in told}) == 1
    assert "-Q" in told[0]["period"]
    areas = [row for row in told if row["area_code"].startswith("E23")]
    whole = [row for row in areas if row["value"]]
    for row in whole:
        share = float(row["numerator"]) / float(row["denominator"])
        assert float(row["value"]) == pytest.approx(share, abs=1e-12)


def test_a_download_is_named_after_what_is_in_it(client: FlaskClient) -> None:
    address = "/download/compare/map.csv?measure=cps_conviction_rate&period=2023"
    disposition = client.get(address).headers["Content-Disposition"]
    wanted = 'filename="compare-map-cps_conviction_rate-2023.csv"'
    assert disposition == f"attachment; {wanted}"


def test_no_name_from_a_link_gets_into_a_header(client: FlaskClient) -> None:
    address = "/download/compare/map.csv?period=2023%22%0d%0aSet-Cookie:%20a=b"
    answer = client.get(address)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Disposition"].count('"') == 2


@pytest.mark.parametrize("panel", EXPLORED)
@pytest.mark.parametrize("ending", ["", "-narrow"])
def test_a_figure_for_the_chart_library_is_one_it_can_draw(
    client: FlaskClient, panel: str, ending: str
) -> None:
    answer = client.get(f"/figure/compare/{panel}{ending}.json?pinned=E23000004")
    figure = answer.get_json()
    assert {trace["type"] for trace in figure["data"]} <= {"scatter", "bar"}
    go.Figure(figure)
    assert figure["layout"]["autosize"] is True
    assert "width" not in figure["layout"]


@pytest.mark.parametrize("name", ["heat", "unheard", "ranked-narrow-narrow"])
def test_a_panel_without_such_a_figure_has_none(client: FlaskClient, name: str) -> None:
    assert client.get(f"/figure/compare/{name}.json").status_code == 404
