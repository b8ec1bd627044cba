from collections.abc import Callable, Mapping, Sequence
from statistics import NormalDist
from typing import Any

from dashboard.stats.funnel import (
    Funnel,
    FunnelKind,
    FunnelPoint,
    Position,
    funnel,
    population_behind,
)
from dashboard.stats.funnel_limits import (
    ControlLimits,
    expected_on_limits,
    is_outside,
    proportion_limits,
    proportion_limits_arcsine,
    ratio_limits_by_expected,
    ratio_limits_log,
)
from dashboard.stats.overdispersion import (
    Deviation,
    overdispersion,
    proportion_deviation,
    ratio_deviation,
    ratio_deviation_square_root,
    truncated,
    winsorised,
)
from dashboard.stats.proportions import proportion
from dashboard.stats.rates import crude_rate
from dashboard.stats.refusals import Reason, Refused

Results = Mapping[str, Any]
LEVELS = {"95": 0.95, "998": 0.998}
#: FunnelPlotR writes its normal quantiles to six places, and publishes more than six.
SIX_FIGURE_LEVELS = {
    "95": 2 * NormalDist().cdf(1.959964) - 1,
    "998": 2 * NormalDist().cdf(3.090232) - 1,
}
OUTCOMES = {
    Position.INSIDE: "not_significant",
    Position.ABOVE_95: "high_95",
    Position.ABOVE_998: "high_998",
    Position.BELOW_95: "low_95",
    Position.BELOW_998: "low_998",
}


def at_both_levels(
    limits_at: Callable[[float, float], ControlLimits],
    sizes: Sequence[float],
    multiplier: float,
    *,
    levels: Mapping[str, float] = LEVELS,
) -> Results:
    found = {}
    for level, confidence in levels.items():
        limits = [limits_at(size, confidence) for size in sizes]
        found[f"lower_{level}"] = [pair.lower * multiplier for pair in limits]
        found[f"upper_{level}"] = [pair.upper * multiplier for pair in limits]
    return found


def outcomes(plot: Funnel) -> Results:
    """A refused area refuses the case; one with too little to judge does not."""
    found = {key: OUTCOMES[position] for key, position in plot.positions.items()}
    for key, reason in plot.left_out.items():
        if reason is not Reason.TOO_FEW_EVENTS and reason is not Reason.MISSING:
            raise Refused(reason)
        found[key] = "not_applicable"
    return {"outcomes": [found[str(place)] for place in range(len(found))]}


def points(
    numerators: Sequence[float | None], denominators: Sequence[float | None]
) -> list[FunnelPoint]:
    return [
        FunnelPoint(str(key), numerator, denominator)
        for key, (numerator, denominator) in enumerate(
            zip(numerators, denominators, strict=True)
        )
    ]


def limits_proportion(
    *,
    total_numerator: float,
    total_denominator: float,
    populations: Sequence[float],
    multiplier: float,
) -> Results:
    baseline = proportion(total_numerator, total_denominator).value
    assert baseline is not None
    return {
        "baseline": baseline * multiplier,
        **at_both_levels(
            lambda size, confidence: proportion_limits(
                baseline, size, confidence=confidence
            ),
            populations,
            multiplier,
        ),
    }


def limits_proportion_arcsine(
    *,
    target: float,
    between_unit_variance: float,
    denominators: Sequence[float],
    multiplier: float,
) -> Results:
    return at_both_levels(
        lambda size, confidence: proportion_limits_arcsine(
            target,
            size,
            between_variance=between_unit_variance,
            confidence=confidence,
        ),
        denominators,
        multiplier,
    )


def limits_ratio_by_expected(
    *, expected: Sequence[float], target: float, multiplier: float
) -> Results:
    return at_both_levels(
        lambda size, confidence: ratio_limits_by_expected(size, confidence=confidence),
        expected,
        target * multiplier,
    )


def limits_ratio_log(
    *, expected: Sequence[float], between_unit_variance: float, multiplier: float
) -> Results:
    return at_both_levels(
        lambda size, confidence: ratio_limits_log(
            size, between_variance=between_unit_variance, confidence=confidence
        ),
        expected,
        multiplier,
        levels=SIX_FIGURE_LEVELS,
    )


