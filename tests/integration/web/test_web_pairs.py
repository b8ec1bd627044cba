"""Measures that may pull against each other, on the compare page."""

from flask.testing import FlaskClient

from tests.integration.web.documents import Element, read_document
from tests.integration.web.test_web_files import WANTED, rows

MERSEYSIDE = "E23000004"
LONDON = "E23000001"


def panel(client: FlaskClient, query: str) -> Element:
    answer = client.get(f"/compare?{query}")
    assert answer.status_code == 200
    document = read_document(answer.get_data(as_text=True))
    return document.one("section", id="panel-pairs")


def test_each_counterweight_has_a_picture_and_a_table(client: FlaskClient) -> None:
    section = panel(client, f"measure=cps_conviction_rate&area={MERSEYSIDE}")
    figures = list(section.every("figure"))
    assert [figure.one("h3").text for figure in figures] == [
        "Conviction rate and Finalised caseload",
        "Conviction rate and Finalised administratively",
        "Conviction rate and Charge or summons",
    ]
    for figure in figures:
        assert "Merseyside" in figure.one("figcaption").one("p").text
        for width in ("wide", "narrow"):
            figure.one("svg", class_=width)
    tables = list(section.every("table"))
    assert len(tables) == len(figures)
    for table in tables:
        assert table.one("caption").text
        links = list(table.every("a"))
        assert len(links) == 41


def test_a_pinned_area_is_pinned_in_every_pair(client: FlaskClient) -> None:
    section = panel(client, f"area={MERSEYSIDE}&pinned={LONDON}")
    for table in section.every("table"):
        (pinned,) = (a for a in table.every("a") if "pinned, unpin it" in a.text)
        assert pinned.text.startswith("London")


def test_the_pairs_can_be_taken_away_with_the_way_of_ones_own_area(
    client: FlaskClient,
) -> None:
    address = f"/download/compare/pairs.csv?area={MERSEYSIDE}"
    told = rows(client, address)
    assert set(told[0]) >= WANTED
    areas = [row for row in told if row["category"] == "areas"]
    steps = [row for row in told if row["category"] == "over_time"]
    assert len({row["area_code"] for row in areas}) == 42
    assert {row["area_code"] for row in steps} == {MERSEYSIDE}
    assert {row["beside"] for row in areas} == {row["beside"] for row in steps}
    assert len({row["period"] for row in steps}) > 2
