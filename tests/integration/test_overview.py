"""The overview, the page of a measure, the catalogue and pairs, out of a store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from dashboard.language import read_language
from dashboard.measure_words import measure_finding
from dashboard.measures import load_catalogue
from dashboard.overview_words import overview_finding
from dashboard.pages import OverviewView
from dashboard.results import Result
from dashboard.scorecard import ScoreRow
from dashboard.views import Views
from data.definitions import read_measures, read_sources
from data.engine import make_engine
from tests.integration.stores import Store

TODAY = date(2026, 11, 21)
KENT, LONDON = "E23000032", "E23000001"
STAGES = ["police", "cps", "magistrates", "crown_court", "context"]
CATALOGUE = load_catalogue(read_measures(), read_sources())
ENGLISH = read_language("en")

#: Reads for all measures together, however many there are: areas and nation for each
#: span, people, what is agreed, what is covered and the version of each.
MOST_READS = 45


def open_views(url: str) -> Views:
    return Views(make_engine(url), CATALOGUE, home_area=KENT)


@pytest.fixture(scope="module")
def views(demonstration_store: str) -> Views:
    return open_views(demonstration_store)


@pytest.fixture(scope="module", params=[KENT, LONDON])
def area(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def overview(views: Views, query: str) -> OverviewView:
    return views.overview(query, today=TODAY)


def rows(view: OverviewView) -> dict[str, ScoreRow]:
    return {row.measure.id: row for stage in view.stages for row in stage.rows}


def figures(result: Result) -> tuple[object, ...]:
    return result[:10]


@contextmanager
def counted_reads(views: Views) -> Iterator[list[str]]:
    """Statements sent to the store meanwhile."""
    sent: list[str] = []

    def note(*given: object) -> None:
        sent.append(str(given[2]))

    event.listen(views.engine, "before_cursor_execute", note)
    yield sent
    event.remove(views.engine, "before_cursor_execute", note)


def test_every_measure_has_its_row_in_the_order_of_a_case(
    views: Views, area: str
) -> None:
    view = overview(views, f"area={area}")
    assert list(rows(view)) == list(CATALOGUE)
    assert [stage.stage for stage in view.stages] == STAGES
    assert all(stage.missing == () for stage in view.stages)


@pytest.mark.parametrize("choice", ["", "&window=year", "&against=similar"])
def test_each_row_says_what_the_comparison_page_says(
    views: Views, area: str, choice: str
) -> None:
    for name, row in rows(overview(views, f"area={area}{choice}")).items():
        against = "&against=similar" if "similar" in choice else ""
        compared = views.compare(
            f"area={area}&measure={name}&window={row.window}"
            f"&period={row.period.label}{against}"
        ).data
        assert compared is not None
        assert figures(row.result) == figures(compared.own)
        assert row.benchmark == compared.benchmark
        assert row.verdict.comparison == compared.comparisons[area]
        position = None
        if compared.funnel is not None:
            position = compared.funnel.adjusted_positions.get(area)
        assert row.verdict.position == position


def test_each_row_says_what_the_measures_own_page_says(views: Views, area: str) -> None:
    for name, row in rows(overview(views, f"area={area}&window=year")).items():
        query = f"area={area}&window=year&period={row.period.label}"
        page = views.measure_page(name, query, today=TODAY)
        assert page.row is not None
        assert page.row.verdict == row.verdict
        assert page.row.chart.chart == row.chart.chart
        assert page.distribution is not None
        assert figures(page.distribution.results[area]) == figures(row.result)


def test_it_is_read_in_a_few_steps_however_many_measures_there_are(
    demonstration_store: str,
) -> None:
    views = open_views(demonstration_store)
    views.defaults()
    with counted_reads(views) as sent:
        overview(views, f"area={KENT}")
    assert len(sent) <= MOST_READS
    with counted_reads(views) as again:
        overview(views, f"area={KENT}&lang=cy&pinned={LONDON}")
    assert not any("FROM facts" in statement for statement in again)


def test_a_window_that_a_measure_lacks_leaves_it_at_its_own(views: Views) -> None:
    found = rows(overview(views, f"area={KENT}&window=month"))
    windows = {row.window.value for row in found.values()}
    assert windows == {"month", "quarter", "year"}
    chosen = rows(overview(views, f"area={KENT}&window=quarter&period=2024-Q3"))
    assert chosen["cps_conviction_rate"].period.label == "2024-Q3"
    assert chosen["crime_severity_score"].period.label == "2024-25"


def test_the_day_comes_from_the_caller_and_stands_still_in_a_demonstration(
    views: Views,
) -> None:
    assert overview(views, "").today == date(2026, 3, 31)
    early = views.overview("", today=date(2026, 1, 15))
    assert early.today == date(2026, 1, 15)
    assert not any(each.is_late for each in early.freshness)


def test_an_unknown_measure_has_no_page(views: Views) -> None:
    with pytest.raises(KeyError):
        views.measure_page("no_such_measure", "", today=TODAY)


def test_the_page_of_a_measure_follows_the_link_and_notes_what_it_cannot(
    views: Views,
) -> None:
    page = views.measure_page(
        "charge_or_summons_rate", f"area={KENT}&window=month&wrong=1", today=TODAY
    )
    assert page.state.measure == "charge_or_summons_rate"
    assert {note.parameter for note in page.notes} == {"wrong", "window"}
    assert page.freshness.source.id == "police_outcomes"
    assert [each.row.measure.id for each in page.balancing] == list(
        page.measure.balancing
    )


def test_a_measure_meets_each_counterweight_over_the_same_time(views: Views) -> None:
    pairs = views.pairs(f"area={KENT}&measure=cps_conviction_rate")
    assert [pair.second.id for pair in pairs] == list(
        CATALOGUE["cps_conviction_rate"].balancing
    )
    charges = pairs[-1]
    assert charges.period.label == "2025-Q2"
    assert len(charges.places) == 42
    assert all(place.is_whole for place in charges.places.values())
    assert len(charges.path) == 18


def test_the_catalogue_lists_what_is_defined_and_how_far_it_reaches(
    views: Views,
) -> None:
    page = views.catalogue_page(f"area={KENT}")
    entries = {e.measure.id: e for stage in page.stages for e in stage.entries}
    assert list(entries) == list(CATALOGUE)
    latest = entries["cps_conviction_rate"].latest
    assert latest is not None
    assert latest.label == "2025-12"
    assert set(page.agencies) == {"police", "cps", "courts"}


def test_an_empty_store_says_so_on_every_page(sqlite_store: Store) -> None:
    views = Views(sqlite_store.reader, CATALOGUE, home_area=KENT)
    view = overview(views, "")
    assert rows(view) == {}
    assert [stage.stage for stage in view.stages] == STAGES
    assert [m for stage in view.stages for m in stage.missing] == [*CATALOGUE.values()]
    assert view.attention.lines == ()
    assert overview_finding(view, ENGLISH).heading.startswith("Nothing has been loaded")
    page = views.measure_page("cps_conviction_rate", "", today=TODAY)
    assert page.row is None
    assert "Nothing has been loaded" in measure_finding(page, ENGLISH).lead
    assert views.pairs("measure=cps_conviction_rate") == ()
    assert all(
        entry.latest is None
        for stage in views.catalogue_page("").stages
        for entry in stage.entries
    )


def test_figures_before_the_first_load_are_not_known(views: Views) -> None:
    view = overview(views, f"area={KENT}&as_of=2001-01-01")
    assert rows(view) == {}
    assert view.attention.lines == ()
    assert all(each.latest is None and not each.is_late for each in view.freshness)
