"""One measure compared across areas: what each panel of the page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.areas import (
    ENGLAND_AND_WALES,
    Area,
    AreaType,
    Geography,
    Identity,
    identities,
)
from dashboard.history import History
from dashboard.measures import Kind, Measure
from dashboard.periods import Frequency, Period, Window, period_from, shift
from dashboard.results import Comparison, Result
from dashboard.stats.comparison import (
    compare_with_benchmark,
    quantile,
    rank_with_ties,
)
from dashboard.stats.funnel import Funnel, FunnelKind, FunnelPoint, Position, funnel
from dashboard.stats.intervals import Interval
from dashboard.stats.proportions import newcombe_difference
from dashboard.view_state import AREA_PREFIX, ViewState

#: Fewer areas than this give no band and no estimate of overdispersion.
ENOUGH_AREAS = 10


class Benchmark(NamedTuple):
    """What values are compared with; `members` are the areas it is made of."""

    key: str
    value: float | None
    result: Result | None
    members: tuple[str, ...] = ()
    whole: Area | None = None


class Trend(NamedTuple):
    """Results over time; a value of None is a gap, never to be joined over.

    Every sequence has one entry a period. `low` and `high` bound the middle 80% of
    all areas; `missing` are the periods for which nothing was published.
    """

    periods: tuple[Period, ...]
    areas: Mapping[str, tuple[Result, ...]]
    national: tuple[Result, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    missing: tuple[Period, ...]


class HeatRow(NamedTuple):
    """One measure across all areas, each against England and Wales."""

    measure: Measure
    period: Period
    national: Result
    results: Mapping[str, Result]
    comparisons: Mapping[str, Comparison]


@dataclass(frozen=True)
class Comparing:
    """Everything the compare page shows for one state."""

    state: ViewState
    measure: Measure
    period: Period
    window: Window
    areas: Mapping[str, Area]
    identities: Mapping[str, Identity]
    results: Mapping[str, Result]
    comparisons: Mapping[str, Comparison]
    ranks: Mapping[str, int]
    benchmark: Benchmark
    national: Result
    funnel: Funnel | None
    trend: Trend
    heat: tuple[HeatRow, ...]
    releases: frozenset[int]

    @property
    def own(self) -> Result:
        """The reader's own area."""
        return self.results[self.state.area]

    @property
    def is_adjusted(self) -> bool:
        """True where the funnel's limits are widened for overdispersion."""
        has_estimate = self.funnel is not None and self.funnel.phi is not None
        return has_estimate and self.state.limits == "adjusted"

    @property
    def positions(self) -> Mapping[str, Position]:
        """Each area against the limits that are drawn; empty without a funnel."""
        if self.funnel is None:
            return {}
        if self.is_adjusted:
            return self.funnel.adjusted_positions
        return self.funnel.positions


def compare_results(
    measure: Measure, results: Mapping[str, Result], benchmark: Benchmark
) -> dict[str, Comparison]:
    """Each area's interval against the benchmark (STATISTICS section 4).

    One area against another is judged by the interval of their difference; overlap
    of two intervals is not a test. An area is never compared with itself.
    """
    other = benchmark.result if benchmark.key.startswith(AREA_PREFIX) else None
    found = {}
    for code, result in results.items():
        if f"{AREA_PREFIX}{code}" == benchmark.key:
            found[code] = Comparison.NOT_COMPARED
        elif other is not None and measure.kind == Kind.PROPORTION:
            found[code] = _compare_two(measure, result, other)
        else:
            found[code] = compare_with_benchmark(
                Interval(result.lower, result.upper),
                benchmark.value,
                polarity=measure.polarity,
            )
    return found


def _compare_two(measure: Measure, one: Result, other: Result) -> Comparison:
    difference = newcombe_difference(
        (one.numerator, one.denominator), (other.numerator, other.denominator)
    )
    return compare_with_benchmark(difference.interval, 0.0, polarity=measure.polarity)


def choose_benchmark(
    history: History,
    state: ViewState,
    geography: Geography,
    *,
    period: Period,
    window: Window,
) -> Benchmark:
    """The value that `against` names; value None where it cannot be had.

    Similar areas and regions leave the reader's own area out: in a small group it
    would be compared in part with itself.
    """
    key = state.against
    if key.startswith(AREA_PREFIX):
        code = key.removeprefix(AREA_PREFIX)
        result = history.result(code, period, window)
        area = geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, code]
        return Benchmark(key, result.value, result, (code,), area)
    if key == "similar":
        members = geography.peers.get(state.area, ())
        return _group(history, key, members, period, window, None)
    if key == "region":
        whole = geography.whole_of(AreaType.REGION, state.area)
        parts = geography.parts_of(whole) if whole else ()
        members = tuple(code for code in parts if code != state.area)
        return _group(history, key, members, period, window, whole)
    if key == "target":
        return Benchmark(key, None, None)
    result = england_and_wales(history, geography, period=period, window=window)
    return Benchmark("england_and_wales", result.value, result)


