"""A difference from the benchmark as a quantity: how many more or fewer cases."""

from typing import NamedTuple

from dashboard.benchmarks import Benchmark
from dashboard.measures import Kind, Measure
from dashboard.results import Result
from dashboard.stats.intervals import Estimate
from dashboard.stats.proportions import newcombe_difference
from dashboard.stats.rates import rate_difference


class Gap(NamedTuple):
    """How many more (fewer where negative) matching the benchmark would mean.

    `lower` and `upper` bound it at 95%. Unless both lie on one side of 0 the
    difference could be chance.
    """

    cases: float
    lower: float
    upper: float

    @property
    def is_clear(self) -> bool:
        """True where the interval leaves out 0."""
        return self.lower > 0 or self.upper < 0


def find_gap(measure: Measure, result: Result, benchmark: Benchmark) -> Gap | None:
    """The gap between an area's figure and the benchmark; None where it has none.

    The interval of the difference times what the area divides by: Newcombe's of two
    proportions, Zou and Donner's of two rates. The nation and groups are taken without
    the area itself; a target has no interval, so the area's own is used. There is no
    gap for counts and scores, nor between figures that cover more and less time.
    """
    is_own = result.shared is None
    divides = measure.kind in (Kind.PROPORTION, Kind.RATE)
    if not (is_own and divides) or result.value is None:
        return None
    if result.numerator is None or not result.denominator:
        return None
    own = (result.numerator, result.denominator)
    if benchmark.key == "target":
        difference = _from_level(result, benchmark.value)
    else:
        others = _others(measure, result, benchmark)
        if others is None:
            return None
        difference = _difference(measure, own, others)
    if difference.value is None or difference.lower is None or difference.upper is None:
        return None
    size = result.denominator / measure.per
    return Gap(
        cases=-difference.value * size,
        lower=-difference.upper * size,
        upper=-difference.lower * size,
    )


def _from_level(result: Result, level: float | None) -> Estimate:
    if level is None or result.value is None:
        return Estimate(None)
    if result.lower is None or result.upper is None:
        return Estimate(None)
    return Estimate(result.value - level, result.lower - level, result.upper - level)


def _difference(
    measure: Measure, own: tuple[float, float], others: tuple[float, float]
) -> Estimate:
    if measure.kind == Kind.PROPORTION:
        return newcombe_difference(own, others)
    return rate_difference(own, others, multiplier=measure.per)


def _others(
    measure: Measure, result: Result, benchmark: Benchmark
) -> tuple[float, float] | None:
    """The benchmark's counts without the area's own; None where there are none."""
    whole = benchmark.result
    if whole is None or whole.numerator is None or whole.denominator is None:
        return None
    if measure.is_cumulative and whole.months_present != result.months_present:
        return None
    above, below = whole.numerator, whole.denominator
    is_part = (
        benchmark.key == "england_and_wales" or result.area_code in benchmark.members
    )
    if is_part:
        if whole.months_present != result.months_present:
            return None
        above -= result.numerator or 0.0
        below -= result.denominator or 0.0
    return (above, below) if below > 0 and above >= 0 else None
