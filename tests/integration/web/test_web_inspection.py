"""The inspection page, its files and its frames, as a browser is given them."""

import pytest
from flask.testing import FlaskClient

from tests.integration.web.documents import Element, read_document
from tests.integration.web.test_web_files import WANTED, rows

NORTHUMBRIA = "E23000007"
PERFORMANCE = "b1-use-of-performance-data"
ASKED = f"area={NORTHUMBRIA}&criterion={PERFORMANCE}"
PANELS = ("grades", "criterion", "frameworks", "movement")


def page(client: FlaskClient, query: str) -> Element:
    answer = client.get(f"/inspection?{query}")
    assert answer.status_code == 200
    return read_document(answer.get_data(as_text=True))


def test_every_cell_has_a_word_and_each_graded_one_a_way_on(
    client: FlaskClient,
) -> None:
    grades = page(client, ASKED).one("table", class_="grades")
    cells = [
        td for td in grades.every("td") if td.attributes.get("class") != "only-narrow"
    ]
    assert len(cells) == 14 * 17
    words = [cell.text.split()[-1] for cell in cells]
    links = [link for cell in cells for link in cell.every("a")]
    assert words.count("graded") == 24
    assert len(links) == 214
    shapes = {(next(a.every("i")).text, a.text.split()[-1]) for a in links}
    assert shapes == {("■", "excellent"), ("□", "good"), ("◇", "fair"), ("◆", "poor")}
    (chosen,) = (a for a in links if "aria-current" in a.attributes)
    assert chosen.attributes["data-key"] == f"grade-CPS-NORTH-EAST-{PERFORMANCE}"


def test_who_was_graded_higher_leads_to_their_measures_and_to_a_comparison(
    client: FlaskClient,
) -> None:
    panel = page(client, ASKED).one("section", id="panel-criterion")
    addresses = [a.attributes["href"] for a in panel.every("a")]
    assert "/?area=E23000004" in {a.split("&")[0] for a in addresses}
    assert any(
        a.startswith("/compare?")
        and "pinned=E23000004,E23000006" in a
        and f"area={NORTHUMBRIA}" in a
        for a in addresses
    )
    assert "Figures: Conviction rate" in panel.text


def test_real_grades_beside_invented_figures_say_that_they_are_real(
    client: FlaskClient,
) -> None:
    assert "These grades are real." in page(client, "").text


@pytest.mark.parametrize("panel", PANELS)
def test_each_panel_can_be_taken_away_and_framed(
    panel: str, client: FlaskClient
) -> None:
    answer = client.get(f"/embed/inspection/{panel}?{ASKED}")
    assert answer.status_code == 200
    assert read_document(answer.get_data(as_text=True)).one("h1").text
    told = client.get(f"/download/inspection/{panel}.csv?{ASKED}")
    assert told.status_code == 200
    heading = told.get_data(as_text=True).splitlines()[0]
    assert set(heading.lstrip("\ufeff").split(",")) >= {*WANTED, "criterion", "grade"}


def test_the_grades_and_those_graded_higher_are_rows(client: FlaskClient) -> None:
    assert len(rows(client, "/download/inspection/grades.csv")) == 214
    higher = rows(client, f"/download/inspection/criterion.csv?{ASKED}")
    assert {row["grade"] for row in higher} == {"good", "fair"}
    assert all(row["inspected_area_code"].startswith("CPS-") for row in higher)
    good = {row["area_code"] for row in higher if row["grade"] == "good"}
    assert {"E23000004", "E23000006"} <= good
    assert all(float(row["value"]) > 0.5 for row in higher)


def test_the_page_speaks_welsh_and_leaves_english_titles_in_english(
    client: FlaskClient,
) -> None:
    shown = page(client, f"{ASKED}&lang=cy")
    assert "gwael" in shown.one("table", class_="grades").text
    (title,) = {
        span.attributes["lang"]
        for span in shown.one("table", class_="grades").every("span", lang="en")
    }
    assert title == "en"
