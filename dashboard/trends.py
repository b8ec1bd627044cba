"""A measure over time: the areas shown, the nation, and the band of all areas."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.areas import Geography
from dashboard.benchmarks import england_and_wales
from dashboard.history import History
from dashboard.measures import Kind, Measure
from dashboard.periods import Frequency, Period, Window, period_from, shift
from dashboard.results import Result, Status
from dashboard.stats.comparison import quantile
from dashboard.stats.refusals import Reason

#: Fewer areas than this give no band.
ENOUGH_AREAS = 10


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


def trend_window(measure: Measure, window: Window) -> Window:
    """The window a trend is drawn in: a year's own months say more than its years."""
    if window == Window.YEAR and Window.YEAR in measure.windows:
        return Window(measure.frequency.value)
    return window


def build_trend(
    history: History, geography: Geography, *, window: Window, shown: Sequence[str]
) -> Trend:
    """Every period from the first to the last, gaps kept, with the band of all areas.

    The band runs from the tenth to the ninetieth percentile of the areas' values. A
    total or rate of part of a period is a gap: it would draw a fall that never was.
    Counts have no national line, which would be the sum of all the others.
    """
    step = trend_window(history.measure, window)
    periods = _all_periods(history, step)
    codes = tuple(geography.of_type(history.measure.area_type))
    low: list[float | None] = []
    high: list[float | None] = []
    national: list[Result] = []
    missing: list[Period] = []
    for period in periods:
        values = history.values(codes, period, step)
        known = sum(value is not None for value in values)
        low.append(quantile(values, 0.1) if known >= ENOUGH_AREAS else None)
        high.append(quantile(values, 0.9) if known >= ENOUGH_AREAS else None)
        whole = england_and_wales(history, geography, period=period, window=step)
        national.append(_comparable_over_time(history.measure, whole))
        if not known and whole.value is None:
            missing.append(period)
    if history.measure.kind == Kind.COUNT:
        national = [_hidden(each, Status.NOT_APPLICABLE, None) for each in national]
    areas = {
        code: tuple(
            _comparable_over_time(history.measure, history.result(code, period, step))
            for period in periods
        )
        for code in shown
        if code in codes
    }
    return Trend(
        periods=tuple(periods),
        areas=areas,
        national=tuple(national),
        low=tuple(low),
        high=tuple(high),
        missing=tuple(missing),
    )


def _comparable_over_time(measure: Measure, result: Result) -> Result:
    if measure.is_cumulative and result.is_partial and result.value is not None:
        return _hidden(result, Status.NOT_AVAILABLE, Reason.MISSING)
    return result


def _hidden(result: Result, status: Status, reason: Reason | None) -> Result:
    return result._replace(
        numerator=None, denominator=None, value=None, lower=None, upper=None,
        status=status, reason=reason,
    )  # fmt: skip


def _all_periods(history: History, window: Window) -> list[Period]:
    """Every period of the window, from the first that has anything to the last."""
    if not history.present:
        return []
    first, last = history.present[0], history.present[-1]
    if window == Window.QUARTER and history.frequency == Frequency.MONTH:
        first = shift(first, -((first % 100 - 1) % 3))
    step, ahead = window.months, 0
    if window == Window.ROLLING_YEAR:
        step, ahead = history.frequency.months, 12 - history.frequency.months
    periods = []
    while shift(first, ahead) <= last:
        periods.append(period_from(first, window.months))
        first = shift(first, step)
    return periods
