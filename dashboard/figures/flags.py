"""Words on rules over a plot, in lines that keep words and rules apart."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: Pixels a line of flags takes, and between a rule and the words beside it.
LANE, BESIDE = 18, 5

#: Pixels from one flag's words to the next.
_SPACE = 10.0

#: Steps a search for room may take in a given number of lines.
_PATIENCE = 400


class Flag(NamedTuple):
    """A rule at a pixel, and words so long beside it or on top of it.

    The anchor is the side of the words that stands `aside` pixels right of the rule,
    as for labels; lanes count upwards from the plot.
    """

    pixel: float
    long: float
    lane: int = 0
    anchor: str = "left"
    aside: float = BESIDE

    @property
    def words(self) -> tuple[float, float]:
        """Left and right end of the words."""
        lead = {"left": 0.0, "center": self.long / 2, "right": self.long}[self.anchor]
        left = self.pixel + self.aside - lead
        return left, left + self.long

    @property
    def top(self) -> int:
        """How many lines the rule runs up through: not into words on top of it."""
        return self.lane if self.anchor == "center" else self.lane + 1


def stack_flags(
    flags: Sequence[Flag], *, width: float, most: int
) -> tuple[Flag, ...] | None:
    """The same flags in as few lines as keep them apart; None where `most` do not."""
    tries = (_in_lanes(flags, width=width, lanes=n) for n in range(1, most + 1))
    return next((found for found in tries if found is not None), None)


def lanes_of(flags: Sequence[Flag]) -> int:
    """How many lines the flags stand in."""
    return max((flag.lane for flag in flags), default=-1) + 1


def _in_lanes(
    flags: Sequence[Flag], *, width: float, lanes: int
) -> tuple[Flag, ...] | None:
    """From right to left, since the words of a flag lie to the right of its rule.

    A flag that fits nowhere sends the search back to the one before it, up to
    `_PATIENCE` steps.
    """
    order = sorted(range(len(flags)), key=lambda n: (-flags[n].pixel, n))
    placed: list[Flag] = []
    open_tries: list[Iterator[Flag]] = []
    for _ in range(_PATIENCE):
        if len(placed) == len(flags):
            found = dict(zip(order, placed, strict=True))
            return tuple(found[n] for n in range(len(flags)))
        if len(open_tries) == len(placed):
            flag = flags[order[len(placed)]]
            open_tries.append(_tries(flag, width=width, lanes=lanes))
        fitting = (one for one in open_tries[-1] if _fits(one, placed, width))
        found_next = next(fitting, None)
        if found_next is not None:
            placed.append(found_next)
        elif placed:
            open_tries.pop()
            placed.pop()
        else:
            return None
    return None


def _tries(flag: Flag, *, width: float, lanes: int) -> Iterator[Flag]:
    """Places for a flag, best first.

    Words that would leave the picture hang to the left, or lie on top of their rule,
    as high as they can: rules of flags before them then end below them.
    """
    for lane in range(lanes):
        yield flag._replace(lane=lane, anchor="left", aside=BESIDE)
    for lane in reversed(range(lanes)):
        yield flag._replace(lane=lane, anchor="right", aside=-BESIDE)
    half = flag.long / 2
    middle = min(max(flag.pixel, half + 1), max(width - half - 1, half + 1))
    for lane in reversed(range(lanes)):
        yield flag._replace(lane=lane, anchor="center", aside=middle - flag.pixel)


def _fits(one: Flag, placed: Sequence[Flag], width: float) -> bool:
    left, right = one.words
    is_inside = left >= 1 and right <= width - 1
    return is_inside and not any(_cross(one, other) for other in placed)


def _cross(one: Flag, other: Flag) -> bool:
    """True where words meet words, or the rule of either runs through the other's."""
    first, second = sorted((one.words, other.words))
    if one.lane == other.lane and first[1] + _SPACE > second[0]:
        return True
    return _runs_through(one, other) or _runs_through(other, one)


def _runs_through(rule: Flag, flag: Flag) -> bool:
    left, right = flag.words
    return flag.lane < rule.top and left - 2 < rule.pixel < right + 2
