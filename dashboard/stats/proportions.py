"""Shares of cases: the proportion, its interval, and the difference of two."""

from collections.abc import Iterable, Sequence
from math import fsum, sqrt

from scipy.special import betainccinv, betaincinv

from dashboard.stats.intervals import (
    MISSING_ESTIMATE,
    MISSING_INTERVAL,
    Estimate,
    Interval,
    Method,
    check_count,
    check_denominator,
    check_share,
    normal_quantile,
    tail,
)
from dashboard.stats.refusals import Reason, Refused


def wilson_interval(
    numerator: float | None, denominator: float | None, *, confidence: float = 0.95
) -> Interval:
    """Wilson score limits of a proportion, 0 to 1, no continuity correction.

    Missing limits where either count is missing; a weighted numerator need not be
    whole. Raises Refused unless 0 <= numerator <= denominator and denominator > 0.
    Wilson (1927), the UK public health standard.
    """
    if numerator is None or denominator is None:
        return MISSING_INTERVAL
    check_share(numerator, denominator)
    if confidence == 1:
        return Interval(0.0, 1.0)
    z = normal_quantile(confidence)
    centre = 2 * numerator + z * z
    spread = z * sqrt(z * z + 4 * numerator * (1 - numerator / denominator))
    width = 2 * (denominator + z * z)
    # At the ends the formula gives 0 and 1 but for a last-digit overshoot.
    lower = 0.0 if numerator == 0 else max(0.0, (centre - spread) / width)
    upper = 1.0 if numerator == denominator else min(1.0, (centre + spread) / width)
    return Interval(lower, upper)


def clopper_pearson_interval(
    numerator: float | None, denominator: float | None, *, confidence: float = 0.95
) -> Interval:
    """Exact binomial limits of a proportion, 0 to 1; missing in, missing out.

    Raises Refused as `wilson_interval` does. Clopper and Pearson (1934).
    """
    if numerator is None or denominator is None:
        return MISSING_INTERVAL
    check_share(numerator, denominator)
    each_tail = tail(confidence)
    rest = denominator - numerator
    lower = 0.0 if numerator == 0 else float(betaincinv(numerator, rest + 1, each_tail))
    upper = 1.0 if rest == 0 else float(betainccinv(numerator + 1, rest, each_tail))
    return Interval(lower, upper)


def proportion(
    numerator: float | None,
    denominator: float | None,
    *,
    multiplier: float = 1,
    confidence: float = 0.95,
) -> Estimate:
    """The proportion times `multiplier` with Wilson limits; missing in, missing out.

    Raises Refused as `wilson_interval` does.
    """
    if numerator is None or denominator is None:
        return MISSING_ESTIMATE
    limits = wilson_interval(numerator, denominator, confidence=confidence)
    return Estimate(
        multiplier * numerator / denominator,
        _times(limits.lower, multiplier),
        _times(limits.upper, multiplier),
        Method.WILSON,
        confidence,
    )


def newcombe_difference(
    first: tuple[float | None, float | None],
    second: tuple[float | None, float | None],
    *,
    confidence: float = 0.95,
) -> Estimate:
    """First proportion less the second, -1 to 1, with the hybrid score interval.

    Each is (numerator, denominator); missing in, missing out. Raises Refused as
    `wilson_interval` does. Newcombe (1998), method 10.
    """
    low_1, high_1 = wilson_interval(*first, confidence=confidence)
    low_2, high_2 = wilson_interval(*second, confidence=confidence)
    share_1, share_2 = _share(first), _share(second)
    if (
        share_1 is None
        or share_2 is None
        or low_1 is None
        or high_1 is None
        or low_2 is None
        or high_2 is None
    ):
        return MISSING_ESTIMATE
    difference = share_1 - share_2
    return Estimate(
        difference,
        difference - sqrt((share_1 - low_1) ** 2 + (high_2 - share_2) ** 2),
        difference + sqrt((high_1 - share_1) ** 2 + (share_2 - low_2) ** 2),
        Method.NEWCOMBE,
        confidence,
    )


def total(parts: Iterable[float | None]) -> float | None:
    """The sum; None where any part is missing, since a part sum is not the sum."""
    present = []
    for part in parts:
        if part is None:
            return None
        present.append(part)
    return fsum(present)


def ratios_of_sums(
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    *,
    groups: Sequence[str],
) -> dict[str, Estimate]:
    """Each group's added numerators over its added denominators, in first-seen order.

    No value, with the reason, for a group with a missing part or with counts that
    cannot be true: rates are never averaged. Raises Refused for lists of different
    lengths.
    """
    if not len(numerators) == len(denominators) == len(groups):
        raise Refused(Reason.LENGTHS_DIFFER, "numerators, denominators and groups")
    members: dict[str, list[int]] = {}
    for position, group in enumerate(groups):
        members.setdefault(group, []).append(position)
    return {
        group: _ratio(
            total(numerators[position] for position in positions),
            total(denominators[position] for position in positions),
        )
        for group, positions in members.items()
    }


def _ratio(numerator: float | None, denominator: float | None) -> Estimate:
    if numerator is None or denominator is None:
        return MISSING_ESTIMATE
    try:
        check_count(numerator)
        check_denominator(denominator)
    except Refused as refusal:
        return Estimate(None, reason=refusal.reason)
    return Estimate(numerator / denominator)


def _times(limit: float | None, multiplier: float) -> float | None:
    return None if limit is None else limit * multiplier


def _share(counts: tuple[float | None, float | None]) -> float | None:
    numerator, denominator = counts
    return None if numerator is None or denominator is None else numerator / denominator
