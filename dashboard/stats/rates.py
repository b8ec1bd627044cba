"""Events per population or per unit of exposure, with the interval of their count."""

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
