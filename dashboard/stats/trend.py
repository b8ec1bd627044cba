"""Whether a series rises or falls by more than chance.

Not for rolling figures, whose windows overlap. A test that finds nothing says that
there is no clear trend, never that nothing changed.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from math import fsum, isfinite, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr

from dashboard.polarity import Polarity
from dashboard.stats.intervals import normal_quantile
from dashboard.stats.refusals import Reason, Refused

#: Fewer values than this say too little for a Mann-Kendall test to be shown.
MINIMUM_VALUES = 8

RECENT_POINTS = 5
RECENT_CONFIDENCE = 0.998

#: Kinds of measure whose interval the recent trend can be weighted by.
RECENT_KINDS = frozenset({"proportion", "rate"})


class Trend(StrEnum):
    """Which way a series goes, if that is clear."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_SIGNIFICANT_CHANGE = "no_significant_change"
    CANNOT_BE_CALCULATED = "cannot_be_calculated"


class TrendPoint(NamedTuple):
    """A value with its 95% interval; None where missing."""

    value: float | None
    lower: float | None
    upper: float | None


class MannKendall(NamedTuple):
    """The test's statistics; None, with the reason, for too short a series."""

    s: int | None
    variance: float | None
    z: float | None
    p_value: float | None
    trend: Trend
    reason: Reason | None = None


def recent_trend(points: Sequence[TrendPoint], *, kind: str) -> Trend:
    """The direction of the last five annual points, in date order, at 99.8%.

    A straight line weighted by the intervals must be significant and keep its sign
    whichever point is left out. CANNOT_BE_CALCULATED with fewer than five complete
    points, a kind without such intervals or one of no width. Fingertips' rule.
    """
    recent = points[-RECENT_POINTS:]
    complete = [
        (point.value, point.upper - point.lower)
        for point in recent
        if point.value is not None
        and point.lower is not None
        and point.upper is not None
    ]
    if (
        kind not in RECENT_KINDS
        or len(complete) < RECENT_POINTS
        or any(width <= 0 for _, width in complete)
    ):
        return Trend.CANNOT_BE_CALCULATED
    values = [value for value, _ in complete]
    errors = [width / (2 * normal_quantile(0.95)) for _, width in complete]
    places = range(RECENT_POINTS)
    slope, slope_error = _weighted_slope(places, values, errors)
    is_significant = abs(slope / slope_error) > normal_quantile(RECENT_CONFIDENCE)
    keeps_its_sign = all(
        slope
        * _weighted_slope(
            [place for place in places if place != left_out],
            [values[place] for place in places if place != left_out],
            [errors[place] for place in places if place != left_out],
        )[0]
        > 0
        for left_out in places
    )
    if not (is_significant and keeps_its_sign):
        return Trend.NO_SIGNIFICANT_CHANGE
    return Trend.INCREASING if slope > 0 else Trend.DECREASING


def trend_label(trend: Trend, *, polarity: Polarity) -> str:
    """The trend with whether that is better or worse, where the polarity says."""
    if polarity is Polarity.NEITHER or trend not in {
        Trend.INCREASING,
        Trend.DECREASING,
    }:
        return str(trend)
    is_up = trend is Trend.INCREASING
    is_better = is_up == (polarity is Polarity.HIGHER_IS_BETTER)
    return f"{trend}_and_getting_{'better' if is_better else 'worse'}"


def mann_kendall(
    values: Sequence[float | None],
    *,
    confidence: float = 0.95,
    minimum_values: int = MINIMUM_VALUES,
) -> MannKendall:
    """Whether later values tend to be higher or lower than earlier ones, two sided.

    Missing values are left out. With ties and continuity corrected; all values equal
    give p 1. Withheld under `minimum_values`. Mann (1945) and Kendall (1975).
    """
    known = _finite(values)
    count = len(known)
    if count < max(minimum_values, 2):
        return MannKendall(
            None,
            None,
            None,
            None,
            Trend.CANNOT_BE_CALCULATED,
            Reason.TOO_FEW_VALUES,
        )
    series = np.array(known)
    s = sum(
        int(np.sign(series[place + 1 :] - series[place]).sum())
        for place in range(count - 1)
    )
    variance = (
        count * (count - 1) * (2 * count + 5)
        - sum(ties * (ties - 1) * (2 * ties + 5) for ties in Counter(known).values())
    ) / 18
    z = 0.0 if s == 0 or variance == 0 else (s - (1 if s > 0 else -1)) / sqrt(variance)
    p_value = 2 * float(ndtr(-abs(z)))
    trend = Trend.NO_SIGNIFICANT_CHANGE
    if abs(z) > normal_quantile(confidence):
        trend = Trend.INCREASING if z > 0 else Trend.DECREASING
    return MannKendall(s, variance, z, p_value, trend)


def sen_slope(values: Sequence[float | None]) -> float | None:
    """Median slope between pairs of values, per step of the calendar.

    A missing value keeps its place, so a gap keeps its width; None with fewer than two
    values. Sen (1968).
    """
    _finite(values)
    places = [place for place, value in enumerate(values) if value is not None]
    if len(places) < 2:
        return None
    times = np.array(places, dtype=float)
    heights = np.array([value for value in values if value is not None], dtype=float)
    earlier, later = np.triu_indices(len(places), k=1)
    slopes = (heights[later] - heights[earlier]) / (times[later] - times[earlier])
    return float(np.median(slopes))


def _weighted_slope(
    places: Sequence[int], values: Sequence[float], errors: Sequence[float]
) -> tuple[float, float]:
    """Slope of the weighted straight line, and its standard error."""
    weights = [1 / error**2 for error in errors]
    everything = fsum(weights)
    centre = fsum(w * t for w, t in zip(weights, places, strict=True)) / everything
    spread = fsum(w * (t - centre) ** 2 for w, t in zip(weights, places, strict=True))
    slope = (
        fsum(
            w * (t - centre) * value
            for w, t, value in zip(weights, places, values, strict=True)
        )
        / spread
    )
    return slope, 1 / sqrt(spread)


def _finite(values: Sequence[float | None]) -> list[float]:
    known = [value for value in values if value is not None]
    if not all(isfinite(value) for value in known):
        raise Refused(Reason.NOT_A_NUMBER, "a value must be finite")
    return known
