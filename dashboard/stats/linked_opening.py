"""What to hide so that a count can be what it is not: the cheapest there is.

Apart from the other statistics because its solver is slow to import.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds
from scipy.sparse import csr_array, hstack

from dashboard.stats.linked_solver import EVEN, is_whole, matrix_of, solve
from dashboard.stats.linked_sums import FREE, Hiding


class _Move(NamedTuple):
    """Cells to hide so that one can move, and what the moved cells hold then."""

    needed: set[int]
    table: dict[int, float]


def open_range(
    hiding: Hiding, cell: int, minimum: float, *, is_near: bool = False
) -> set[int] | None:
    """The cheapest cells to hide so that a cell's range is wide enough.

    None where none will do. A cell is let down as far as it goes and up for the rest.
    """
    sums = hiding.sums
    down = min(minimum, sums.counts[cell] - sums.floor(cell))
    for steps in ((-down, minimum - down), (0.0, minimum)):
        more: set[int] = set()
        tables: list[dict[int, float]] = []
        for step in steps:
            if not step:
                continue
            found = _move(hiding, cell, step, more, is_near=is_near)
            if found is None:
                break
            more |= found.needed
            tables.append(found.table)
        else:
            # Only now is all that moves in them going to be hidden.
            for table in tables:
                hiding.note(list(table), list(table.values()))
            return more
    return None


def _move(
    hiding: Hiding, cell: int, step: float, already: set[int], *, is_near: bool
) -> _Move | None:
    """The cheapest cells to hide so that the cell can hold so many more or fewer."""
    for depth in (2, 3) if is_near else (2, 3, None):
        cells, lines, is_all = _around(hiding, cell, depth)
        found = _cheapest(hiding, cells, lines, cell, step, already)
        if found is not None:
            return found
        if is_all:
            return None
    return None


def _around(
    hiding: Hiding, start: int, depth: int | None
) -> tuple[list[int], list[int], bool]:
    """Cells that can give way to a cell, and every line that any of them is in."""
    sums = hiding.sums
    cells, edge, step = {start}, [start], 0
    while edge and (depth is None or step < depth):
        ahead = {
            other
            for each in edge
            for number in sums.lines_of.get(each, ())
            for other in sums.lines[number].cells
            if other not in cells
            and (other in sums.movable or hiding.is_unknown(other))
        }
        cells |= ahead
        edge = sorted(ahead)
        step += 1
    lines = {number for each in cells for number in sums.lines_of.get(each, ())}
    return sorted(cells), sorted(lines), not edge


def _cheapest(
    hiding: Hiding,
    cells: list[int],
    lines: list[int],
    moved: int,
    step: float,
    already: set[int],
) -> _Move | None:
    sums = hiding.sums
    places = {cell: place for place, cell in enumerate(cells)}
    size = len(cells)
    cost = np.array(
        [FREE if hiding.is_unknown(c) or c in already else sums.cost(c) for c in cells]
    )
    room = np.array([max(0.0, sums.counts[c] - sums.floor(c)) for c in cells])
    # More and fewer than the true count, as two numbers that are never below nought.
    lowest, highest = np.zeros(2 * size), np.concatenate([np.full(size, np.inf), room])
    place = places[moved]
    wanted, other = (place, size + place) if step > 0 else (size + place, place)
    lowest[wanted] = highest[wanted] = abs(step)
    highest[other] = 0.0
    hiding.spend(size)
    matrix = matrix_of([sums.lines[number] for number in lines], places)
    found = solve(
        np.concatenate([cost, cost]),
        Bounds(lowest, highest),
        csr_array(hstack([matrix, -matrix])),
        np.zeros(matrix.shape[0]),
        whole=False,
    )
    if found.x is None:
        return None
    change = found.x[:size] - found.x[size:]
    moved_by = {c: d for c, d in zip(cells, change.tolist(), strict=True) if d}
    table = {}
    if not sums.is_whole or is_whole(change):
        table = {c: round(sums.counts[c] + d) for c, d in moved_by.items()}
    return _Move(
        {c for c, d in moved_by.items() if abs(d) > EVEN and not hiding.is_unknown(c)},
        table,
    )
