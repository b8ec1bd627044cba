"""A case's way through real publications: each agency's own unit, source and clock."""

import csv
import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.formats import partial_text, shared_text
from dashboard.history import History
from dashboard.language import read_language
from dashboard.measures import load_catalogue
from dashboard.periods import Window, period_from
from dashboard.reading import EVER, read_histories
from dashboard.results import Result
from dashboard.views import Views
from data.definitions import read_measures, read_series, read_sources
from data.engine import Engine, make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from data.queries.counts import CountsQuery, fetch_counts
from data.queries.releases import fetch_refusals
from data.schema import upgrade

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "findings.md"
TODAY = date(2026, 3, 1)
ENGLISH = read_language("en")
CATALOGUE = load_catalogue(read_measures(), read_sources())
WEST_YORKSHIRE, NATION = "E23000010", "K04000001"
FINANCIAL_YEAR = period_from(201704, 12)
COURTS = "moj_courts/crown_court_derived"
SOURCES = {
    "cps_case_outcomes": "cps_case_outcomes/2017",
    "recorded_crime": "police_outcomes/prc-pfa-mar2013-onwards-tables201718.csv.gz",
    "police_outcomes": "police_outcomes/outcomes-open-data-2017-18.csv.gz",
    "crown_court": COURTS,
}

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def engine(
    real_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path_factory.mktemp('case')}/real.db"
    writer = make_engine(url, read_only=False)
    upgrade(writer)
    for name, path in SOURCES.items():
        load(writer, PUBLICATIONS[name], (real_data / path,), loaded_by="a test")
    reader = make_engine(url)
    yield reader
    reader.dispose()
    writer.dispose()


def history(engine: Engine, name: str) -> History:
    return read_histories(engine, (CATALOGUE[name],), span=EVER, as_of="")[0]


def of_the_year(engine: Engine, name: str) -> Result:
    return history(engine, name).result(WEST_YORKSHIRE, FINANCIAL_YEAR, Window.YEAR)


def rows_of(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig") as text:
        return list(csv.DictReader(text))


def whole(text: str) -> int:
    return int(float(text.replace(",", "").strip() or 0))


def test_recorded_crime_and_its_outcomes_match_sums_by_hand(
    engine: Engine, real_data: Path
) -> None:
    rows = rows_of(real_data / SOURCES["recorded_crime"])
    recorded = [
        whole(row["Number of Offences"])
        for row in rows
        if row["Force Name"] == "West Yorkshire"
    ]
    offences = of_the_year(engine, "recorded_offences_rate")
    # There is no population in this store, so there is no rate: the count is asked.
    counts = fetch_counts(
        engine,
        CountsQuery(
            series=("recorded_offences",),
            area_type="criminal_justice_area",
            area_codes=(WEST_YORKSHIRE,),
            first=201704,
            last=201803,
        ),
    )
    assert offences.value is None
    assert len(counts) == 4
    assert sum(each.value or 0 for each in counts) == sum(recorded) == 265_520
    outcomes = [
        row
        for row in rows_of(real_data / SOURCES["police_outcomes"])
        if row["force_name"] == "West Yorkshire"
    ]
    charged = sum(whole(r["offences"]) for r in outcomes if r["outcome_type"] == "1")
    result = of_the_year(engine, "charge_or_summons_rate")
    assert result.denominator == sum(whole(row["offences"]) for row in outcomes)
    assert (result.numerator, result.denominator) == (charged, 265_520)
    assert charged == 23_178


def test_the_prosecutors_half_year_is_said_and_not_made_a_year(
    engine: Engine, real_data: Path
) -> None:
    by_hand = 0
    for path in (real_data / SOURCES["cps_case_outcomes"]).glob("Principal_*.csv"):
        with path.open(encoding="utf-8") as text:
            headings, *rows = list(csv.reader(text))
        (row,) = [row for row in rows if row[0] == "West Yorkshire"]
        by_hand += sum(
            whole(cell)
            for heading, cell in zip(headings, row, strict=True)
            if heading.startswith("Number of")
        )
    measure = CATALOGUE["cps_finalised_caseload"]
    result = of_the_year(engine, measure.id)
    assert result.value == by_hand == 10_575
    assert partial_text(result, measure, ENGLISH) == "6 of 12 months"
    present = [
        first
        for first in history(engine, measure.id).cells[WEST_YORKSHIRE]
        if 201704 <= first <= 201803
    ]
    assert present == list(range(201707, 201713))


def test_each_stage_says_its_own_unit_and_basis() -> None:
    names = ("recorded_offences", "outcomes_all", "cps_convictions")
    series = {each["id"]: each for each in read_series()}
    assert [(series[n]["unit_of_count"], series[n]["basis"]) for n in names] == [
        ("offences", "current"),
        ("outcomes", "current"),
        ("defendants", "finalised"),
    ]


def test_open_cases_over_all_courts_are_the_published_ones(
    engine: Engine, real_data: Path
) -> None:
    def open_cases(area_type: str) -> dict[str, float]:
        query = CountsQuery(
            series=("crown_court_open_cases",),
            area_type=area_type,
            area_codes=(),
            first=202510,
            last=202510,
        )
        return {c.area_code: c.value or 0 for c in fetch_counts(engine, query)}

    courts = open_cases("court")
    assert len(courts) == 69
    unknown = [
        refusal.content
        for refusal in fetch_refusals(engine, None, limit=500)
        if "is of no known court" in refusal.reason
    ]
    assert "2025-Q4: 101 cases" in unknown
    assert sum(courts.values()) + 101 == open_cases("nation")[NATION] == 80_203
    with (real_data / COURTS / "gold_backlog_by_court.csv").open() as text:
        by_hand = sum(whole(row["open_latest"]) for row in csv.DictReader(text))
    assert by_hand == 80_203


def test_a_board_reads_its_court_regions_figure_and_is_told_so(engine: Engine) -> None:
    views = Views(engine, CATALOGUE, home_area=WEST_YORKSHIRE)
    view = views.measure_page("crown_court_open_over_a_year", "", today=TODAY)
    assert view.row is not None
    shared = view.row.result.shared
    assert shared is not None
    assert shared.whole.code == "HMCTS-NORTH-EAST"
    said = shared_text(shared, ENGLISH)
    assert said == "shared with Cleveland, Durham and 4 more"
    assert view.gap is None
    compared = views.compare("measure=crown_court_open_over_a_year")
    assert compared.data is not None
    assert compared.data.ranks == {}
    assert compared.data.funnel is None
    assert compared.data.national.numerator == 21_002


def test_the_document_says_what_these_tests_hold() -> None:
    text = " ".join(DOCUMENT.read_text(encoding="utf-8").split())
    for said in (
        "265,520 offences were recorded",
        "23,178 or 8.7%",
        "10,575 defendants",
        '"6 of 12 months"',
        "80,203 cases in October to December 2025",
        "21,002 or 27.7%",
        "shared with Cleveland, Durham and 4 more",
    ):
        assert said in text
