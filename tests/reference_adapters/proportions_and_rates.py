from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.polarity import Polarity
from dashboard.stats.comparison import (
    compare_with_benchmark,
    quantile,
    quantile_bands,
)
from dashboard.stats.intervals import Estimate, Interval
from dashboard.stats.proportions import (
    clopper_pearson_interval,
    proportion,
    ratios_of_sums,
    total,
)
from dashboard.stats.rates import (
    byar_interval,
    crude_rate,
    exact_poisson_interval,
)
from dashboard.stats.rounding import round_half_up
from dashboard.stats.standardisation import (
    DirectRate,
    directly_standardised_rate,
    indirectly_standardised_rate,
    repeat_event_rate,
)

Results = Mapping[str, Any]
Counts = Sequence[float | None]

POLARITIES = {
    "high_is_good": Polarity.HIGHER_IS_BETTER,
    "low_is_good": Polarity.LOWER_IS_BETTER,
    "none": Polarity.NEITHER,
    "neutral": Polarity.NEITHER,
}


def at_each_confidence(
    estimate: Callable[[float], Estimate], confidence: Sequence[float]
) -> Results:
    estimates = [estimate(level) for level in confidence]
    return {
        "value": estimates[0].value,
        "interval_method": estimates[0].method,
        "reason": estimates[0].reason,
        "intervals": [
            {"confidence": level, "lower": found.lower, "upper": found.upper}
            for level, found in zip(confidence, estimates, strict=True)
        ],
    }


def limits(interval: Interval, *, divisor: float = 1) -> Results:
    return {
        name: None if limit is None else limit / divisor
        for name, limit in interval._asdict().items()
    }


def proportion_with_wilson_interval(
    *,
    multiplier: float,
    confidence: Sequence[float],
    numerator: float | None = None,
    denominator: float | None = None,
    numerator_parts: Counts | None = None,
    denominator_parts: Counts | None = None,
) -> Results:
    above = numerator if numerator_parts is None else total(numerator_parts)
    below = denominator if denominator_parts is None else total(denominator_parts)
    return at_each_confidence(
        lambda level: proportion(above, below, multiplier=multiplier, confidence=level),
        confidence,
    )


def proportion_clopper_pearson_interval(
    *, numerator: float | None, denominator: float | None, confidence: float
) -> Results:
    return limits(
        clopper_pearson_interval(numerator, denominator, confidence=confidence)
    )


def count_byar_limits(*, count: float | None, confidence: float) -> Results:
    return limits(byar_interval(count, confidence=confidence))


def poisson_rate_exact_interval(
    *, count: float, exposure: float, confidence: float
) -> Results:
    interval = exact_poisson_interval(count, confidence=confidence)
    return {
        "rate": crude_rate(count, exposure).value,
        **limits(interval, divisor=exposure),
    }


def crude_rate_with_interval(
    *,
    numerator: float | None,
    denominator: float | None,
    multiplier: float,
    confidence: Sequence[float],
) -> Results:
    return at_each_confidence(
        lambda level: crude_rate(
            numerator, denominator, multiplier=multiplier, confidence=level
        ),
        confidence,
    )


def directly_standardised_rate_with_interval(
    *,
    populations: Counts,
    standard_population: Sequence[float],
    multiplier: float,
    confidence: Sequence[float],
    counts: Counts | None = None,
    people_by_event_frequency: Mapping[str, Counts] | None = None,
    events_are_independent: bool = True,
) -> Results:
    if events_are_independent == (counts is None):
        raise TypeError("counts are given when events are independent, and only then")

    def at(level: float) -> DirectRate:
        if counts is not None:
            return directly_standardised_rate(
                counts,
                populations,
                standard_population=standard_population,
                multiplier=multiplier,
                confidence=level,
            )
        return repeat_event_rate(
            {int(f): people for f, people in (people_by_event_frequency or {}).items()},
            populations,
            standard_population=standard_population,
            multiplier=multiplier,
            confidence=level,
        )

    rates = [at(level) for level in confidence]
    return {
        "value": rates[0].value,
        "reason": rates[0].reason,
        "total_count": rates[0].total_count,
        "total_population": rates[0].total_population,
        "intervals": [
            {"confidence": rate.confidence, "lower": rate.lower, "upper": rate.upper}
            for rate in rates
        ],
    }