def limits_by_observed(
    observed: Sequence[float], *, place: str, per_expected: float, average: float
) -> Results:
    found: dict[str, list[float | None]] = {}
    for level, confidence in LEVELS.items():
        for side in ("lower", "upper"):
            limits, places = [], []
            for count in observed:
                expected = getattr(
                    expected_on_limits(count, confidence=confidence),
                    f"on_{side}_limit",
                )
                limits.append(expected and count / expected * average)
                places.append(expected and expected * per_expected)
            found[f"{side}_{level}"] = limits
            found[f"{place}_{side}_{level}"] = places
    return found


def limits_ratio_exact_poisson(
    *, observed: Sequence[float], multiplier: float
) -> Results:
    return limits_by_observed(
        observed, place="expected_at", per_expected=1, average=multiplier
    )


def limits_rate_exact_poisson(
    *,
    total_events: float,
    total_denominator: float,
    years_of_data: float,
    multiplier: float,
    events: Sequence[float],
) -> Results:
    baseline = crude_rate(total_events, total_denominator, multiplier=multiplier).value
    assert baseline is not None
    return {
        "baseline": baseline,
        **limits_by_observed(
            events,
            place="annual_population_at",
            per_expected=multiplier / baseline / years_of_data,
            average=baseline,
        ),
    }


def significance_proportion(
    *,
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    total_numerator: float | None = None,
    total_denominator: float | None = None,
) -> Results:
    return outcomes(
        funnel(
            points(numerators, denominators),
            kind=FunnelKind.PROPORTION,
            average=proportion(total_numerator, total_denominator).value,
        )
    )


def significance_ratio(
    *, observed: Sequence[float | None], expected: Sequence[float | None]
) -> Results:
    return outcomes(funnel(points(observed, expected), kind=FunnelKind.RATE, average=1))


MINIMUM_EVENTS = {"crude": 0, "dsr": 10}


def significance_rate(
    *,
    counts: Sequence[float],
    rates: Sequence[float | None],
    populations: Sequence[float | None],
    multiplier: float,
    rate_type: str,
) -> Results:
    denominators = [
        population_behind(count, rate, multiplier=multiplier, stated=population)
        for count, rate, population in zip(counts, rates, populations, strict=True)
    ]
    return outcomes(
        funnel(
            points(counts, denominators),
            kind=FunnelKind.RATE,
            minimum_events=MINIMUM_EVENTS[rate_type],
        )
    )


def points_rate(
    *,
    events: Sequence[float],
    rates: Sequence[float | None],
    years_of_data: float,
    multiplier: float,
    rate_type: str,
    populations: Sequence[float | None] | None = None,
) -> Results:
    stated = populations or [None] * len(events)
    denominators = [
        population_behind(count, rate, multiplier=multiplier, stated=population)
        for count, rate, population in zip(events, rates, stated, strict=True)
    ]
    plot = funnel(
        points(events, denominators),
        kind=FunnelKind.RATE,
        minimum_events=MINIMUM_EVENTS[rate_type],
    )
    is_plotted = [str(place) in plot.positions for place in range(len(events))]
    return {
        "plotted_rate": [
            rate if shown else None
            for rate, shown in zip(rates, is_plotted, strict=True)
        ],
        "annual_denominator": [
            size / years_of_data if shown and size is not None else None
            for size, shown in zip(denominators, is_plotted, strict=True)
        ],
    }


def outside_limits(
    *, ratios: Sequence[float], lower: float, upper: float, multiplier: float
) -> Results:
    limits = ControlLimits(lower * multiplier, upper * multiplier)
    return {"outside": [is_outside(ratio * multiplier, limits) for ratio in ratios]}


SCALES = {
    "arcsine_winsorised": winsorised,
    "square_root_winsorised": winsorised,
    "log_truncated": truncated,
}


