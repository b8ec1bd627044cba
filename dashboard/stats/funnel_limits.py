"""Control limits of funnel plots: where chance alone would put an area of a size."""

from math import asin, exp, pi, sin, sqrt
from typing import NamedTuple

from scipy.special import pdtrik

from dashboard.stats.intervals import (
    check_count,
    check_denominator,
    normal_quantile,
    poisson_lower,
    poisson_upper,
    tail,
)
from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.rounding import is_above, is_below


class ControlLimits(NamedTuple):
    """Lower and upper limit, never missing."""

    lower: float
    upper: float


def is_outside(value: float, limits: ControlLimits) -> bool:
    """True strictly above or below; on a limit is inside."""
    return is_above(value, limits.upper) or is_below(value, limits.lower)


class ExpectedCounts(NamedTuple):
    """The expected counts at which an observed count lies on its two limits.

    None above the line for a count of 0, which no expectation makes too high.
    """

    on_lower_limit: float
    on_upper_limit: float | None


def proportion_limits(
    average: float, denominator: float, *, confidence: float
) -> ControlLimits:
    """Limits of a proportion around the average, 0 to 1, clipped.

    Raises Refused for an average outside 0 to 1 or a denominator of zero or less. The
    Wilson interval solved for the denominator.
    """
    _check_average(average)
    check_denominator(denominator)
    spread = normal_quantile(confidence) * sqrt(average * (1 - average) / denominator)
    return ControlLimits(max(0.0, average - spread), min(1.0, average + spread))


def proportion_limits_arcsine(
    average: float,
    denominator: float,
    *,
    between_variance: float,
    confidence: float,
) -> ControlLimits:
    """Limits of a proportion, 0 to 1, widened by the variance between areas.

    `between_variance` is tau squared on the arcsine scale. Raises Refused as
    `proportion_limits` does. Spiegelhalter (2005).
    """
    _check_average(average)
    check_denominator(denominator)
    centre = asin(sqrt(average))
    spread = normal_quantile(confidence) * sqrt(
        1 / (4 * denominator) + between_variance
    )
    lower = sin(max(0.0, centre - spread)) ** 2
    upper = sin(min(pi / 2, centre + spread)) ** 2
    return ControlLimits(lower, upper)


def expected_on_limits(observed: float, *, confidence: float) -> ExpectedCounts:
    """The expected counts for which `observed` is exactly on a limit.

    Divide `observed` by them for the limits of the ratio, and them by the average
    rate for the populations. Raises Refused for a negative count. Exact Poisson.
    """
    check_count(observed)
    each_tail = tail(confidence)
    at_upper = poisson_lower(observed, tail_probability=each_tail)
    at_lower = poisson_upper(observed, tail_probability=each_tail)
    return ExpectedCounts(at_lower, at_upper or None)


def observed_on_limits(expected: float, *, confidence: float) -> ControlLimits:
    """The observed counts, not rounded, that lie on the limits of an expected count.

    The same limits as `expected_on_limits` read the other way, so a curve over
    populations agrees with how an area is judged. 0 where no count is too low. Raises
    Refused for nothing expected.
    """
    check_denominator(expected)
    each_tail = tail(confidence)
    upper = float(pdtrik(1 - each_tail, expected)) + 1
    is_none_too_few = exp(-expected) >= each_tail
    lower = 0.0 if is_none_too_few else float(pdtrik(each_tail, expected))
    return ControlLimits(lower, upper)


def ratio_limits_by_expected(expected: float, *, confidence: float) -> ControlLimits:
    """Limits of observed over expected: chi-squared quantiles over twice expected.

    Raises Refused for nothing expected.
    """
    check_denominator(expected)
    each_tail = tail(confidence)
    return ControlLimits(
        poisson_lower(expected, tail_probability=each_tail) / expected,
        poisson_upper(expected, tail_probability=each_tail) / expected,
    )


def ratio_limits_log(
    expected: float, *, between_variance: float, confidence: float
) -> ControlLimits:
    """Limits of observed over expected, widened by the variance between areas.

    `between_variance` is tau squared on the log scale. Raises Refused for nothing
    expected.
    """
    check_denominator(expected)
    spread = normal_quantile(confidence) * sqrt(1 / expected + between_variance)
    return ControlLimits(exp(-spread), exp(spread))


def _check_average(average: float) -> None:
    if not 0 <= average <= 1:
        raise Refused(Reason.UNUSABLE_SETTING, f"average of {average:g}")
