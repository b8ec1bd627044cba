"""One source, two drawings: what is explored and what stands still tell one thing."""

import csv
import re
from collections.abc import Iterable
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import Coterminous
from dashboard.areas import ENGLAND_AND_WALES
from dashboard.figures.svg import draw
from layouts.embed import embed_picture
from layouts.frame import Asked
from layouts.pages.offers import OFFERS

PINNED = "pinned=E23000004,E23000002"
EXPLORED = [(page, panel) for page, offer in OFFERS.items() for panel in offer.explored]
#: Figures hold six significant digits.
NEAR = 2e-5
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


def numbers(figures: Iterable[Any]) -> list[float]:
    """Every number that marks and lines stand at."""
    found = {
        float(value)
        for figure in figures
        for trace in figure["data"]
        for axis in ("x", "y")
        for value in trace[axis]
        if isinstance(value, int | float)
    }
    return sorted(found)


def told(client: FlaskClient, page: str, panel: str) -> list[float]:
    """Every number in the panel's file but those of England and Wales."""
    text = client.get(f"/download/{page}/{panel}.csv?{PINNED}").get_data()
    found = set()
    for row in csv.DictReader(StringIO(text.decode("utf-8-sig"))):
        if row["area_code"] != ENGLAND_AND_WALES:
            found |= {float(cell) for cell in row.values() if NUMBER.fullmatch(cell)}
    return sorted(found)


def shown(values: list[float], among: list[float]) -> set[float]:
    """Those of the values that are drawn."""
    return {
        value
        for value in values
        if any(abs(each - value) <= NEAR * max(abs(value), 1e-9) for each in among)
    }


@pytest.mark.parametrize(("page", "panel"), EXPLORED)
def test_both_drawings_of_a_panel_hold_the_figures_of_its_file(
    app: Coterminous, client: FlaskClient, page: str, panel: str
) -> None:
    serving = app.pages._serving
    asked = Asked(PINNED, serving.today())
    embedded = OFFERS[page].draw(panel, serving.views, asked, serving.site)
    drawings = embedded.drawings()
    picture = embed_picture(embedded)
    assert picture is not None
    for place, drawing in enumerate(drawings):
        name = f"chart-{place}"
        svg = draw(
            drawing.figure, title=drawing.label or name, description="", id_prefix=name
        )
        assert svg in picture
    values = told(client, page, panel)
    still = shown(values, numbers(drawing.figure for drawing in drawings))
    assert len(still) >= 3
    for ending in ("", "-narrow"):
        figure = client.get(f"/figure/{page}/{panel}{ending}.json?{PINNED}").get_json()
        drawn = shown(values, numbers([figure]))
        # Where a panel has several pictures, one of them is explored.
        assert len(drawn) >= 3
        assert drawn <= still


@pytest.mark.parametrize(
    ("page", "panel"), [("compare", "ranked"), ("measure", "chart")]
)
def test_a_chart_draws_every_figure_of_its_file(
    client: FlaskClient, page: str, panel: str
) -> None:
    text = client.get(f"/download/{page}/{panel}.csv?{PINNED}").get_data()
    values = [
        float(row["value"])
        for row in csv.DictReader(StringIO(text.decode("utf-8-sig")))
        if row["value"] and row["area_code"] != ENGLAND_AND_WALES
    ]
    figure = client.get(f"/figure/{page}/{panel}.json?{PINNED}").get_json()
    assert len(values) > 40
    assert shown(values, numbers([figure])) == set(values)
