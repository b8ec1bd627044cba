"""Every panel of the compare page from one history."""

import pytest

from dashboard.areas import AreaType, Identity
from dashboard.comparing import (
    build_comparing,
    build_funnel,
    build_heat_row,
    rank_areas,
)
from dashboard.history import build_history
from dashboard.periods import Window
from dashboard.results import Comparison, Status, check_results
from dashboard.stats.funnel import Position
from tests.factories import (
    make_caseload,
    make_count,
    make_counts,
    make_geography,
    make_history,
    make_measure,
    make_result,
    make_score,
    make_state,
    months,
)
from tests.unit.dashboard.examples import FINANCIAL, JANUARY, TWELVE, YEAR_2014, january

MANY = 10_000.0


def test_the_highest_value_is_ranked_first_and_ties_share_a_rank() -> None:
    values = {"A": 0.5, "B": 0.9, "C": 0.5, "D": None}
    results = {code: make_result(code, value=value) for code, value in values.items()}
    assert rank_areas(results) == {"A": 2, "B": 1, "C": 2}


def test_a_value_that_rests_on_too_little_is_not_ranked() -> None:
    results = {
        "A": make_result("A", value=0.5),
        "B": make_result("B", value=1.0, status=Status.LOW_RELIABILITY),
    }
    assert rank_areas(results) == {"A": 1}


def test_a_funnel_is_drawn_of_what_is_divided() -> None:
    results = {c: make_result(c, 800.0 + n, 1000.0) for n, c in enumerate(TWELVE)}
    plot = build_funnel(make_measure(), results)
    assert plot is not None
    assert set(plot.positions) == set(TWELVE)
    assert build_funnel(make_caseload(), results) is None
    assert build_funnel(make_score(), results) is None


def test_a_funnel_of_no_figures_is_none() -> None:
    nothing = make_result("A", None, None, status=Status.NOT_AVAILABLE)
    assert build_funnel(make_measure(), {"A": nothing}) is None


def test_a_page_is_built_with_every_area_in_every_panel() -> None:
    shares = {c: {201401: (800.0 + 10 * n, 1000.0)} for n, c in enumerate(TWELVE)}
    del shares["L"]
    history = make_history(shares)
    geography = make_geography(TWELVE)
    data = build_comparing(
        history,
        make_state(pinned=("C", "L")),
        geography,
        period=JANUARY,
        window=Window.MONTH,
        heat=(),
    )
    assert set(data.results) == set(data.comparisons) == set(TWELVE)
    assert data.own.value == 0.8
    assert data.identities == {"A": Identity.OWN, "C": Identity.P1, "L": Identity.P2}
    assert data.ranks["K"] == 1
    assert "L" not in data.ranks
    assert "L" not in data.positions
    assert data.comparisons["L"] == Comparison.NOT_COMPARED
    assert set(data.trend.areas) == {"A", "C", "L"}
    assert data.national.status == Status.NOT_AVAILABLE
    assert data.releases == {1}
    check_results(data.results.values())
    check_results(data.trend.national)


@pytest.mark.parametrize("limits", ["adjusted", "plain"])
def test_the_limits_drawn_are_those_asked_for(limits: str) -> None:
    """Areas that differ this much lie outside the plain limits, inside the others."""
    shares = {c: {201401: (7000.0 + 200 * n, MANY)} for n, c in enumerate(TWELVE)}
    data = build_comparing(
        make_history(shares),
        make_state(limits=limits),
        make_geography(TWELVE),
        period=JANUARY,
        window=Window.MONTH,
        heat=(),
    )
    assert data.is_adjusted == (limits == "adjusted")
    assert (data.positions["A"] == Position.INSIDE) == (limits == "adjusted")


def test_without_an_estimate_the_limits_are_plain() -> None:
    data = build_comparing(
        january({"A": (8, 10), "B": (7, 10)}),
        make_state(),
        make_geography("AB"),
        period=JANUARY,
        window=Window.MONTH,
        heat=(),
    )
    assert not data.is_adjusted
    assert set(data.positions) == {"A", "B"}


def test_a_measure_of_police_forces_is_compared_among_forces() -> None:
    scores = {"A": {201704: 12.0}, "B": {201704: 8.0}}
    measure = make_score(area_type="police_force")
    history = build_history(
        measure, make_counts({"convicted": scores}, frequency="year")
    )
    geography = make_geography("AB", area_type=AreaType.POLICE_FORCE)
    data = build_comparing(
        history,
        make_state(),
        geography,
        period=FINANCIAL,
        window=Window.YEAR,
        heat=(),
    )
    assert data.own.value == 12.0
    assert data.funnel is None
    assert data.positions == {}


def test_no_panel_holds_a_number_that_is_hidden() -> None:
    counts = [
        make_count(code, month, None if code == "B" else 80.0, series=series,
                   status="suppressed" if code == "B" else "published")
        for code in "ABC"
        for month in months(2014)
        for series in ("convicted", "not_convicted")
    ]  # fmt: skip
    history = build_history(make_measure(), counts)
    geography = make_geography("ABC", peers={"A": "BC"}, regions={"North": "ABC"})
    for key in ("england_and_wales", "similar", "region", "area:B"):
        row = build_heat_row(history, geography, period=YEAR_2014, window=Window.YEAR)
        data = build_comparing(
            history,
            make_state(against=key, pinned=("B",)),
            geography,
            period=YEAR_2014,
            window=Window.YEAR,
            heat=(row,),
        )
        shown = [data.national, *data.results.values(), *data.trend.national]
        shown += [result for row in data.trend.areas.values() for result in row]
        shown += [row.national, *row.results.values()]
        check_results(shown)
        assert data.benchmark.value is None
        assert data.results["B"].status == Status.SUPPRESSED
        assert data.comparisons["B"] == Comparison.NOT_COMPARED
        assert data.trend.low == (None,) * 12
