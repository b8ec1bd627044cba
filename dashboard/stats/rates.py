"""Events per population or per unit of exposure, with the interval of their count."""

from math import sqrt

from dashboard.stats.intervals import (
    MISSING_ESTIMATE,
    MISSING_INTERVAL,
    Estimate,
    Interval,
    Method,
    check_count,
    check_denominator,
    normal_quantile,
    poisson_lower,
    poisson_upper,
    tail,
)

#: From this count Byar's approximation stands in for the exact limits.
BYAR_FROM = 10


def exact_poisson_interval(
    count: float | None, *, confidence: float = 0.95
) -> Interval:
    """Exact limits of the mean behind a count; missing in, missing out.

    Raises Refused for a negative count. Garwood (1936).
    """
    if count is None:
        return MISSING_INTERVAL
    check_count(count)
    each_tail = tail(confidence)
    return Interval(
        poisson_lower(count, tail_probability=each_tail),
        poisson_upper(count, tail_probability=each_tail),
    )


def byar_interval(count: float | None, *, confidence: float = 0.95) -> Interval:
    """Byar's limits of the mean behind a count; a negative lower limit is missing.

    Raises Refused for a negative count. Breslow and Day (1987), volume II, page 69.
    """
    if count is None:
        return MISSING_INTERVAL
    check_count(count)
    z = normal_quantile(confidence)
    above = count + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * above**0.5)) ** 3
    if count == 0:
        return Interval(None, upper)
    lower = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3
    return Interval(None if lower < 0 else lower, upper)


def rate_method(count: float) -> Method:
    """Which interval a count takes: exact under 10, Byar from 10."""
    return Method.EXACT_POISSON if count < BYAR_FROM else Method.BYAR


def rate_interval(count: float | None, *, confidence: float = 0.95) -> Interval:
    """Limits of the count: exact under 10, Byar from 10; missing in, missing out.

    Divide both by the population for the limits of the rate. Raises Refused for a
    negative count. The UK public health standard.
    """
    if count is None:
        return MISSING_INTERVAL
    if rate_method(count) is Method.EXACT_POISSON:
        return exact_poisson_interval(count, confidence=confidence)
    return byar_interval(count, confidence=confidence)


def crude_rate(
    count: float | None,
    denominator: float | None,
    *,
    multiplier: float = 1,
    confidence: float = 0.95,
) -> Estimate:
    """Events per `multiplier` of the denominator; more events than people is lawful.

    Missing in, missing out. Raises Refused for a negative count or a denominator of
    zero or less.
    """
    if count is None or denominator is None:
        return MISSING_ESTIMATE
    check_count(count)
    check_denominator(denominator)
    scale = multiplier / denominator
    lower, upper = rate_interval(count, confidence=confidence)
    return Estimate(
        count * scale,
        None if lower is None else lower * scale,
        None if upper is None else upper * scale,
        rate_method(count),
        confidence,
    )


def rate_difference(
    first: tuple[float | None, float | None],
    second: tuple[float | None, float | None],
    *,
    multiplier: float = 1,
    confidence: float = 0.95,
) -> Estimate:
    """First rate less the second, with limits recovered from those of each.

    Each is (count, denominator); missing in, missing out, and a limit is missing where
    one that it is made of is. Raises Refused as `crude_rate` does. Zou and Donner
    (2008), equation 5: Newcombe's construction, for any two intervals.
    """
    one = crude_rate(*first, multiplier=multiplier, confidence=confidence)
    two = crude_rate(*second, multiplier=multiplier, confidence=confidence)
    if one.value is None or two.value is None:
        return MISSING_ESTIMATE
    difference = one.value - two.value
    below = _both(one.value, one.lower, two.value, two.upper)
    above = _both(one.value, one.upper, two.value, two.lower)
    return Estimate(
        difference,
        None if below is None else difference - below,
        None if above is None else difference + above,
        Method.VARIANCE_RECOVERY,
        confidence,
    )


def _both(
    first: float, first_limit: float | None, second: float, second_limit: float | None
) -> float | None:
    """The distance of two values from a limit each, together."""
    if first_limit is None or second_limit is None:
        return None
    return sqrt((first - first_limit) ** 2 + (second - second_limit) ** 2)
