"""The four signs of special cause variation, as NHS England's Making Data Count has
them. Each rule gives one entry a point: the side it points to, or None.

A missing point (None) carries no sign and ends every run and window it would be in.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.rounding import is_above, is_below

RUN_LENGTH = 7


class Side(StrEnum):
    """Which way a sign points: above the mean or rising, below or falling."""

    HIGH = "high"
    LOW = "low"


def astronomical_points(
    values: Sequence[float | None],
    *,
    lower_limits: Sequence[float],
    upper_limits: Sequence[float],
) -> list[Side | None]:
    """Points strictly beyond their own process limits.

    Raises Refused for lists of different lengths.
    """
    if not len(values) == len(lower_limits) == len(upper_limits):
        raise Refused(Reason.LENGTHS_DIFFER, "values and limits")
    return [
        None if value is None else _beyond(value, lower, upper)
        for value, lower, upper in zip(values, lower_limits, upper_limits, strict=True)
    ]


def shifts(
    values: Sequence[float | None],
    centre: Sequence[float],
    *,
    run_length: int = RUN_LENGTH,
) -> list[Side | None]:
    """Every point of a run of `run_length` or more strictly on one side of the centre.

    A point on the centre ends the run. Raises Refused for lists of different lengths.
    """
    if len(values) != len(centre):
        raise Refused(Reason.LENGTHS_DIFFER, "values and centre line")
    sides = [
        None if value is None else _beyond(value, middle, middle)
        for value, middle in zip(values, centre, strict=True)
    ]
    signs: list[Side | None] = [None] * len(values)
    for start, stop, side in _runs(sides):
        if side is not None and stop - start >= run_length:
            signs[start:stop] = [side] * (stop - start)
    return signs


def trends(
    values: Sequence[float | None], *, run_length: int = RUN_LENGTH
) -> list[Side | None]:
    """Every point of a run of `run_length` or more, each strictly past the last.

    Equal neighbours end the run; a turning point shared by two runs takes the later.
    """
    steps = [
        None if before is None or after is None else _beyond(after, before, before)
        for before, after in pairwise(values)
    ]
    signs: list[Side | None] = [None] * len(values)
    for start, stop, side in _runs(steps):
        points = stop - start + 1
        if side is not None and points >= run_length:
            signs[start : stop + 1] = [side] * points
    return signs


def two_of_three(
    values: Sequence[float | None],
    *,
    mean: float,
    lower_limit: float,
    upper_limit: float,
) -> list[Side | None]:
    """Points beyond two sigma, two of any three in a row all on that side of the mean.

    Two sigma is two thirds of the way to a limit; points beyond the limit count too
    (NHS England's reading since November 2023).
    """
    lower_two_sigma = mean - (mean - lower_limit) * 2 / 3
    upper_two_sigma = mean + (upper_limit - mean) * 2 / 3
    sides = [None if value is None else _beyond(value, mean, mean) for value in values]
    far = [
        None if value is None else _beyond(value, lower_two_sigma, upper_two_sigma)
        for value in values
    ]
    signs: list[Side | None] = [None] * len(values)
    for start in range(len(values) - 2):
        window = range(start, start + 3)
        for side in Side:
            is_one_sided = all(sides[place] is side for place in window)
            beyond = [place for place in window if far[place] is side]
            if is_one_sided and len(beyond) >= 2:
                for place in beyond:
                    signs[place] = side
    return signs


def _beyond(value: float, lower: float, upper: float) -> Side | None:
    if is_above(value, upper):
        return Side.HIGH
    return Side.LOW if is_below(value, lower) else None


def _runs(sides: Sequence[Side | None]) -> Iterator[tuple[int, int, Side | None]]:
    """Each stretch of one side: where it starts, where it stops (not in it), which."""
    start = 0
    for place in range(1, len(sides) + 1):
        if place == len(sides) or sides[place] is not sides[start]:
            yield start, place, sides[start]
            start = place