def deviations(
    data_type: str,
    method: str,
    numerators: Sequence[float],
    denominators: Sequence[float],
) -> list[Deviation]:
    pairs = list(zip(numerators, denominators, strict=True))
    if (data_type, method) == ("proportion", "arcsine_winsorised"):
        average = share_of(numerators, denominators)
        return [proportion_deviation(*pair, average=average) for pair in pairs]
    if (data_type, method) == ("standardised_ratio", "square_root_winsorised"):
        return [ratio_deviation_square_root(*pair) for pair in pairs]
    if (data_type, method) == ("standardised_ratio", "log_truncated"):
        return [ratio_deviation(*pair) for pair in pairs]
    raise TypeError(f"no {method} for a {data_type}")


def share_of(numerators: Sequence[float], denominators: Sequence[float]) -> float:
    average = proportion(sum(numerators), sum(denominators)).value
    assert average is not None
    return average


def overdispersed(
    *,
    data_type: str,
    method: str,
    trim: float,
    numerators: Sequence[float],
    denominators: Sequence[float],
) -> Results:
    found = deviations(data_type, method, numerators, denominators)
    spread = overdispersion(SCALES[method](found, trim=trim))
    return {
        "phi": spread.phi,
        "tau_squared": spread.tau_squared,
        "z_scores": [deviation.z for deviation in found],
    }


def flags(
    limit: str,
    limits_at: Callable[[float, float], ControlLimits],
    numerators: Sequence[float],
    denominators: Sequence[float],
    *,
    levels: Mapping[str, float] = LEVELS,
) -> Results:
    level = limit.rstrip("%").replace(".", "")
    found = [limits_at(size, levels[level]) for size in denominators]
    return {
        f"lower_{level}": [pair.lower for pair in found],
        f"upper_{level}": [pair.upper for pair in found],
        "outside": [
            is_outside(numerator / denominator, pair)
            for numerator, denominator, pair in zip(
                numerators, denominators, found, strict=True
            )
        ],
    }


def flags_overdispersed(
    *,
    data_type: str,
    method: str,
    trim: float,
    limit: str,
    numerators: Sequence[float],
    denominators: Sequence[float],
) -> Results:
    spread = overdispersion(
        SCALES[method](
            deviations(data_type, method, numerators, denominators), trim=trim
        )
    )

    def limits_at(size: float, confidence: float) -> ControlLimits:
        if method == "arcsine_winsorised":
            return proportion_limits_arcsine(
                share_of(numerators, denominators),
                size,
                between_variance=spread.tau_squared,
                confidence=confidence,
            )
        if method == "log_truncated":
            return ratio_limits_log(
                size, between_variance=spread.tau_squared, confidence=confidence
            )
        raise TypeError(f"no limits on the scale of {method}")

    return flags(limit, limits_at, numerators, denominators, levels=SIX_FIGURE_LEVELS)


def flags_exact_poisson(
    *,
    data_type: str,
    limit: str,
    numerators: Sequence[float],
    denominators: Sequence[float],
) -> Results:
    if data_type != "standardised_ratio":
        raise TypeError(f"no exact Poisson limits for a {data_type}")
    return flags(
        limit,
        lambda size, confidence: ratio_limits_by_expected(size, confidence=confidence),
        numerators,
        denominators,
    )


ADAPTERS: dict[str, Callable[..., Results]] = {
    "funnel_limits_proportion": limits_proportion,
    "funnel_limits_proportion_arcsine": limits_proportion_arcsine,
    "funnel_limits_ratio_by_expected": limits_ratio_by_expected,
    "funnel_limits_ratio_overdispersed_log": limits_ratio_log,
    "funnel_limits_ratio_exact_poisson": limits_ratio_exact_poisson,
    "funnel_limits_rate_exact_poisson": limits_rate_exact_poisson,
    "funnel_significance_proportion": significance_proportion,
    "funnel_significance_ratio": significance_ratio,
    "funnel_significance_rate": significance_rate,
    "funnel_points_rate": points_rate,
    "funnel_outside_limits": outside_limits,
    "funnel_overdispersion": overdispersed,
    "funnel_unit_flags_overdispersed": flags_overdispersed,
    "funnel_unit_flags_exact_poisson": flags_exact_poisson,
}