def _group(
    history: History,
    key: str,
    members: tuple[str, ...],
    period: Period,
    window: Window,
    whole: Area | None,
) -> Benchmark:
    if not members or history.measure.kind not in (Kind.PROPORTION, Kind.RATE):
        return Benchmark(key, None, None, members, whole)
    result = history.pooled(members, period, window, name=key)
    return Benchmark(key, result.value, result, members, whole)


def england_and_wales(
    history: History, geography: Geography, *, period: Period, window: Window
) -> Result:
    """The nation as published, or where it is not, its areas added up."""
    published = history.result(ENGLAND_AND_WALES, period, window)
    if published.value is not None and not published.is_partial:
        return published
    if history.measure.kind in (Kind.SCORE, Kind.DURATION):
        return published
    codes = tuple(geography.of_type(history.measure.area_type))
    pooled = history.pooled(codes, period, window, name=ENGLAND_AND_WALES)
    return pooled if pooled.value is not None else published


def rank_areas(results: Mapping[str, Result]) -> dict[str, int]:
    """Rank by value, 1 the highest; ties share the best rank, gaps have none."""
    ranks = rank_with_ties([result.value for result in results.values()])
    ranked = zip(results, ranks, strict=True)
    return {code: rank for code, rank in ranked if rank is not None}


def build_funnel(measure: Measure, results: Mapping[str, Result]) -> Funnel | None:
    """The funnel of the areas shown; None where the measure has no denominator."""
    if measure.kind not in (Kind.PROPORTION, Kind.RATE):
        return None
    points = [
        FunnelPoint(code, result.numerator, result.denominator)
        for code, result in results.items()
    ]
    plot = funnel(points, kind=FunnelKind(measure.kind.value))
    return plot if plot.average is not None else None


def trend_window(measure: Measure, window: Window) -> Window:
    """The window a trend is drawn in: a year's own months say more than its years."""
    if window == Window.YEAR and Window.YEAR in measure.windows:
        return Window(measure.frequency.value)
    return window


def build_trend(
    history: History, geography: Geography, *, window: Window, shown: Sequence[str]
) -> Trend:
    """Every period from the first to the last, gaps kept, with the band of all areas.

    The band runs from the tenth to the ninetieth percentile of the areas' values.
    """
    step = trend_window(history.measure, window)
    periods = _all_periods(history, step)
    codes = tuple(geography.of_type(history.measure.area_type))
    every = {c: [history.result(c, p, step) for p in periods] for c in codes}
    low: list[float | None] = []
    high: list[float | None] = []
    for position in range(len(periods)):
        column = [every[code][position].value for code in codes]
        enough = sum(value is not None for value in column) >= ENOUGH_AREAS
        low.append(quantile(column, 0.1) if enough else None)
        high.append(quantile(column, 0.9) if enough else None)
    national = [
        england_and_wales(history, geography, period=period, window=step)
        for period in periods
    ]
    missing = [
        period
        for period, result in zip(periods, national, strict=True)
        if result.value is None
    ]
    return Trend(
        periods=tuple(periods),
        areas={code: tuple(every[code]) for code in shown if code in every},
        national=tuple(national),
        low=tuple(low),
        high=tuple(high),
        missing=tuple(missing),
    )


def _all_periods(history: History, window: Window) -> list[Period]:
    if not history.present:
        return []
    frequency = history.frequency
    step = window.months if window != Window.ROLLING_YEAR else frequency.months
    first = history.present[0]
    if window == Window.QUARTER and frequency == Frequency.MONTH:
        first = shift(first, -((first % 100 - 1) % 3))
    last = shift(history.present[-1], frequency.months - 1)
    periods = []
    while shift(first, window.months - 1) <= last:
        periods.append(period_from(first, window.months))
        first = shift(first, step)
    return periods


def build_heat_row(
    history: History, geography: Geography, *, period: Period, window: Window
) -> HeatRow:
    """One measure for all areas against England and Wales."""
    codes = tuple(geography.of_type(history.measure.area_type))
    national = england_and_wales(history, geography, period=period, window=window)
    results = {code: history.result(code, period, window) for code in codes}
    against = Benchmark("england_and_wales", national.value, national)
    comparisons = compare_results(history.measure, results, against)
    return HeatRow(history.measure, period, national, results, comparisons)


def build_comparing(
    history: History,
    state: ViewState,
    geography: Geography,
    *,
    period: Period,
    window: Window,
    heat: Sequence[HeatRow],
) -> Comparing:
    """All panels of the compare page from one measure's history."""
    measure = history.measure
    areas = geography.of_type(measure.area_type)
    results = {code: history.result(code, period, window) for code in areas}
    benchmark = choose_benchmark(
        history, state, geography, period=period, window=window
    )
    marks = identities(state.area, state.pinned)
    return Comparing(
        state=state,
        measure=measure,
        period=period,
        window=window,
        areas=areas,
        identities=marks,
        results=results,
        comparisons=compare_results(measure, results, benchmark),
        ranks=rank_areas(results),
        benchmark=benchmark,
        national=england_and_wales(history, geography, period=period, window=window),
        funnel=build_funnel(measure, results),
        trend=build_trend(history, geography, window=window, shown=tuple(marks)),
        heat=tuple(heat),
        releases=history.releases,
    )
