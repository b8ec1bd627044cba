from collections.abc import Callable, Mapping, Sequence
from statistics import NormalDist
from typing import Any

from dashboard.stats.contingency import (
    ChiSquared,
    chi_squared_homogeneity,
    chi_squared_trend,
    fisher_exact,
)
from dashboard.stats.disparity import (
    Group,
    Stratum,
    impact_ratios,
    is_within_parity,
    log_standard_error,
    mantel_haenszel_odds_ratio,
    odds_ratio,
    rate_ratio,
    rate_ratio_exact,
    risk_ratio,
)
from dashboard.stats.inequality import Transform, slope_index_of_inequality
from dashboard.stats.intervals import Estimate
from dashboard.stats.trend import (
    Trend,
    TrendPoint,
    mann_kendall,
    recent_trend,
    sen_slope,
    trend_label,
)
from tests.reference_adapters.proportions_and_rates import POLARITIES

Results = Mapping[str, Any]
Values = Sequence[float | None]


def named(estimate: Estimate, name: str) -> Results:
    return {
        name: estimate.value,
        "lower": estimate.lower,
        "upper": estimate.upper,
        "reason": estimate.reason,
    }


def ratio_of(
    function: Callable[..., Estimate], *, name: str, total: str = "total"
) -> Callable[..., Results]:
    """An adapter of a ratio of two groups, whose totals are named so."""

    def adapter(
        *,
        group_events: float | None,
        reference_events: float | None,
        confidence: float,
        **totals: float | None,
    ) -> Results:
        estimate = function(
            Group(group_events, totals.pop(f"group_{total}")),
            Group(reference_events, totals.pop(f"reference_{total}")),
            confidence=confidence,
        )
        if totals:
            raise TypeError(f"unknown inputs {list(totals)}")
        return named(estimate, name)

    return adapter


def relative_rate_index(
    *,
    group_events: float,
    group_total: float,
    reference_events: float,
    reference_total: float,
    z: float,
) -> Results:
    group = Group(group_events, group_total)
    reference = Group(reference_events, reference_total)
    # The source fixes z rather than the confidence that it stands for.
    confidence = 2 * NormalDist().cdf(z) - 1
    return {
        "standard_error_log": log_standard_error(group, reference),
        **named(
            risk_ratio(group, reference, confidence=confidence), "relative_rate_index"
        ),
    }


def pooled_odds_ratio(
    *, strata: Sequence[Mapping[str, float]], confidence: float
) -> Results:
    tables = [Stratum(**stratum) for stratum in strata]
    return named(
        mantel_haenszel_odds_ratio(tables, confidence=confidence), "odds_ratio"
    )


def four_fifths(
    *, rates: Mapping[str, float | None], reference: str, threshold: float
) -> Results:
    if reference != "highest_rate":
        raise TypeError(f"no ratio to {reference}")
    found = impact_ratios(rates, threshold=threshold)
    return {
        "ratios": {name: impact.ratio for name, impact in found.items()},
        "below_threshold": [
            name for name, impact in found.items() if impact.is_below_threshold
        ],
    }


def parity_band(
    *,
    group_numerator: float,
    group_denominator: float,
    reference_numerator: float,
    reference_denominator: float,
    threshold: float,
) -> Results:
    found = risk_ratio(
        Group(group_numerator, group_denominator),
        Group(reference_numerator, reference_denominator),
    )
    is_within = found.value is not None and is_within_parity(
        found.value, threshold=threshold
    )
    return {"ratio": found.value, "within_band": is_within, "reason": found.reason}


def fisher(*, table: Sequence[Sequence[int]]) -> Results:
    return {"p_value": fisher_exact(table)}


def statistics(found: ChiSquared) -> Results:
    return {
        "chi_squared": found.statistic,
        "degrees_of_freedom": found.degrees_of_freedom,
        "p_value": found.p_value,
        "reason": found.reason,
    }


def homogeneity(
    *, numerators: Sequence[float], denominators: Sequence[float]
) -> Results:
    return statistics(chi_squared_homogeneity(numerators, denominators))


def trend_in_proportions(
    *,
    numerators: Sequence[float],
    denominators: Sequence[float],
    scores: Sequence[float] | None = None,
) -> Results:
    return statistics(chi_squared_trend(numerators, denominators, scores=scores))


MANN_KENDALL_TRENDS = {
    Trend.INCREASING: "increasing",
    Trend.DECREASING: "decreasing",
    Trend.NO_SIGNIFICANT_CHANGE: "no trend",
}


def mann_kendall_test(*, values: Values, significance: float) -> Results:
    # The packages test a series of any length; ours is withheld when it is short.
    found = mann_kendall(values, confidence=1 - significance, minimum_values=2)
    return {
        **found._asdict(),
        "trend": MANN_KENDALL_TRENDS.get(found.trend, str(found.trend)),
    }


def sen(*, values: Values) -> Results:
    return {"slope_per_step": sen_slope(values)}


RECENT_KINDS = {
    "proportion": "proportion",
    "crude_rate": "rate",
    "directly_standardised_rate": "rate",
}


def recent(
    *, points: Sequence[Mapping[str, float | None]], value_type: str, polarity: str
) -> Results:
    in_order = sorted(points, key=lambda point: point["period"] or 0)
    trend = recent_trend(
        [
            TrendPoint(point["value"], point["lower"], point["upper"])
            for point in in_order
        ],
        kind=RECENT_KINDS.get(value_type, value_type),
    )
    return {"trend": trend_label(trend, polarity=POLARITIES[polarity])}


def polarity_label(*, trend: str, polarity: str) -> Results:
    return {"label": trend_label(Trend(trend), polarity=POLARITIES[polarity])}


def slope_index(
    *,
    values: Sequence[float],
    populations: Sequence[float],
    transform: str,
    multiplier: float,
) -> Results:
    return slope_index_of_inequality(
        values,
        populations,
        transform=Transform(transform),
        multiplier=multiplier,
    )._asdict()


ADAPTERS: dict[str, Callable[..., Results]] = {
    "relative_rate_index_log_interval": relative_rate_index,
    "risk_ratio_log_interval": ratio_of(risk_ratio, name="ratio"),
    "odds_ratio_log_interval": ratio_of(odds_ratio, name="ratio"),
    "rate_ratio_log_interval": ratio_of(rate_ratio, name="ratio", total="exposure"),
    "rate_ratio_exact_conditional_interval": ratio_of(
        rate_ratio_exact, name="rate_ratio"
    ),
    "mantel_haenszel_odds_ratio": pooled_odds_ratio,
    "impact_ratio_four_fifths": four_fifths,
    "disparity_ratio_parity_band": parity_band,
    "fisher_exact_two_sided": fisher,
    "chi_squared_homogeneity_proportions": homogeneity,
    "chi_squared_trend_proportions": trend_in_proportions,
    "mann_kendall": mann_kendall_test,
    "sen_slope": sen,
    "recent_trend_weighted_chi_squared": recent,
    "trend_polarity_label": polarity_label,
    "slope_index_of_inequality_point_estimate": slope_index,
}
