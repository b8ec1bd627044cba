"""Round numbers for axes, and how a measure's values are written on them."""

import math
from collections.abc import Sequence

from dashboard.language import Language
from dashboard.measures import Kind, Measure

STEPS = (1.0, 2.0, 5.0, 10.0)

#: Six digits tell any two marks apart and keep stored figures readable.
DIGITS = 6


def tidy(value: float) -> float:
    """The value to six significant digits, so that no figure carries 0.30000000004."""
    return float(f"{value:.{DIGITS}g}")


def nice_step(span: float, *, most: int) -> float:
    """The smallest of 1, 2 or 5 times a power of ten with at most `most` in a span."""
    if not span > 0:
        return 1.0
    rough = span / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    chosen = next(step for step in STEPS if step * power >= rough * (1 - 1e-9))
    return tidy(chosen * power)


def nice_ticks(low: float, high: float, *, most: int) -> list[float]:
    """Round numbers from low to high, both included; at most one more than `most`."""
    step = nice_step(high - low, most=most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [tidy(n * step) for n in range(first, last + 1)]


def log_ticks(low: float, high: float, *, most: int) -> list[float]:
    """1, 2 and 5 times powers of ten from low to high, thinned to at most `most`.

    A range too short to hold two of them gets ordinary round numbers.
    """
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    every = [tidy(digit * 10.0**power) for power in powers for digit in (1, 2, 5)]
    ticks = [tick for tick in every if low <= tick <= high]
    if len(ticks) < 2:
        return nice_ticks(low, high, most=min(most, 3))
    if len(ticks) > most:
        tens = [tick for tick in ticks if f"{tick:e}".startswith("1.0")]
        ticks = tens if len(tens) > 2 else ticks
        ticks = ticks[:: math.ceil(len(ticks) / most)]
    return ticks


def padded_range(
    low: float, high: float, *, kind: Kind, share: float = 0.04
) -> tuple[float, float]:
    """A little room at both ends, never beyond what the kind of measure allows.

    A range without width is widened, so that one value alone can be drawn.
    """
    # Ends may differ in their last digit, where one is worked out from the other.
    width = high - low if tidy(low) != tidy(high) else 0.0
    room = width * share or abs(high) * 0.1 or 1.0
    floor = 0.0 if low >= 0 else -math.inf
    ceiling = 1.0 if kind == Kind.PROPORTION else math.inf
    return tidy(max(low - room, floor)), tidy(min(high + room, max(ceiling, high)))


def value_text(value: float, measure: Measure, language: Language) -> str:
    """A value as printed beside its mark: 82.5%, 1,234, 7.1."""
    decimals = measure.printed_decimals
    if measure.kind == Kind.PROPORTION:
        return language.percent(value, decimals)
    return f"{language.number(value, decimals)}{measure.mark}"


def tick_texts(
    ticks: Sequence[float], measure: Measure, language: Language
) -> list[str]:
    """Tick labels with no more decimals than tell them apart."""
    share = measure.kind == Kind.PROPORTION
    scaled = [tidy(tick * 100) if share else tick for tick in ticks]
    decimals = max((_decimals(tick) for tick in scaled), default=0)
    return [f"{language.number(tick, decimals)}{measure.mark}" for tick in scaled]


def _decimals(value: float) -> int:
    """How many digits stand after the point, at most four."""
    return next((n for n in range(4) if abs(value - round(value, n)) < 1e-9), 4)
