"""The inspection page, its files and its frames, as a browser is given them."""

import pytest
from flask.testing import FlaskClient

from data.engine import make_engine
from data.queries.areas import fetch_peers
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


PEERS = "framework=invented-review-of-partnerships-by-their-peers-2025"
WEST_YORKSHIRE = "E23000010"


def test_made_up_grades_are_called_so_and_cite_nobody(client: FlaskClient) -> None:
    grades = page(client, PEERS).one("section", id="panel-grades")
    assert "Made up for the demonstration." in grades.text
    assert "These grades are real." not in grades.text
    assert "Licence" not in grades.one(class_="source").text


def test_frameworks_and_editions_stand_side_by_side(client: FlaskClient) -> None:
    table = page(client, PEERS).one("table", class_="frameworks")
    named = [row.text for row in table.one("tbody").every("tr")]
    assert len(named) == 3
    assert sum("Invented review" in text for text in named) == 2


def test_ones_own_movement_comes_before_how_many_moved(client: FlaskClient) -> None:
    panel = page(client, PEERS).one("section", id="panel-movement")
    own = panel.one("table", id="movement-own")
    moved = [row.text for row in own.one("tbody").every("tr")]
    assert [text.split()[-1] for text in moved] == ["up", "up", "same", "same", "up"]
    counts = [
        [int(cell.text) for cell in row.every("td")]
        for row in panel.one("table", id="movement-counts").one("tbody").every("tr")
    ]
    assert [sum(each) for each in counts] == [42] * 5
    everyone = panel.one("table", id="panel-movement-table").one("tbody")
    changed = sum(up + down for up, _, down in counts)
    still = sum(text.endswith("same") for text in moved)
    assert len(list(everyone.every("tr"))) == changed + still


def test_many_who_were_graded_higher_are_named_in_part_those_alike_first(
    client: FlaskClient, demonstration_store: str
) -> None:
    peers = {
        row.peer_code
        for row in fetch_peers(make_engine(demonstration_store))
        if row.area_code == WEST_YORKSHIRE
    }
    panel = page(client, PEERS).one("section", id="panel-criterion")
    excellent = next(panel.one(class_="higher").every("section"))
    links = [a.attributes["href"] for a in excellent.every("a") if "(all" in a.text]
    codes = [link.partition("area=")[2].partition("&")[0] for link in links]
    alike = [code in peers for code in codes]
    assert len(codes) == 8
    assert alike == sorted(alike, reverse=True)
    assert any(alike)
    assert "3 more are in the table." in excellent.text
