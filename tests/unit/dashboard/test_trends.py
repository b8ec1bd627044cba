"""A measure over time: gaps stay gaps, and parts are not wholes."""

from collections.abc import Mapping

import pytest

from dashboard.areas import ENGLAND_AND_WALES
from dashboard.history import build_history
from dashboard.measures import Measure
from dashboard.periods import Period, Window
from dashboard.results import Status
from dashboard.trends import ENOUGH_AREAS, Trend, build_trend
from tests.factories import (
    make_caseload,
    make_counts,
    make_geography,
    make_history,
    months,
)
from tests.unit.dashboard.examples import TWELVE


def trend_of(
    areas: Mapping[str, Mapping[int, tuple[float, float]]],
    *,
    window: Window = Window.MONTH,
    measure: Measure | None = None,
    shown: str = "A",
) -> Trend:
    history = make_history(areas, measure)
    codes = [code for code in areas if code != ENGLAND_AND_WALES]
    return build_trend(history, make_geography(codes), window=window, shown=shown)


def labels(periods: tuple[Period, ...]) -> list[str]:
    return [found.label for found in periods]


def test_a_missing_month_keeps_its_place_and_is_a_gap() -> None:
    trend = trend_of({"A": {201411: (8, 10), 201501: (7, 10)}})
    assert labels(trend.periods) == ["2014-11", "2014-12", "2015-01"]
    assert [r.value for r in trend.areas["A"]] == [0.8, None, 0.7]
    assert [r.value for r in trend.national] == [0.8, None, 0.7]
    assert labels(trend.missing) == ["2014-12"]


def test_a_month_that_one_area_lacks_was_published_all_the_same() -> None:
    trend = trend_of({"A": {201401: (8, 10)}, "B": {201401: (8, 10), 201402: (7, 10)}})
    assert trend.areas["A"][1].value is None
    assert trend.national[1].value is None
    assert trend.missing == ()


def test_only_what_is_asked_for_and_known_is_shown() -> None:
    trend = trend_of({"A": {201401: (8, 10)}, "B": {201401: (7, 10)}}, shown="BZ")
    assert list(trend.areas) == ["B"]


def test_the_band_holds_the_middle_of_all_areas() -> None:
    shares = {code: {201401: (70.0 + n, 100.0)} for n, code in enumerate(TWELVE[:11])}
    trend = trend_of(shares)
    assert list(trend.low) == pytest.approx([0.71])
    assert list(trend.high) == pytest.approx([0.79])


def test_there_is_no_band_of_fewer_than_ten_areas() -> None:
    shares = {code: {201401: (70.0, 100.0)} for code in TWELVE[: ENOUGH_AREAS - 1]}
    trend = trend_of(shares)
    assert trend.low == trend.high == (None,)


def test_the_trend_of_a_year_is_drawn_by_its_months() -> None:
    trend = trend_of({"A": {201401: (8, 10)}}, window=Window.YEAR)
    assert labels(trend.periods) == ["2014-01"]


def test_a_rolling_trend_begins_with_the_first_twelve_months() -> None:
    two_years = dict.fromkeys([*months(2014), *months(2015, 1, 2)], (8.0, 10.0))
    trend = trend_of({"A": two_years}, window=Window.ROLLING_YEAR)
    assert labels(trend.periods) == ["2014", "2014-02/2015-01", "2014-03/2015-02"]


def test_quarters_that_are_not_yet_whole_are_drawn_at_both_ends() -> None:
    trend = trend_of(
        {"A": dict.fromkeys([201403, 201404, 201405, 201406, 201407], (8.0, 10.0))},
        window=Window.QUARTER,
    )
    assert labels(trend.periods) == ["2014-Q1", "2014-Q2", "2014-Q3"]
    assert [r.months_present for r in trend.areas["A"]] == [1, 3, 1]
    assert all(r.value == 0.8 for r in trend.areas["A"])


def test_a_total_of_part_of_a_quarter_is_a_gap() -> None:
    """Drawn, it would look like a fall that never was."""
    measure = make_caseload()
    counts = {c: dict.fromkeys(months(2014, 1, 5), 10.0) for c in TWELVE}
    history = build_history(measure, make_counts({"convicted": counts}))
    trend = build_trend(
        history, make_geography(TWELVE), window=Window.QUARTER, shown="A"
    )
    assert [r.value for r in trend.areas["A"]] == [30, None]
    assert list(trend.low) == [30, None]
    assert trend.areas["A"][1].status == Status.NOT_AVAILABLE
    assert trend.areas["A"][1].months_present == 2


def test_a_count_has_no_national_line_among_its_parts() -> None:
    counts = {"A": {201401: 5.0}, "B": {201401: 7.0}}
    history = build_history(make_caseload(), make_counts({"convicted": counts}))
    trend = build_trend(history, make_geography("AB"), window=Window.MONTH, shown="A")
    assert [r.status for r in trend.national] == [Status.NOT_APPLICABLE]
    assert trend.missing == ()


def test_nothing_loaded_is_an_empty_trend() -> None:
    trend = trend_of({"A": {}})
    assert trend.periods == ()
    assert trend.areas == {"A": ()}
