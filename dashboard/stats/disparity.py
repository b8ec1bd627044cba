"""One group against a reference group: ratios of rates, their intervals, parity.

Ratios are of the group over the reference. Nothing in the reference to divide by gives
no value and a reason, never infinity; a suppressed count is the caller's to withhold.
"""

from collections.abc import Callable, Mapping, Sequence
from math import exp, fsum, sqrt
from typing import NamedTuple

from dashboard.stats.intervals import (
    MISSING_ESTIMATE,
    Estimate,
    Method,
    check_count,
    check_denominator,
    check_share,
    normal_quantile,
)
from dashboard.stats.proportions import clopper_pearson_interval
from dashboard.stats.refusals import Reason
from dashboard.stats.rounding import is_above, is_below

#: The four-fifths rule of the Uniform Guidelines (1978).
FOUR_FIFTHS = 0.8

#: Under this many events in either group the log interval gives way to the exact one.
EXACT_UNDER = 10


#: Raises Refused for events and a total that cannot be true.
Check = Callable[[float, float], None]

#: What events out of a total add to the variance of the logarithm of a ratio.
Variance = Callable[[float, float], float]


class Group(NamedTuple):
    """Events, and the people or exposure they are out of; None where missing."""

    events: float | None
    total: float | None


class Stratum(NamedTuple):
    """A two by two table within one level of what is adjusted for."""

    group_events: float
    group_non_events: float
    reference_events: float
    reference_non_events: float


class ImpactRatio(NamedTuple):
    """A rate over the highest; None where missing, or where the highest is 0."""

    ratio: float | None
    is_below_threshold: bool


def relative_rate(
    group: Group,
    reference: Group,
    *,
    is_part_of_total: bool,
    confidence: float = 0.95,
) -> Estimate:
    """The relative rate index with the interval its counts call for.

    `is_part_of_total` says whether events are some of the people counted (a decision
    about them) or happen to a population. With under ten events in either group the
    interval is the exact conditional one, otherwise the log one. Raises Refused as
    `risk_ratio` and `rate_ratio` do.
    """
    if group.events is None or reference.events is None:
        return MISSING_ESTIMATE
    ratio = risk_ratio if is_part_of_total else rate_ratio
    by_log = ratio(group, reference, confidence=confidence)
    if min(group.events, reference.events) >= EXACT_UNDER:
        return by_log
    return rate_ratio_exact(group, reference, confidence=confidence)


def risk_ratio(group: Group, reference: Group, *, confidence: float = 0.95) -> Estimate:
    """Ratio of two proportions with the log interval; none without group events.

    Raises Refused unless 0 <= events <= total and total > 0. Katz (1978).
    """
    return _log_ratio(
        group,
        reference,
        check=check_share,
        variance=lambda events, total: 1 / events - 1 / total,
        confidence=confidence,
    )


def rate_ratio(group: Group, reference: Group, *, confidence: float = 0.95) -> Estimate:
    """Ratio of two rates with the log interval; none without group events.

    Raises Refused for negative events or a total of zero or less. Rothman (1986).
    """
    return _log_ratio(
        group,
        reference,
        check=_check_rate,
        variance=lambda events, _: 1 / events,
        confidence=confidence,
    )


def rate_ratio_exact(
    group: Group, reference: Group, *, confidence: float = 0.95
) -> Estimate:
    """Ratio of two rates with the interval conditional on all events together.

    Without group events the ratio and its lower limit are 0 and the upper is not.
    Raises Refused as `rate_ratio` does. Clopper-Pearson limits of the group's share of
    the events, turned into odds.
    """
    counts = _counts(group, reference, _check_rate)
    if counts is None:
        return MISSING_ESTIMATE
    events, total, reference_events, reference_total = counts
    if reference_events == 0:
        return _no_reference(events)
    scale = reference_total / total
    lower, upper = (
        None if share is None else share / (1 - share) * scale
        for share in clopper_pearson_interval(
            events, events + reference_events, confidence=confidence
        )
    )
    return Estimate(
        events / reference_events * scale,
        lower,
        upper,
        Method.EXACT_CONDITIONAL,
        confidence,
    )


def log_standard_error(group: Group, reference: Group) -> float | None:
    """Standard error of the log of a ratio of proportions; None where there is none.

    Raises Refused as `risk_ratio` does.
    """
    counts = _counts(group, reference, check_share)
    if counts is None or counts[0] == 0 or counts[2] == 0:
        return None
    events, total, reference_events, reference_total = counts
    return sqrt(1 / events - 1 / total + 1 / reference_events - 1 / reference_total)


