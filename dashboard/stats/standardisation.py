"""Rates adjusted for who lives in an area: direct and indirect standardisation."""

from collections.abc import Mapping, Sequence
from math import fsum, sqrt
from typing import NamedTuple

from dashboard.stats.intervals import Method, check_count, check_denominator
from dashboard.stats.rates import byar_interval, rate_interval, rate_method
from dashboard.stats.refusals import Reason, Refused

#: Under this many events a directly standardised rate is withheld.
MINIMUM_EVENTS = 10


class DirectRate(NamedTuple):
    """A directly standardised rate, or None with the reason it is withheld."""

    value: float | None
    lower: float | None
    upper: float | None
    crude_rate: float
    total_count: float
    total_population: float
    method: Method
    confidence: float
    reason: Reason | None


class IndirectRate(NamedTuple):
    """Observed over expected, as a ratio and as a rate, or None with a reason.

    `reference_rate` is the crude rate of the reference population; the rate is the
    ratio times it. All but the counts are multiplied by the multiplier.
    """

    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    rate: float | None
    rate_lower: float | None
    rate_upper: float | None
    observed: float
    expected: float
    reference_rate: float
    method: Method
    confidence: float
    reason: Reason | None


def directly_standardised_rate(
    counts: Sequence[float | None],
    populations: Sequence[float | None],
    *,
    standard_population: Sequence[float],
    multiplier: float = 1,
    confidence: float = 0.95,
) -> DirectRate:
    """The rate an area would have with the standard's mix of bands, Dobson limits.

    A missing band count is 0. Under 10 events value and limits are withheld. Raises
    Refused for a missing or non-positive band population, a negative weight, a
    negative count or lists of different lengths. Dobson and others (1991).
    """
    return repeat_event_rate(
        {1: counts},
        populations,
        standard_population=standard_population,
        multiplier=multiplier,
        confidence=confidence,
    )


def repeat_event_rate(
    people_by_events: Mapping[int, Sequence[float | None]],
    populations: Sequence[float | None],
    *,
    standard_population: Sequence[float],
    multiplier: float = 1,
    confidence: float = 0.95,
) -> DirectRate:
    """A directly standardised rate where one person can have several events.

    `people_by_events` holds, for each number of events, the people in each band with
    exactly that many; the variance adds f squared times that of the people with f.
    Otherwise as `directly_standardised_rate`.
    """
    sizes = _populations(populations)
    weights = _weights(standard_population, len(sizes))
    frequencies = {
        frequency: _counts(people, len(sizes))
        for frequency, people in people_by_events.items()
    }
    scale = fsum(weights)
    total_count = fsum(
        frequency * fsum(people) for frequency, people in frequencies.items()
    )
    rate = fsum(
        frequency * weight * count / size
        for frequency, people in frequencies.items()
        for weight, count, size in zip(weights, people, sizes, strict=True)
    )
    variance = fsum(
        frequency**2 * weight**2 * count / size**2
        for frequency, people in frequencies.items()
        for weight, count, size in zip(weights, people, sizes, strict=True)
    )
    total_population = fsum(sizes)
    is_withheld = total_count < MINIMUM_EVENTS
    value = lower = upper = None
    if not is_withheld:
        limits = byar_interval(total_count, confidence=confidence)
        stretch = sqrt(variance / scale**2 / total_count)
        value = multiplier * rate / scale
        lower, upper = (
            None
            if limit is None
            else value + multiplier * stretch * (limit - total_count)
            for limit in limits
        )
    return DirectRate(
        value=value,
        lower=lower,
        upper=upper,
        crude_rate=multiplier * total_count / total_population,
        total_count=total_count,
        total_population=total_population,
        method=Method.DOBSON,
        confidence=confidence,
        reason=Reason.TOO_FEW_EVENTS if is_withheld else None,
    )


def indirectly_standardised_rate(
    counts: Sequence[float | None],
    populations: Sequence[float | None],
    *,
    reference_counts: Sequence[float | None],
    reference_populations: Sequence[float | None],
    multiplier: float = 1,
    confidence: float = 0.95,
) -> IndirectRate:
    """Events observed over those expected at the reference population's band rates.

    A missing band count is 0, and a band nobody lives in expects none. Limits are
    those of the observed count (exact under 10, Byar from 10) over the expected.
    Withheld where nothing is expected. Otherwise raises Refused as
    `directly_standardised_rate` does.
    """
    sizes = _populations(populations, is_empty_band_lawful=True)
    reference_sizes = _populations(reference_populations)
    observed = fsum(_counts(counts, len(sizes)))
    reference = _counts(reference_counts, len(sizes))
    if len(reference_sizes) != len(sizes):
        raise Refused(Reason.LENGTHS_DIFFER, "populations and reference populations")
    expected = fsum(
        size * count / reference_size
        for size, count, reference_size in zip(
            sizes, reference, reference_sizes, strict=True
        )
    )
    reference_rate = multiplier * fsum(reference) / fsum(reference_sizes)
    limits = rate_interval(observed, confidence=confidence)
    parts = (
        (None, None, None)
        if expected == 0
        else tuple(
            None if count is None else count / expected for count in (observed, *limits)
        )
    )
    ratio, ratio_lower, ratio_upper = (
        None if part is None else part * multiplier for part in parts
    )
    rate, rate_lower, rate_upper = (
        None if part is None else part * reference_rate for part in parts
    )
    return IndirectRate(
        ratio=ratio,
        ratio_lower=ratio_lower,
        ratio_upper=ratio_upper,
        rate=rate,
        rate_lower=rate_lower,
        rate_upper=rate_upper,
        observed=observed,
        expected=expected,
        reference_rate=reference_rate,
        method=rate_method(observed),
        confidence=confidence,
        reason=Reason.NO_REFERENCE_EVENTS if expected == 0 else None,
    )


def _counts(counts: Sequence[float | None], bands: int) -> list[float]:
    if len(counts) != bands:
        raise Refused(Reason.LENGTHS_DIFFER, "counts and populations")
    filled = [0.0 if count is None else count for count in counts]
    for count in filled:
        check_count(count)
    return filled


def _populations(
    populations: Sequence[float | None], *, is_empty_band_lawful: bool = False
) -> list[float]:
    known = []
    for population in populations:
        if population is None:
            raise Refused(Reason.MISSING_DENOMINATOR, "a band has no population")
        if population != 0 or not is_empty_band_lawful:
            check_denominator(population)
        known.append(population)
    if not known:
        raise Refused(Reason.MISSING_DENOMINATOR, "there are no bands")
    return known


def _weights(standard_population: Sequence[float], bands: int) -> Sequence[float]:
    if len(standard_population) != bands:
        raise Refused(Reason.LENGTHS_DIFFER, "standard population and populations")
    if any(weight < 0 for weight in standard_population):
        raise Refused(Reason.NEGATIVE_WEIGHT)
    if not sum(standard_population) > 0:
        raise Refused(Reason.NO_WEIGHT)
    return standard_population
