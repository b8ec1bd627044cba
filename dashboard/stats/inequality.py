"""How much a measure changes from the most to the least deprived."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import accumulate
from math import exp, fsum, log
from typing import NamedTuple

from dashboard.stats.intervals import check_denominator
from dashboard.stats.refusals import Reason, Refused


class Transform(StrEnum):
    """The scale on which the line is straight."""

    NONE = "none"
    LOG = "log"
    LOGIT = "logit"


class SlopeIndex(NamedTuple):
    """The line's rise over the whole population, its ends' ratio and its start.

    The relative index is None where the line starts from nothing.
    """

    slope_index: float
    relative_index: float | None
    intercept: float


_SCALES: dict[Transform, tuple[Callable[[float], float], Callable[[float], float]]] = {
    Transform.NONE: (lambda value: value, lambda value: value),
    Transform.LOG: (log, exp),
    Transform.LOGIT: (
        lambda value: log(value / (1 - value)),
        lambda value: 1 / (1 + exp(-value)),
    ),
}


def slope_index_of_inequality(
    values: Sequence[float | None],
    populations: Sequence[float | None],
    *,
    transform: Transform = Transform.NONE,
    multiplier: float = 1,
) -> SlopeIndex:
    """The regression of values on mid-ranks, weighted by population.

    Values run from the most deprived group to the least. A negative multiplier turns
    the slope round and the relative index over. Raises Refused for under two groups, a
    group without value or population, or a value that the transform cannot take. Low
    and Low (2004), as in Fingertips.
    """
    if len(values) != len(populations):
        raise Refused(Reason.LENGTHS_DIFFER, "values and populations")
    if len(values) < 2:
        raise Refused(Reason.TOO_FEW_VALUES, f"{len(values)} groups")
    people = []
    heights = []
    forward, back = _SCALES[transform]
    for value, population in zip(values, populations, strict=True):
        if value is None or population is None:
            raise Refused(Reason.MISSING, "a group has no value or no population")
        check_denominator(population)
        people.append(population)
        try:
            heights.append(forward(value))
        except (ValueError, ZeroDivisionError) as error:
            raise Refused(Reason.NOT_A_NUMBER, f"{transform} of {value}") from error
    everyone = fsum(people)
    weights = [population / everyone for population in people]
    ranks = [
        reached - weight / 2
        for reached, weight in zip(accumulate(weights), weights, strict=True)
    ]
    middle = _weighted_mean(ranks, weights)
    height = _weighted_mean(heights, weights)
    slope = fsum(
        weight * (rank - middle) * (at - height)
        for weight, rank, at in zip(weights, ranks, heights, strict=True)
    ) / fsum(
        weight * (rank - middle) ** 2
        for weight, rank in zip(weights, ranks, strict=True)
    )
    start, end = back(height - slope * middle), back(height + slope * (1 - middle))
    first, last = (start, end) if multiplier > 0 else (end, start)
    return SlopeIndex(
        slope_index=(end - start) * multiplier,
        relative_index=None if first == 0 else last / first,
        intercept=start,
    )


def _weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    return fsum(
        value * weight for value, weight in zip(values, weights, strict=True)
    ) / fsum(weights)