def directly_standardised_rate_value(
    *,
    counts: Counts,
    populations: Counts,
    standard_population: Sequence[float],
    multiplier: float,
) -> Results:
    rate = directly_standardised_rate(
        counts,
        populations,
        standard_population=standard_population,
        multiplier=multiplier,
    )
    return {
        "adjusted_rate": rate.value,
        "crude_rate": rate.crude_rate,
        "reason": rate.reason,
    }


def indirectly_standardised_rate_with_interval(
    *,
    counts: Counts,
    populations: Counts,
    reference_counts: Counts,
    reference_populations: Counts,
    multiplier: float,
    confidence: Sequence[float],
    measure: str = "rate",
) -> Results:
    found = [
        indirectly_standardised_rate(
            counts,
            populations,
            reference_counts=reference_counts,
            reference_populations=reference_populations,
            multiplier=multiplier,
            confidence=level,
        )
        for level in confidence
    ]
    return {
        "observed": found[0].observed,
        "expected": found[0].expected,
        "reference_rate": found[0].reference_rate,
        "value": getattr(found[0], measure),
        "interval_method": found[0].method,
        "reason": found[0].reason,
        "intervals": [
            {
                "confidence": rate.confidence,
                "lower": getattr(rate, f"{measure}_lower"),
                "upper": getattr(rate, f"{measure}_upper"),
            }
            for rate in found
        ],
    }


def indirectly_standardised_ratio_with_interval(**inputs: Any) -> Results:
    return indirectly_standardised_rate_with_interval(**inputs, measure="ratio")


def ratio_of_group_sums(
    *, numerators: Counts, denominators: Counts, groups: Sequence[str]
) -> Results:
    ratios = ratios_of_sums(numerators, denominators, groups=groups)
    return {
        "groups": list(ratios),
        "ratios": [found.value for found in ratios.values()],
    }


def benchmark_comparison_by_interval(
    *,
    value: float | None,
    lower: float | None,
    upper: float | None,
    benchmark: float | None,
    polarity: str,
) -> Results:
    # An area without a value has no interval to compare either.
    interval = Interval(None, None) if value is None else Interval(lower, upper)
    outcome = compare_with_benchmark(interval, benchmark, polarity=POLARITIES[polarity])
    return {"outcome": outcome}


def bands(*, values: Counts, bands: int, band_1_holds: str) -> Results:
    is_highest_first = {"highest_values": True, "lowest_values": False}[band_1_holds]
    return {"bands": quantile_bands(values, bands, is_highest_first=is_highest_first)}


def quantile_points_type_7(
    *, values: Counts, probabilities: Sequence[float]
) -> Results:
    return {"quantiles": [quantile(values, point) for point in probabilities]}


def rounded(*, value: float, decimal_places: int) -> Results:
    return {"rounded": round_half_up(value, decimal_places)}


ADAPTERS: dict[str, Callable[..., Results]] = {
    "proportion_with_wilson_interval": proportion_with_wilson_interval,
    "proportion_clopper_pearson_interval": proportion_clopper_pearson_interval,
    "count_byar_limits": count_byar_limits,
    "poisson_rate_exact_interval": poisson_rate_exact_interval,
    "crude_rate_with_interval": crude_rate_with_interval,
    "directly_standardised_rate_with_interval": (
        directly_standardised_rate_with_interval
    ),
    "directly_standardised_rate_value": directly_standardised_rate_value,
    "indirectly_standardised_rate_with_interval": (
        indirectly_standardised_rate_with_interval
    ),
    "indirectly_standardised_ratio_with_interval": (
        indirectly_standardised_ratio_with_interval
    ),
    "ratio_of_group_sums": ratio_of_group_sums,
    "benchmark_comparison_by_interval": benchmark_comparison_by_interval,
    "quantile_bands": bands,
    "quantile_points_type_7": quantile_points_type_7,
    "round_half_up": rounded,
}
