"""Funnel plots: areas of different sizes against their average."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import NamedTuple

from dashboard.stats.funnel_limits import (
    ControlLimits,
    observed_on_limits,
    proportion_limits,
    proportion_limits_arcsine,
    ratio_limits_log,
)
from dashboard.stats.intervals import (
    check_count,
    check_denominator,
    check_share,
)
from dashboard.stats.overdispersion import (
    MINIMUM_AREAS,
    Overdispersion,
    overdispersion,
    proportion_deviation,
    ratio_deviation,
    winsorised,
)
from dashboard.stats.rates import rate_interval
from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.rounding import is_above, is_below

WARNING = 0.95
ACTION = 0.998


class FunnelKind(StrEnum):
    """A share of cases, or events over a population or over an expected count."""

    PROPORTION = "proportion"
    RATE = "rate"


class Position(StrEnum):
    """Where an area lies; on a limit is inside it."""

    INSIDE = "inside"
    ABOVE_95 = "above_95"
    ABOVE_998 = "above_998"
    BELOW_95 = "below_95"
    BELOW_998 = "below_998"


class FunnelPoint(NamedTuple):
    """One area's counts; None where missing."""

    key: str
    numerator: float | None
    denominator: float | None


class Limits(NamedTuple):
    """Both pairs of limits at one denominator, in the unit of the average."""

    denominator: float
    lower_998: float
    lower_95: float
    upper_95: float
    upper_998: float


@dataclass(frozen=True)
class Funnel:
    """Areas judged against their average.

    `average` is a share of 1 or events per one of the denominator; None when no area
    could be judged. `phi` and `tau_squared` are None, and `adjusted_positions` empty,
    with fewer than ten areas. `left_out` holds each area that was not judged, and why.
    """

    kind: FunnelKind
    average: float | None
    phi: float | None
    tau_squared: float | None
    positions: Mapping[str, Position]
    adjusted_positions: Mapping[str, Position]
    left_out: Mapping[str, Reason]


class Standing(NamedTuple):
    """One area in the funnel whose limits allow for how much areas differ.

    `reach` is its distance from the average as a multiple of the 99.8% limit's: over 1
    is outside.
    """

    position: Position
    reach: float


class _Judged(NamedTuple):
    key: str
    numerator: float
    denominator: float


def funnel(
    points: Iterable[FunnelPoint],
    *,
    kind: FunnelKind,
    average: float | None = None,
    minimum_events: int = 0,
) -> Funnel:
    """Each area inside or outside the limits at its own size, plain and adjusted.

    The average is the areas' added numerators over their added denominators unless
    one is given (1 when denominators are expected counts). An area with a missing
    count, no cases, counts that cannot be true or fewer than `minimum_events` (10 for
    directly standardised rates) is left out and listed. Raises Refused for a given
    average that no limits can be drawn around.
    """
    judged, left_out = _sorted_out(points, kind, minimum_events)
    if average is None and judged:
        average = fsum(point.numerator for point in judged) / fsum(
            point.denominator for point in judged
        )
    _check_average(average, kind)
    if average is None:
        return Funnel(kind, None, None, None, {}, {}, left_out)
    spread = _spread(judged, kind, average)
    return Funnel(
        kind=kind,
        average=average,
        phi=None if spread is None else spread.phi,
        tau_squared=None if spread is None else spread.tau_squared,
        positions=_positions(judged, kind, average, variance=0.0),
        adjusted_positions={}
        if spread is None
        else _positions(judged, kind, average, variance=spread.tau_squared),
        left_out=left_out,
    )


def standing(
    points: Iterable[FunnelPoint], key: str, *, kind: FunnelKind
) -> Standing | None:
    """One area against adjusted limits: what `funnel` says of it, for less work.

    None where the area cannot be judged, or with fewer than ten areas, whose spread
    cannot be estimated.
    """
    judged, _ = _sorted_out(points, kind, minimum_events=0)
    own = next((point for point in judged if point.key == key), None)
    if own is None:
        return None
    average = fsum(p.numerator for p in judged) / fsum(p.denominator for p in judged)
    spread = _spread(judged, kind, average)
    if spread is None:
        return None
    variance = spread.tau_squared
    away = own.numerator / own.denominator - average
    limits = _limits(
        kind, average, own.denominator, confidence=ACTION, variance=variance
    )
    limit = (limits.upper if away > 0 else limits.lower) - average
    return Standing(
        _position(own, kind, average, variance=variance),
        away / limit if limit else 0.0,
    )


def funnel_limits(
    plot: Funnel, denominators: Sequence[float], *, is_adjusted: bool = False
) -> list[Limits]:
    """Limits at each denominator, in the unit of the average.

    Empty without an average, or with a rate of 0, around which chance has no width.
    Adjusted limits are widened by tau squared, so are the plain ones where it is 0;
    empty when it was not estimated. A proportion's are clipped to 0 and 1. Raises
    Refused for a denominator of zero or less.
    """
    if plot.average is None or (plot.kind is FunnelKind.RATE and plot.average == 0):
        return []
    if is_adjusted and plot.tau_squared is None:
        return []
    variance = (plot.tau_squared if is_adjusted else None) or 0.0
    curve = []
    for denominator in denominators:
        warning, action = (
            _limits(
                plot.kind,
                plot.average,
                denominator,
                confidence=confidence,
                variance=variance,
            )
            for confidence in (WARNING, ACTION)
        )
        curve.append(
            Limits(
                denominator,
                lower_998=action.lower,
                lower_95=warning.lower,
                upper_95=warning.upper,
                upper_998=action.upper,
            )
        )
    return curve


