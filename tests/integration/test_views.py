"""From rows in the store to what a page is given."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.areas import ENGLAND_AND_WALES
from dashboard.measures import load_catalogue
from dashboard.pages import CompareView
from dashboard.results import Comparison, Result, Status, check_results
from dashboard.view_state import Note
from dashboard.views import Views
from data.definitions import read_measures, read_sources
from data.engine import make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from data.releases import roll_back
from tests.factories import months
from tests.integration.stores import Store

WEST_YORKSHIRE = "E23000010"
SOUTH_YORKSHIRE = "E23000011"
LONDON = "E23000001"
CSV_COLUMNS = (
    "series", "area_type", "area_code", "period_start", "frequency", "breakdown",
    "category", "value", "status",
)  # fmt: skip

Counts = Mapping[str, tuple[float, float, float]]


def views_of(store: Store) -> Views:
    catalogue = load_catalogue(read_measures(), read_sources())
    return Views(store.reader, catalogue, home_area=WEST_YORKSHIRE)


def case_rows(
    counts: Counts, periods: Iterable[int], *, status: str = "published"
) -> Iterator[tuple[str, ...]]:
    """Convictions, unsuccessful and administrative cases of each area and month."""
    series = (
        "cps_convictions",
        "cps_unsuccessful",
        "cps_administratively_finalised",
    )
    for code, numbers in counts.items():
        kind = "nation" if code == ENGLAND_AND_WALES else "criminal_justice_area"
        for month in periods:
            start = f"{month // 100}-{month % 100:02d}-01"
            for name, number in zip(series, numbers, strict=True):
                value = "" if status == "suppressed" else f"{number:g}"
                yield (
                    name, kind, code, start, "month", "all", "all", value, status
                )  # fmt: skip


def load_rows(
    store: Store,
    path: Path,
    rows: Iterable[tuple[str, ...]],
    *,
    on: datetime | None = None,
) -> int:
    """The release that a tidy file of these rows makes."""
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(CSV_COLUMNS)
        writer.writerows(rows)
    outcome = load(
        store.writer,
        PUBLICATIONS["tidy"],
        [path],
        loaded_by="a test",
        loaded_at=on or datetime.now(UTC),
    )
    if outcome.release_id is None:
        raise ValueError(f"nothing was loaded: {outcome}")
    return outcome.release_id


def own(view: CompareView) -> Result:
    if view.data is None:
        raise ValueError("nothing is shown")
    return view.data.own


def national(view: CompareView) -> Result:
    if view.data is None:
        raise ValueError("nothing is shown")
    return view.data.national


def every_result(view: CompareView) -> list[Result]:
    if view.data is None:
        return []
    data = view.data
    lines = [*data.trend.areas.values(), data.trend.national]
    found = [data.national, *data.results.values()]
    found += [result for line in lines for result in line]
    for row in data.heat:
        found += [row.national, *row.results.values()]
    return found


def test_a_page_is_worked_out_from_stored_counts(
    sqlite_store: Store, tmp_path: Path
) -> None:
    counts = {
        WEST_YORKSHIRE: (800.0, 190.0, 10.0),
        SOUTH_YORKSHIRE: (700.0, 290.0, 10.0),
        ENGLAND_AND_WALES: (1500.0, 480.0, 20.0),
    }
    load_rows(sqlite_store, tmp_path / "cases.csv", case_rows(counts, months(2014)))
    view = views_of(sqlite_store).compare("window=year&period=2014")
    assert view.notes == ()
    assert (own(view).numerator, own(view).denominator) == (9600, 12_000)
    assert national(view).value == pytest.approx(0.75)
    assert view.data is not None
    assert view.data.comparisons[WEST_YORKSHIRE] == Comparison.BETTER
    assert view.data.comparisons[SOUTH_YORKSHIRE] == Comparison.WORSE
    assert len(view.data.results) == 42
    assert view.data.results[LONDON].status == Status.NOT_AVAILABLE
    assert len(view.data.trend.periods) == 12
    assert [choice.period.label for choice in view.choices.periods] == ["2014"]
    assert [release.publication for release in view.releases] == ["tidy"]
    check_results(every_result(view))


def test_a_suppressed_area_keeps_its_row_and_gives_nothing_away(
    sqlite_store: Store, tmp_path: Path
) -> None:
    others = {SOUTH_YORKSHIRE: (700.0, 290.0, 10.0)}
    hidden = {WEST_YORKSHIRE: (4.0, 2.0, 0.0)}
    rows = [
        *case_rows(others, months(2014)),
        *case_rows(hidden, months(2014), status="suppressed"),
    ]
    load_rows(sqlite_store, tmp_path / "cases.csv", rows)
    for query in ("", "against=similar", f"pinned={SOUTH_YORKSHIRE}", "window=month"):
        view = views_of(sqlite_store).compare(query)
        assert own(view).status == Status.SUPPRESSED
        check_results(every_result(view))


def test_a_load_is_seen_at_the_next_request_and_a_rollback_too(
    sqlite_store: Store, tmp_path: Path
) -> None:
    views = views_of(sqlite_store)
    assert views.compare("").data is None
    first = case_rows({WEST_YORKSHIRE: (80.0, 20.0, 0.0)}, months(2014))
    load_rows(sqlite_store, tmp_path / "first.csv", first)
    assert own(views.compare("")).value == pytest.approx(0.8)
    second = case_rows({WEST_YORKSHIRE: (60.0, 40.0, 0.0)}, months(2014))
    release = load_rows(sqlite_store, tmp_path / "second.csv", second)
    assert own(views.compare("")).value == pytest.approx(0.6)
    roll_back(sqlite_store.writer, release)
    assert own(views.compare("")).value == pytest.approx(0.8)


def test_figures_can_be_seen_as_they_were_known(
    sqlite_store: Store, tmp_path: Path
) -> None:
    spring, autumn = (
        datetime(2026, 3, 31, tzinfo=UTC),
        datetime(2026, 9, 30, tzinfo=UTC),
    )
    before = case_rows({WEST_YORKSHIRE: (80.0, 20.0, 0.0)}, months(2014))
    after = case_rows({WEST_YORKSHIRE: (60.0, 40.0, 0.0)}, months(2014))
    load_rows(sqlite_store, tmp_path / "before.csv", before, on=spring)
    load_rows(sqlite_store, tmp_path / "after.csv", after, on=autumn)
    views = views_of(sqlite_store)
    assert own(views.compare("as_of=2026-04-01")).value == pytest.approx(0.8)
    assert own(views.compare("as_of=2026-10-01")).value == pytest.approx(0.6)
    assert views.compare("as_of=2026-01-01").data is None


def test_an_empty_store_shows_a_page_without_figures(sqlite_store: Store) -> None:
    view = views_of(sqlite_store).compare("period=2014&window=month")
    assert view.data is None
    assert view.choices.periods == ()
    assert view.notes == ()
    assert views_of(sqlite_store).data_page("").releases == ()


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("area=nowhere", ["area"]),
        ("colour=red", ["colour"]),
        ("against=region&area=E23000001", ["against"]),
        ("measure=cps_finalised_caseload&against=similar", ["against"]),
        ("period=1999&window=fortnight", ["window", "period"]),
        ("window=month&period=2014", ["period"]),
        ("measure=recorded_offences_rate&window=month", []),
    ],
)
def test_what_a_link_asks_in_vain_is_noted(
    sqlite_store: Store, tmp_path: Path, query: str, notes: list[str]
) -> None:
    areas = (LONDON, WEST_YORKSHIRE, ENGLAND_AND_WALES)
    counts = dict.fromkeys(areas, (80.0, 20.0, 0.0))
    load_rows(sqlite_store, tmp_path / "cases.csv", case_rows(counts, months(2014)))
    view = views_of(sqlite_store).compare(query)
    assert [note.parameter for note in view.notes] == notes


def test_a_benchmark_that_cannot_be_had_is_noted(
    sqlite_store: Store, tmp_path: Path
) -> None:
    """Two areas are not England and Wales."""
    counts = dict.fromkeys((SOUTH_YORKSHIRE, WEST_YORKSHIRE), (80.0, 20.0, 0.0))
    load_rows(sqlite_store, tmp_path / "cases.csv", case_rows(counts, months(2014)))
    view = views_of(sqlite_store).compare("")
    assert view.notes == (Note("no_benchmark", "against", "england_and_wales"),)
    assert national(view).status == Status.NOT_AVAILABLE


def test_the_data_page_tells_what_is_covered_and_what_was_refused(
    sqlite_store: Store, tmp_path: Path
) -> None:
    rows = [
        *case_rows({WEST_YORKSHIRE: (80.0, 20.0, 0.0)}, months(2014, 1, 2)),
        *case_rows({"E99999999": (80.0, 20.0, 0.0)}, [201401]),
    ]
    load_rows(sqlite_store, tmp_path / "cases.csv", rows)
    page = views_of(sqlite_store).data_page("")
    covered = {row.measure.id: row.areas for row in page.coverage}
    assert covered["cps_conviction_rate"] == {201401: 1, 201402: 1}
    assert covered["recorded_offences_rate"] == {}
    assert {refusal.file for refusal in page.refusals} == {"cases.csv"}
    assert "E99999999" in page.refusals[0].reason


@pytest.fixture(scope="module")
def real_views(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Views:
    """Views on a store with the real case outcomes, recorded crime and people."""
    url = f"sqlite:///{tmp_path_factory.mktemp('real')}/real.db"
    writer = make_engine(url, read_only=False)
    for name, folder in (
        ("cps_case_outcomes", "cps_case_outcomes"),
        ("population", "population"),
        ("recorded_crime", "police_outcomes"),
    ):
        load(writer, PUBLICATIONS[name], [real_data / folder], loaded_by="a test")
    writer.dispose()
    catalogue = load_catalogue(read_measures(), read_sources())
    return Views(make_engine(url), catalogue, home_area=WEST_YORKSHIRE)


@pytest.mark.real_data
def test_the_conviction_rate_of_2014_counts_administrative_finalisations(
    real_views: Views,
) -> None:
    """545,703 convictions, 98,043 unsuccessful, 9,068 administratively finalised."""
    view = real_views.compare("measure=cps_conviction_rate&window=year&period=2014")
    result = national(view)
    assert (result.numerator, result.denominator) == (545_703, 545_703 + 98_043 + 9_068)
    assert result.value == pytest.approx(0.836, abs=5e-4)
    assert (result.months_present, result.months_expected) == (12, 12)
    assert view.data is not None
    shown = [r for r in view.data.results.values() if r.value is not None]
    assert len(shown) == len(view.data.ranks) == 42
    assert sum(r.numerator or 0 for r in shown) == 545_703
    assert sum(r.denominator or 0 for r in shown) == result.denominator


@pytest.mark.real_data
def test_the_conviction_rate_of_2014_without_them_is_higher(real_views: Views) -> None:
    measure = "cps_conviction_rate_excluding_administrative"
    result = national(real_views.compare(f"measure={measure}&window=year&period=2014"))
    assert (result.numerator, result.denominator) == (545_703, 545_703 + 98_043)
    assert result.value == pytest.approx(0.848, abs=5e-4)


@pytest.mark.real_data
def test_west_yorkshire_in_2014_is_as_published(real_views: Views) -> None:
    view = real_views.compare("window=year&period=2014")
    result = own(view)
    assert (result.numerator, result.denominator) == (20_929, 25_358)
    assert view.data is not None
    assert view.data.ranks[WEST_YORKSHIRE] == 34
    assert view.data.comparisons[WEST_YORKSHIRE] == Comparison.WORSE
    sides = list(view.data.comparisons.values())
    assert sides.count(Comparison.BETTER) == 26
    assert sides.count(Comparison.WORSE) == 12


@pytest.mark.real_data
@pytest.mark.parametrize(("year", "present"), [(2015, 11), (2016, 10), (2017, 9)])
def test_years_with_months_missing_are_marked(
    real_views: Views, year: int, present: int
) -> None:
    for measure in ("cps_conviction_rate", "cps_finalised_caseload"):
        view = real_views.compare(f"measure={measure}&window=year&period={year}")
        for result in (own(view), national(view)):
            assert (result.months_present, result.months_expected) == (present, 12)
            assert result.is_partial
            assert result.value is not None


@pytest.mark.real_data
def test_a_count_is_never_compared_in_a_whole_year_or_in_part_of_one(
    real_views: Views,
) -> None:
    for year in (2014, 2017):
        view = real_views.compare(f"measure=cps_finalised_caseload&period={year}")
        assert view.data is not None
        assert set(view.data.comparisons.values()) == {Comparison.NOT_COMPARED}
        assert view.data.benchmark.value is None


@pytest.mark.real_data
@pytest.mark.parametrize("text", ["2015", "2014-12/2015-11", "2016", "2017"])
def test_a_rolling_year_over_a_missing_month_is_not_to_be_had(
    real_views: Views, text: str
) -> None:
    view = real_views.compare(f"window=rolling_year&period={text}")
    assert view.notes == (Note("bad_value", "period", text),)
    assert view.data is not None
    trend = view.data.trend
    results = dict(zip(trend.periods, trend.national, strict=True))
    hidden = [r for period, r in results.items() if period.label == text]
    assert [r.status for r in hidden] == [Status.NOT_AVAILABLE]


@pytest.mark.real_data
def test_the_months_that_were_never_published_are_gaps(real_views: Views) -> None:
    view = real_views.compare("window=month")
    assert view.data is not None
    assert [period.label for period in view.data.trend.missing] == [
        "2015-11",
        "2016-02",
        "2016-03",
        "2017-04",
        "2017-05",
        "2017-06",
    ]
    assert len(view.data.trend.periods) == 48


@pytest.mark.real_data
def test_recorded_offences_are_divided_by_the_people_of_the_year(
    real_views: Views,
) -> None:
    """Mid-2017: 58.7 million people in England and Wales."""
    query = "measure=recorded_offences_rate&window=year&period=2017-18"
    result = national(real_views.compare(query))
    assert result.denominator == pytest.approx(58_744_595)
    assert result.numerator == pytest.approx(4_821_452)
    assert result.value == pytest.approx(1000 * 4_821_452 / 58_744_595)
    quarter = "measure=recorded_offences_rate&window=quarter&period=2017-Q2"
    assert national(real_views.compare(quarter)).denominator == result.denominator


@pytest.mark.real_data
def test_london_is_one_area_and_alone_in_its_region(real_views: Views) -> None:
    view = real_views.compare(f"area={LONDON}&against=region")
    assert view.notes == (Note("no_benchmark", "against", "region"),)
    assert own(view).value is not None
    assert view.data is not None
    assert view.data.comparisons[LONDON] == Comparison.NOT_COMPARED


@pytest.mark.real_data
@pytest.mark.parametrize(
    "measure",
    [
        "cps_conviction_rate",
        "cps_conviction_rate_homicide",
        "cps_finalised_caseload",
        "recorded_offences_rate_robbery",
    ],
)
def test_no_window_of_the_real_figures_holds_a_hidden_number(
    real_views: Views, measure: str
) -> None:
    for window in real_views.catalogue[measure].windows:
        view = real_views.compare(f"measure={measure}&window={window}")
        assert view.data is not None
        check_results(every_result(view))
