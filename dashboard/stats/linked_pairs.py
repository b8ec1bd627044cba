"""Cells of linked sums that can only move together, taken as one."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.stats.linked_sums import Line


class Merged(NamedTuple):
    """What moves of each cell, with or against it, and the lines that are left.

    Each row says how often what moves is counted in a line.
    """

    movers: list[int]
    signs: list[int]
    rows: list[dict[int, int]]


def merge_pairs(lines: Sequence[Line], places: Mapping[int, int]) -> Merged:
    """Take two cells that are alone in a line as one, until no line has such a pair.

    `places` are those of the unknown cells; all others stay as they are.
    """
    found = _Movers(len(places))
    rows = [
        {
            places[cell]: sign
            for cell, sign in zip(line.cells, line.signs, strict=True)
            if cell in places
        }
        for line in lines
    ]
    before = -1
    while len(rows) != before:
        before, left = len(rows), []
        for row in rows:
            net = found.net(row)
            if len(net) == 2 and found.join(*net.items()):
                continue
            if net:
                left.append(net)
        rows = left
    # The last round joined none, so what is counted in each row still moves.
    movers = [found.of(place) for place in range(len(places))]
    names = {
        mover: name for name, mover in enumerate(dict.fromkeys(m for m, _ in movers))
    }
    unlike = {tuple(sorted((names[m], n) for m, n in row.items())) for row in rows}
    return Merged(
        [names[mover] for mover, _ in movers],
        [sign for _, sign in movers],
        [dict(row) for row in sorted(unlike)],
    )


class _Movers:
    """Sets of cells that move as one, each cell with or against its set's first."""

    def __init__(self, size: int) -> None:
        self.above = [(place, 1) for place in range(size)]

    def of(self, place: int) -> tuple[int, int]:
        """The cell that moves for this one, and whether with it or against it."""
        sign, path = 1, []
        while self.above[place][0] != place:
            path.append(place)
            place = self.above[place][0]
        for each in reversed(path):
            sign *= self.above[each][1]
            self.above[each] = (place, sign)
        return place, sign

    def net(self, row: Mapping[int, int]) -> dict[int, int]:
        """How often each mover is counted in a row, those that cancel left out."""
        net: dict[int, int] = {}
        for place, count in row.items():
            mover, sign = self.of(place)
            net[mover] = net.get(mover, 0) + sign * count
        return {mover: count for mover, count in net.items() if count}

    def join(self, first: tuple[int, int], second: tuple[int, int]) -> bool:
        """Let one move for another, if they move as far as each other."""
        (mover, count), (other, other_count) = first, second
        if abs(count) != abs(other_count):
            return False
        self.above[other] = (mover, -1 if count == other_count else 1)
        return True