def rate_position(count: float, population: float, *, average: float) -> Position:
    """Whether the average rate lies in the area's own interval, at 95% and 99.8%.

    Exact limits under 10 events, Byar's from 10. Raises Refused for a negative count
    or a population of zero or less.
    """
    check_denominator(population)
    expected = average * population
    position = Position.INSIDE
    for confidence, low, high in _LEVELS:
        lower, upper = rate_interval(count, confidence=confidence)
        if lower is not None and is_above(lower, expected):
            position = high
        elif upper is not None and is_below(upper, expected):
            position = low
    return position


def population_behind(
    events: float, rate: float | None, *, multiplier: float, stated: float | None = None
) -> float | None:
    """The denominator that makes a published rate of its events: what is plotted.

    Without events the rate tells nothing and the stated population, if any, stands.
    Raises Refused for a negative count or a negative rate.
    """
    check_count(events)
    if events == 0:
        return stated
    if rate is None:
        return None
    check_denominator(rate)
    return multiplier * events / rate


_LEVELS = (
    (WARNING, Position.BELOW_95, Position.ABOVE_95),
    (ACTION, Position.BELOW_998, Position.ABOVE_998),
)


def _sorted_out(
    points: Iterable[FunnelPoint], kind: FunnelKind, minimum_events: int
) -> tuple[list[_Judged], dict[str, Reason]]:
    judged = []
    left_out = {}
    for key, numerator, denominator in points:
        if numerator is None or denominator is None:
            left_out[key] = Reason.MISSING
            continue
        try:
            if kind is FunnelKind.PROPORTION:
                check_share(numerator, denominator)
            else:
                check_count(numerator)
                check_denominator(denominator)
        except Refused as refusal:
            left_out[key] = refusal.reason
            continue
        if numerator < minimum_events:
            left_out[key] = Reason.TOO_FEW_EVENTS
        else:
            judged.append(_Judged(key, numerator, denominator))
    return judged, left_out


def _check_average(average: float | None, kind: FunnelKind) -> None:
    if average is None:
        return
    is_share = kind is FunnelKind.PROPORTION
    if not 0 <= average < float("inf") or (is_share and average > 1):
        raise Refused(Reason.UNUSABLE_SETTING, f"average of {average}")


def _spread(
    judged: Sequence[_Judged], kind: FunnelKind, average: float
) -> Overdispersion | None:
    is_rate_of_none = kind is FunnelKind.RATE and average == 0
    if len(judged) < MINIMUM_AREAS or is_rate_of_none:
        return None
    return overdispersion(
        winsorised(
            [
                proportion_deviation(
                    point.numerator, point.denominator, average=average
                )
                if kind is FunnelKind.PROPORTION
                else ratio_deviation(point.numerator, point.denominator * average)
                for point in judged
            ]
        )
    )


def _positions(
    judged: Sequence[_Judged], kind: FunnelKind, average: float, *, variance: float
) -> dict[str, Position]:
    return {
        point.key: _position(point, kind, average, variance=variance)
        for point in judged
    }


def _position(
    point: _Judged, kind: FunnelKind, average: float, *, variance: float
) -> Position:
    if kind is FunnelKind.PROPORTION:
        value = point.numerator / point.denominator
        unit = 1.0
    elif variance == 0:
        return rate_position(point.numerator, point.denominator, average=average)
    else:
        # As a ratio to what is expected, so that a rate of a few in a million is
        # not lost in the tolerance; none observed stands as half an event.
        value = (point.numerator or 0.5) / (point.denominator * average)
        unit = average
    position = Position.INSIDE
    for confidence, low, high in _LEVELS:
        lower, upper = _limits(
            kind, average, point.denominator, confidence=confidence, variance=variance
        )
        if is_above(value, upper / unit):
            position = high
        elif is_below(value, lower / unit):
            position = low
    return position


def _limits(
    kind: FunnelKind,
    average: float,
    denominator: float,
    *,
    confidence: float,
    variance: float,
) -> ControlLimits:
    if kind is FunnelKind.PROPORTION:
        if variance == 0:
            return proportion_limits(average, denominator, confidence=confidence)
        return proportion_limits_arcsine(
            average, denominator, between_variance=variance, confidence=confidence
        )
    expected = average * denominator
    if variance == 0:
        counts = observed_on_limits(expected, confidence=confidence)
        return ControlLimits(counts.lower / denominator, counts.upper / denominator)
    ratios = ratio_limits_log(
        expected, between_variance=variance, confidence=confidence
    )
    return ControlLimits(ratios.lower * average, ratios.upper * average)
