import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest

from dashboard.attention import find_attention
from dashboard.exports import COLUMNS, write_csv
from dashboard.overview import StageRows
from dashboard.overview_exports import overview_extract
from dashboard.pages import OverviewView
from tests.factories import ENGLISH, make_state
from tests.unit.dashboard.scorecards import GEOGRAPHY, STABLE, make_row
from tests.unit.layouts.test_freshness_strip import LATE, NOTHING

FALLEN = make_row([*STABLE[:-1], 560.0], target=0.9)
POLICE = make_row(id="arrests", family="arrests", stage="police", lead_agency="police")
VIEW = OverviewView(
    state=make_state(),
    notes=(),
    geography=GEOGRAPHY,
    windows=(),
    stages=(StageRows("police", (POLICE,), ()), StageRows("cps", (FALLEN,), ())),
    attention=find_attention([POLICE, FALLEN], (LATE,), make_state()),
    bright=(),
    freshness=(LATE, NOTHING),
    releases=(),
    today=date(2024, 1, 31),
)


def rows(panel: str, view: OverviewView = VIEW) -> list[dict[str, str]]:
    text = write_csv(overview_extract(panel, view, ENGLISH)).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_a_scorecard_row_holds_the_whole_verdict_unrounded() -> None:
    police, cps = rows("scorecard")
    assert (police["measure"], police["lead_agency"]) == ("arrests", "police")
    assert cps["area"] == "Area A"
    assert float(cps["value"]) == 0.56
    assert cps["verdict"] == "worse"
    assert (cps["change"], cps["direction"]) == ("worsening", "down")
    assert (cps["outlook"], float(cps["target"])) == ("will_miss", 0.9)
    assert cps["basis"] == "sound"
    assert cps["benchmark"] == "england_and_wales"


def test_a_scorecard_cut_down_to_an_agency_is_taken_away_so() -> None:
    view = replace(VIEW, state=make_state(agency="cps"))
    assert [row["measure"] for row in rows("scorecard", view)] == ["conviction_rate"]


def test_lines_are_numbered_and_one_about_publications_has_no_figures() -> None:
    first, second = rows("attention")
    assert (first["number"], first["reason"]) == ("1", "new_concern")
    assert first["finding"].startswith("Area A’s conviction rate was below")
    assert (second["number"], second["reason"]) == ("2", "late")
    assert not any(second[column] for column in COLUMNS)


def test_a_publication_that_is_not_loaded_keeps_its_row() -> None:
    late, nothing = rows("freshness")
    assert (late["publication"], late["is_late"]) == ("case_outcomes", "yes")
    assert (late["latest"], late["period"]) == ("2014-06", "2014-06")
    assert (nothing["latest"], nothing["status"]) == ("", "not_available")


def test_nobody_to_ask_is_a_heading_alone() -> None:
    assert rows("bright") == []


def test_a_panel_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        overview_extract("map", VIEW, ENGLISH)
