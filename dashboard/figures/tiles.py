"""Five shades for the tile map, between round numbers."""

import math
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from dashboard.figures.axes import STEPS, tick_texts, tidy
from dashboard.language import Language
from dashboard.measures import Measure

#: Shares of areas below each break: fewer at the ends, so that the lightest and the
#: darkest shade mean unusual.
SHARES = (0.1, 0.35, 0.65, 0.9)


class TileSteps(NamedTuple):
    """Round numbers, lowest first, at which a tile takes the next darker shade."""

    breaks: tuple[float, ...]

    def step(self, value: float) -> int:
        """The shade of a value, 1 the lightest; one on a break takes the darker."""
        return bisect_right(self.breaks, value) + 1

    def class_name(self, value: float) -> str:
        """The class a tile with this value carries: seq-1 to seq-5."""
        return f"seq-{self.step(value)}"


def tile_steps(values: Iterable[float | None]) -> TileSteps:
    """Up to five classes, the outer ones small, parted at round numbers.

    The roundest numbers that keep the classes apart are used. Fewer than five come
    back where the values do not support five; None is no value and is left out.
    """
    known = sorted(value for value in values if value is not None)
    if len(set(known)) < 2:
        return TileSteps(())
    wanted = [_quantile(known, share) for share in SHARES]
    span = known[-1] - known[0]
    # From steps as wide as all values together down to a thousandth of that.
    power = math.floor(math.log10(span)) + 1
    best: tuple[float, ...] = ()
    for digits in range(4):
        for step in reversed(STEPS[:-1]):
            size = step * 10.0 ** (power - digits)
            breaks = sorted({tidy(round(want / size) * size) for want in wanted})
            found = tuple(b for b in breaks if known[0] < b <= known[-1])
            if len(found) > len(best):
                best = found
            if len(best) == len(SHARES):
                return TileSteps(best)
    return TileSteps(best)


def tile_labels(steps: TileSteps, measure: Measure, language: Language) -> list[str]:
    """What each shade stands for, lightest first, as the key beside the map says it."""
    texts = tick_texts(steps.breaks, measure, language)
    if not texts:
        return [language.gettext("all areas")]
    between = language.gettext("{low} to {high}")
    return [
        language.gettext("under {value}").format(value=texts[0]),
        *(between.format(low=low, high=high) for low, high in pairwise(texts)),
        language.gettext("{value} and over").format(value=texts[-1]),
    ]


def _quantile(ordered: list[float], share: float) -> float:
    place = (len(ordered) - 1) * share
    before = int(place)
    after = min(before + 1, len(ordered) - 1)
    return ordered[before] + (place - before) * (ordered[after] - ordered[before])
