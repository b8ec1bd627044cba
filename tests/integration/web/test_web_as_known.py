"""The day figures are known on: chosen on every page, and said on it."""

import csv
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.engine import make_engine
from data.ingest import demonstration
from data.load import load
from layouts.pages import PAGES
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import Element, read_document

WEST_YORKSHIRE = "E23000010"
SERIES = "cps_convictions"
MEASURE = "/measure/cps_conviction_rate"
PATHS = [*(page.path for page in PAGES), MEASURE]
LATER = datetime(2999, 6, 1, 12, tzinfo=UTC)
#: Any day on which all but the correction had been loaded.
THEN = date(2999, 1, 1)


def correct(folder: Path) -> Path:
    """The demonstration's case outcomes with one number of one month less."""
    demonstration.write(folder)
    path = folder / "cps_case_outcomes.csv"
    with path.open(encoding="ascii", newline="") as stream:
        rows = list(csv.reader(stream))
    named = dict(zip(rows[0], zip(*rows[1:], strict=True), strict=True))
    latest = max(named["period_start"])
    wanted = {
        "series": SERIES,
        "area_code": WEST_YORKSHIRE,
        "category": "all",
        "period_start": latest,
    }
    place = rows[0].index("value")
    (row,) = (
        row
        for row in rows[1:]
        if all(row[rows[0].index(name)] == value for name, value in wanted.items())
    )
    row[place] = str(float(row[place]) - 60)
    with path.open("w", encoding="ascii", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    return path


@pytest.fixture(scope="module")
def revised(
    demonstration_store: str,
    tmp_path_factory: pytest.TempPathFactory,
    make_app: MakeApp,
) -> FlaskClient:
    folder = tmp_path_factory.mktemp("revised")
    url = f"sqlite:///{folder}/own.db"
    shutil.copyfile(demonstration_store.removeprefix("sqlite:///"), folder / "own.db")
    engine = make_engine(url, read_only=False)
    load(
        engine,
        demonstration.PUBLICATION,
        [correct(folder / "corrected")],
        loaded_by="a test",
        loaded_at=LATER,
        already_public=True,
    )
    engine.dispose()
    app = make_app(database_url=url, cache_url="memory:")
    client: FlaskClient = app.server.test_client()
    return client


def page(client: FlaskClient, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return read_document(answer.get_data(as_text=True))


@pytest.mark.parametrize("path", PATHS)
def test_every_page_offers_the_days_and_says_which_is_shown(
    path: str, revised: FlaskClient
) -> None:
    now = page(revised, path)
    assert now.one("section", id="as-known").children == []
    chooser = now.one("select", id="field-as_of")
    days = [option.attributes["value"] for option in chooser.every("option")]
    assert days[0] == ""
    loaded = date.fromisoformat(days[1])
    assert loaded <= datetime.now(UTC).date() + timedelta(days=1)
    then = page(revised, f"{path}?as_of={days[1]}")
    said = then.one("section", id="as-known")
    assert "Figures as they were known on" in said.text
    back = next(said.every("a"))
    assert back.attributes["href"] == path
    for link in then.one("nav", id="navigation").every("a"):
        assert f"as_of={days[1]}" in link.attributes["href"]


@pytest.mark.parametrize("path", ["/", "/compare", MEASURE])
def test_what_was_revised_is_listed_with_its_size(
    path: str, revised: FlaskClient
) -> None:
    said = page(revised, f"{path}?as_of={THEN}").one("section", id="as-known")
    assert "1 release has been loaded since." in said.text
    cells = [cell.text for row in said.every("tr") for cell in row.every("td")]
    assert "West Yorkshire" in cells
    assert any(
        cell.endswith("points") and cell[0] == "\N{MINUS SIGN}" for cell in cells
    )


def test_nothing_else_of_the_page_differs_from_before_the_correction(
    revised: FlaskClient, client: FlaskClient
) -> None:
    for path in ("/", "/compare", MEASURE, "/inspection"):
        then = page(revised, f"{path}?as_of={THEN}").one("main").text
        before = page(client, path).one("main").text
        # The line to embed a panel keeps the day, as every link does.
        asked = re.compile(rf"(\?|&amp;|&)as_of={THEN}")
        assert asked.sub("", then) == before, path


def test_a_frame_says_as_of_which_day_it_shows_figures(revised: FlaskClient) -> None:
    shown = page(revised, f"/embed/compare/ranked?as_of={THEN}")
    assert "Figures as they were known on 1 January 2999." in shown.text