def odds_ratio(group: Group, reference: Group, *, confidence: float = 0.95) -> Estimate:
    """Ratio of the odds of two groups with the log interval; not a relative rate.

    Without an interval where any of the four counts is 0. Raises Refused as
    `risk_ratio` does. Woolf (1955).
    """
    counts = _counts(group, reference, check_share)
    if counts is None:
        return MISSING_ESTIMATE
    events, total, reference_events, reference_total = counts
    cells = (
        events,
        total - events,
        reference_events,
        reference_total - reference_events,
    )
    above, below = cells[0] * cells[3], cells[1] * cells[2]
    if below == 0:
        return _no_reference(above)
    if above == 0:
        return Estimate(0.0)
    error = sqrt(fsum(1 / cell for cell in cells))
    return _around(above / below, error, Method.LOG, confidence)


def mantel_haenszel_odds_ratio(
    strata: Sequence[Stratum], *, confidence: float = 0.95
) -> Estimate:
    """Odds ratio over all strata together, adjusted for what divides them.

    A stratum with an empty margin adds nothing. Raises Refused for a negative count.
    Mantel and Haenszel (1959); interval of Robins, Breslow and Greenland (1986).
    """
    agree, differ, both, mixed, neither = [], [], [], [], []
    for stratum in strata:
        for count in stratum:
            check_count(count)
        a, b, c, d = stratum
        if 0 in {a + b, c + d, a + c, b + d}:
            continue
        size = a + b + c + d
        r, s = a * d / size, b * c / size
        p, q = (a + d) / size, (b + c) / size
        agree.append(r)
        differ.append(s)
        both.append(p * r)
        mixed.append(p * s + q * r)
        neither.append(q * s)
    above, below = fsum(agree), fsum(differ)
    if below == 0:
        return _no_reference(above)
    if above == 0:
        return Estimate(0.0)
    error = sqrt(
        fsum(both) / (2 * above**2)
        + fsum(mixed) / (2 * above * below)
        + fsum(neither) / (2 * below**2)
    )
    return _around(above / below, error, Method.ROBINS_BRESLOW_GREENLAND, confidence)


def impact_ratios(
    rates: Mapping[str, float | None], *, threshold: float = FOUR_FIFTHS
) -> dict[str, ImpactRatio]:
    """Each group's favourable rate over the highest, and whether it is too low.

    Exactly on the threshold is not below it. Raises Refused for a negative rate.
    """
    known = [rate for rate in rates.values() if rate is not None]
    for known_rate in known:
        check_count(known_rate)
    highest = max(known, default=0.0)
    found = {}
    for name, rate in rates.items():
        ratio = None if rate is None or highest == 0 else rate / highest
        is_low = ratio is not None and is_below(ratio, threshold)
        found[name] = ImpactRatio(ratio, is_low)
    return found


def is_within_parity(ratio: float, *, threshold: float = FOUR_FIFTHS) -> bool:
    """True between the threshold and its reciprocal, edges included."""
    return not is_below(ratio, threshold) and not is_above(ratio, 1 / threshold)


def is_clear(estimate: Estimate) -> bool:
    """True where the interval of a ratio leaves 1 out; False without an interval."""
    lower, upper = estimate.interval
    if lower is None or upper is None:
        return False
    return is_above(lower, 1) or is_below(upper, 1)


def _check_rate(events: float, total: float) -> None:
    check_count(events)
    check_denominator(total)


def _counts(
    group: Group, reference: Group, check: Check
) -> tuple[float, float, float, float] | None:
    if (
        group.events is None
        or group.total is None
        or reference.events is None
        or reference.total is None
    ):
        return None
    check(group.events, group.total)
    check(reference.events, reference.total)
    return group.events, group.total, reference.events, reference.total


def _no_reference(events: float) -> Estimate:
    reason = Reason.NO_EVENTS if events == 0 else Reason.NO_REFERENCE_EVENTS
    return Estimate(None, reason=reason)


def _log_ratio(
    group: Group,
    reference: Group,
    *,
    check: Check,
    variance: Variance,
    confidence: float,
) -> Estimate:
    counts = _counts(group, reference, check)
    if counts is None:
        return MISSING_ESTIMATE
    events, total, reference_events, reference_total = counts
    if reference_events == 0:
        return _no_reference(events)
    if events == 0:
        return Estimate(0.0)
    error = sqrt(variance(events, total) + variance(reference_events, reference_total))
    ratio = (events / total) / (reference_events / reference_total)
    return _around(ratio, error, Method.LOG, confidence)


def _around(ratio: float, error: float, method: Method, confidence: float) -> Estimate:
    spread = exp(normal_quantile(confidence) * error)
    return Estimate(ratio, ratio / spread, ratio * spread, method, confidence)
