"""Rounding as statisticians publish it, and when two numbers count as equal."""

from decimal import ROUND_HALF_UP, Decimal

from dashboard.stats.refusals import Reason, Refused

TOLERANCE = 1e-9


def nearly_equal(first: float, second: float) -> bool:
    """True within 1e-9 of the larger size, so that a tie survives its arithmetic."""
    return abs(first - second) <= TOLERANCE * max(1.0, abs(first), abs(second))


def is_above(value: float, limit: float) -> bool:
    """True strictly above; on the limit is not above it."""
    return value > limit and not nearly_equal(value, limit)


def is_below(value: float, limit: float) -> bool:
    """True strictly below; on the limit is not below it."""
    return value < limit and not nearly_equal(value, limit)


def round_half_up(value: float, decimal_places: int = 0) -> float:
    """The value in decimal, fives away from zero; negative places round to tens.

    2.85 to one place is 2.9 and 285 to tens is 290, where Python's `round` goes to
    the even neighbour. Raises Refused for infinity or not-a-number.
    """
    exact = _exact(value)
    step = Decimal(1).scaleb(-decimal_places)
    return float((exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def round_to_nearest(value: float, step: int) -> float:
    """The multiple of `step` nearest to the value, halves away from zero.

    Raises Refused for infinity, not-a-number or a step under 1.
    """
    if step < 1:
        raise Refused(Reason.UNUSABLE_SETTING, f"cannot round to the nearest {step}")
    return float((_exact(value) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def _exact(value: float) -> Decimal:
    # The shortest decimal that reads back as this float is the number a reader
    # typed; the binary one is a hair off it and would send half the fives down.
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        raise Refused(Reason.NOT_A_NUMBER, "cannot round it")
    return exact
