"""How much more areas differ than chance allows, and what that adds to limits.

Spiegelhalter (2005, 2012): z-scores on a scale where the variance is known, the
extreme ones pulled in or dropped, phi their mean square, tau squared the variance
between areas by the method of moments.
"""

from collections.abc import Sequence
from math import asin, fsum, log, sqrt
from typing import NamedTuple

from dashboard.stats.comparison import quantile
from dashboard.stats.intervals import check_count, check_denominator, check_share
from dashboard.stats.refusals import Reason, Refused

#: The usual share of areas treated as extreme at each end.
TRIM = 0.1

#: With fewer areas than this the estimate says little and is not made.
MINIMUM_AREAS = 10


class Deviation(NamedTuple):
    """How far an area lies from the average, in standard errors, and that error."""

    z: float
    standard_error: float


class Overdispersion(NamedTuple):
    """phi is 1 where only chance is at work; tau squared is never below 0."""

    phi: float
    tau_squared: float


def proportion_deviation(
    numerator: float, denominator: float, *, average: float
) -> Deviation:
    """On the arcsine of the square root, whose standard error is 1 / (2 sqrt n).

    Raises Refused unless 0 <= numerator <= denominator and denominator > 0.
    """
    check_share(numerator, denominator)
    error = 1 / (2 * sqrt(denominator))
    distance = asin(sqrt(numerator / denominator)) - asin(sqrt(average))
    return Deviation(distance / error, error)


def ratio_deviation(observed: float, expected: float) -> Deviation:
    """On the log of observed over expected, whose standard error is 1 / sqrt e.

    Nothing observed has no logarithm and stands as half an event. Raises Refused for
    a negative count or nothing expected.
    """
    check_count(observed)
    check_denominator(expected)
    error = 1 / sqrt(expected)
    return Deviation(log((observed or 0.5) / expected) / error, error)


def ratio_deviation_square_root(observed: float, expected: float) -> Deviation:
    """On the square root of observed over expected; standard error 1 / (2 sqrt e).

    Raises Refused for a negative count or nothing expected. The variant of the Care
    Quality Commission.
    """
    check_count(observed)
    check_denominator(expected)
    error = 1 / (2 * sqrt(expected))
    return Deviation((sqrt(observed / expected) - 1) / error, error)


def winsorised(
    deviations: Sequence[Deviation], *, trim: float = TRIM
) -> list[Deviation]:
    """The same deviations, those beyond the trim quantiles pulled in to them."""
    scores = [deviation.z for deviation in deviations]
    low, high = quantile(scores, trim), quantile(scores, 1 - trim)
    if low is None or high is None:
        return []
    return [
        deviation._replace(z=min(max(deviation.z, low), high))
        for deviation in deviations
    ]


def truncated(
    deviations: Sequence[Deviation], *, trim: float = TRIM
) -> list[Deviation]:
    """The deviations without the top and bottom share of their ranks.

    A rank r of n goes when floor(r / trim / (n + 1)) is the first or the last of the
    1 / trim parts: the variant of the NHS hospital mortality indicator.
    """
    parts = round(1 / trim)
    order = sorted(range(len(deviations)), key=lambda place: deviations[place].z)
    kept = [
        place
        for rank, place in enumerate(order, start=1)
        if rank * parts // (len(order) + 1) not in {0, parts - 1}
    ]
    return [deviations[place] for place in sorted(kept)]


def overdispersion(deviations: Sequence[Deviation]) -> Overdispersion:
    """phi and tau squared of deviations already winsorised or truncated.

    Raises Refused for fewer than two, from which nothing can be estimated.
    """
    count = len(deviations)
    if count < 2:
        raise Refused(Reason.TOO_FEW_VALUES, f"{count} areas")
    phi = fsum(deviation.z**2 for deviation in deviations) / count
    excess = count * phi - (count - 1)
    if excess <= 0:
        return Overdispersion(phi, 0.0)
    weights = [1 / deviation.standard_error**2 for deviation in deviations]
    spread = fsum(weights) - fsum(weight**2 for weight in weights) / fsum(weights)
    return Overdispersion(phi, excess / spread)
