"""One measure of one area in a line: its latest figure, its chart and its verdict."""

from dataclasses import dataclass

from dashboard.areas import Geography
from dashboard.benchmarks import Benchmark, choose_benchmark, compare_results
from dashboard.charting import ControlChart, build_control_chart
from dashboard.history import History
from dashboard.measures import Kind, Measure
from dashboard.partnership import Partnership
from dashboard.periods import Period, Window
from dashboard.results import Result
from dashboard.stats.funnel import FunnelKind, FunnelPoint, Standing, standing
from dashboard.verdicts import Direction, Verdict, judge
from dashboard.view_state import ViewState


@dataclass(frozen=True)
class ScoreRow:
    """What the scorecard says of a measure; the chart is of its stored periods.

    `standing` is its place among all areas, None where that cannot be judged.
    """

    measure: Measure
    area_code: str
    period: Period
    window: Window
    result: Result
    benchmark: Benchmark
    standing: Standing | None
    chart: ControlChart
    verdict: Verdict


def build_row(
    history: History,
    state: ViewState,
    geography: Geography,
    *,
    period: Period,
    window: Window,
    partnership: Partnership,
) -> ScoreRow:
    """The row of one measure for the state's area.

    The history holds all of the area's periods, and every area in the one shown.
    Whether the figure is unusual is judged by limits that allow for how much areas
    differ anyway, whichever a reader looks at: plain ones call most areas unusual.
    """
    measure, own = history.measure, state.area
    chart = build_control_chart(
        history,
        own,
        events=partnership.events_of(measure.id, own),
        target=partnership.target_of(measure.id, own),
    )
    result = history.result(own, period, window)
    benchmark = _benchmark(
        history, state, geography, period=period, window=window, chart=chart
    )
    place = _standing(history, geography, own, period=period, window=window)
    verdict = judge(
        result,
        chart=chart,
        comparison=compare_results(measure, {own: result}, benchmark)[own],
        benchmark=benchmark,
        position=place.position if place else None,
    )
    return ScoreRow(
        measure=measure,
        area_code=own,
        period=period,
        window=window,
        result=result,
        benchmark=benchmark,
        standing=place,
        chart=chart,
        verdict=verdict,
    )


def is_worse(direction: Direction | None, measure: Measure) -> bool:
    """Whether a way to differ is the worse one; never without a better direction."""
    worse = {"higher_is_better": Direction.DOWN, "lower_is_better": Direction.UP}
    return direction is not None and worse.get(measure.polarity.value) == direction


def _standing(
    history: History,
    geography: Geography,
    area_code: str,
    *,
    period: Period,
    window: Window,
) -> Standing | None:
    measure = history.measure
    if measure.kind not in (Kind.PROPORTION, Kind.RATE) or history.shared:
        return None
    points = [
        FunnelPoint(code, *history.counts(code, period, window))
        for code in geography.of_type(measure.area_type)
    ]
    return standing(points, area_code, kind=FunnelKind(measure.kind.value))


def _benchmark(
    history: History,
    state: ViewState,
    geography: Geography,
    *,
    period: Period,
    window: Window,
    chart: ControlChart,
) -> Benchmark:
    if state.against == "target" and chart.target is not None:
        return Benchmark("target", chart.target.value, None)
    return choose_benchmark(history, state, geography, period=period, window=window)
