"""One measure compared across areas: what each panel of the page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.areas import Area, Geography, Identity, identities
from dashboard.benchmarks import (
    Benchmark,
    choose_benchmark,
    compare_results,
    england_and_wales,
)
from dashboard.history import History
from dashboard.measures import Catalogue, Kind, Measure
from dashboard.periods import Period, Window
from dashboard.results import Comparison, Result, Status
from dashboard.stats.comparison import rank_with_ties
from dashboard.stats.funnel import Funnel, FunnelKind, FunnelPoint, Position, funnel
from dashboard.trends import Trend, build_trend
from dashboard.view_state import ViewState

#: A heat map of a family needs this many measures.
FAMILY_SIZE = 3


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
    def is_shared(self) -> bool:
        """True where any area's figure is that of a larger area around it."""
        return any(result.shared for result in self.results.values())

    @property
    def positions(self) -> Mapping[str, Position]:
        """Each area against the limits that are drawn; empty without a funnel."""
        if self.funnel is None:
            return {}
        if self.is_adjusted:
            return self.funnel.adjusted_positions
        return self.funnel.positions


def rank_areas(results: Mapping[str, Result]) -> dict[str, int]:
    """Rank by value, 1 the highest; ties share the best rank.

    Gaps have none, nor have values too weak to be ranked as if they were sound; no area
    has one where some share their figure.
    """
    if any(result.shared for result in results.values()):
        return {}
    ranks = rank_with_ties(
        [
            None if result.status == Status.LOW_RELIABILITY else result.value
            for result in results.values()
        ]
    )
    ranked = zip(results, ranks, strict=True)
    return {code: rank for code, rank in ranked if rank is not None}


def build_funnel(measure: Measure, results: Mapping[str, Result]) -> Funnel | None:
    """The funnel of the areas shown; None where the measure has no denominator.

    None too where areas share a figure, which would stand there once for each.
    """
    if measure.kind not in (Kind.PROPORTION, Kind.RATE):
        return None
    if any(result.shared for result in results.values()):
        return None
    points = [
        FunnelPoint(code, result.numerator, result.denominator)
        for code, result in results.items()
    ]
    plot = funnel(points, kind=FunnelKind(measure.kind.value))
    return plot if plot.average is not None else None


def heat_measures(catalogue: Catalogue, measure: Measure) -> tuple[Measure, ...]:
    """What a heat map beside a measure shows: its family, or the head of each."""
    family = catalogue.family(measure.family)
    if len(family) < FAMILY_SIZE:
        family = tuple(m for m in catalogue.values() if m.family_head)
    divides = (Kind.PROPORTION, Kind.RATE)
    return tuple(
        m for m in family if m.kind in divides and m.area_type == measure.area_type
    )


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
