"""One share of a place beside what it is compared with, and how the two compare."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.areas import AreaType, Geography
from dashboard.benchmarks import (
    Benchmark,
    choose_benchmark,
    compare_results,
    england_and_wales,
)
from dashboard.history import History
from dashboard.measures import Measure
from dashboard.periods import Period, Window
from dashboard.progression.streams import Place, window_of
from dashboard.results import Comparison, Result
from dashboard.trends import Trend, build_trend
from dashboard.view_state import ViewState

AREA = AreaType.CRIMINAL_JUSTICE_AREA


class Compared(NamedTuple):
    """A share, its benchmark, England and Wales, and the verdict.

    A verdict is NOT_COMPARED where too much is still to come.
    """

    measure: Measure
    own: Result
    benchmark: Benchmark
    national: Result
    comparison: Comparison


def benchmark_key(state: ViewState, geography: Geography) -> str:
    """What this page compares with: similar areas, unless a link names another."""
    if state.against == "england_and_wales" and geography.peers.get(state.area):
        return "similar"
    return state.against


def compare_share(
    history: History,
    place: Place,
    state: ViewState,
    geography: Geography,
    *,
    period: Period,
    areas: History | None = None,
    is_settled: bool = True,
) -> Compared:
    """One place's share of a span against similar areas, or what the state names.

    `areas` is the same share of areas, where the place is a court or larger than one.
    """
    window = window_of(period)
    own = history.result(place.code, period, window)
    others = areas or history
    state = replace(state, against=benchmark_key(state, geography))
    benchmark = choose_benchmark(others, state, geography, period=period, window=window)
    national = england_and_wales(others, geography, period=period, window=window)
    judged = compare_results(history.measure, {place.code: own}, benchmark)
    return Compared(
        history.measure,
        own,
        benchmark,
        national,
        judged[place.code] if is_settled else Comparison.NOT_COMPARED,
    )


def first_held(
    tries: Sequence[tuple[History, Place]], period: Period
) -> tuple[History, Place] | None:
    """The first place that has any of a span; None where no place has."""
    window = window_of(period)
    for history, place in tries:
        found = history.result(place.code, period, window)
        if found.months_present:
            return history, place
    return None


def own_over_areas(
    history: History, areas: History, place: Place, geography: Geography
) -> Trend:
    """A place by the quarter over the band of areas, of which it may be none."""
    shown = (place.code,) if place.type == AREA else ()
    trend = build_trend(areas, geography, window=Window.QUARTER, shown=shown)
    if place.type == AREA:
        return trend
    own = tuple(
        history.result(place.code, each, Window.QUARTER) for each in trend.periods
    )
    return trend._replace(areas={place.code: own})
