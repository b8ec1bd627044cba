"""An outsider with a solver: what can be worked out of published figures.

Shares no code with the product: its own idea of which figures are sums of which, and
its own linear programs.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

Cell = Any


class Sum(NamedTuple):
    """A whole and the parts that make it up, each a cell."""

    whole: Cell
    parts: tuple[Cell, ...]


def recover(
    shown: Mapping[Cell, float | None], sums: Iterable[Sum]
) -> dict[Cell, tuple[float, float]]:
    """The least and most that each hidden cell can be; a shown one is known.

    A cell of no published sum is not in it: nothing is known of it.
    """
    hidden = [cell for cell, value in shown.items() if value is None]
    place = {cell: number for number, cell in enumerate(hidden)}
    rows, sides = [], []
    for whole, parts in sums:
        if whole not in shown or any(part not in shown for part in parts):
            continue
        row, side = np.zeros(len(hidden)), 0.0
        for cell, sign in ((whole, 1.0), *((part, -1.0) for part in parts)):
            value = shown[cell]
            if value is None:
                row[place[cell]] += sign
            else:
                side -= sign * value
        if row.any():
            rows.append(row)
            sides.append(side)
    found = {}
    for cell in hidden:
        if not any(row[place[cell]] for row in rows):
            continue
        ends = []
        for sign in (1.0, -1.0):
            cost = np.zeros(len(hidden))
            cost[place[cell]] = sign
            answer = linprog(
                cost, A_eq=np.array(rows), b_eq=np.array(sides), bounds=(0, None)
            )
            assert answer.status in (0, 3), answer.message
            ends.append(np.inf if answer.fun is None else sign * answer.fun)
        found[cell] = (ends[0], ends[1])
    return found


def told_within(
    shown: Mapping[Cell, float | None], sums: Iterable[Sum], narrowest: float
) -> dict[Cell, tuple[float, float]]:
    """The hidden cells that can be told within less than a range, for large tables.

    Tables that agree with what is shown are drawn at random: a cell that differs by
    enough between two of them is not told. What is left is solved for cell by cell.
    """
    open_sums, place = [], dict[Cell, int]()
    for each in sums:
        cells = (each.whole, *each.parts)
        if all(c in shown for c in cells) and any(shown[c] is None for c in cells):
            open_sums.append(each)
            for cell in cells:
                if shown[cell] is None:
                    place.setdefault(cell, len(place))
    rows: list[int] = []
    columns: list[int] = []
    signs: list[float] = []
    sides = np.zeros(len(open_sums))
    for number, (whole, parts) in enumerate(open_sums):
        for cell, sign in ((whole, 1.0), *((part, -1.0) for part in parts)):
            value = shown[cell]
            if value is None:
                rows.append(number)
                columns.append(place[cell])
                signs.append(sign)
            else:
                sides[number] -= sign * value
    matrix = csr_matrix((signs, (rows, columns)), shape=(len(sides), len(place)))
    names = list(place)
    found = {}
    for members in _connected(matrix):
        lines = np.unique(matrix[:, members].nonzero()[0])
        own = matrix[lines][:, members]
        for number, ends in _ends(own, sides[lines], narrowest).items():
            found[names[members[number]]] = ends
    return found


def _connected(matrix: Any) -> Iterable[Any]:
    """Columns that share rows, directly or through others."""
    count, labels = connected_components(abs(matrix).T @ abs(matrix), directed=False)
    order = np.argsort(labels, kind="stable")
    starts = np.searchsorted(labels[order], np.arange(1, count))
    return np.split(order, starts) if len(order) else []


def _ends(matrix: Any, sides: Any, narrowest: float) -> dict[int, tuple[float, float]]:
    size = matrix.shape[1]
    least, most = np.full(size, np.inf), np.full(size, -np.inf)

    def draw(cost: Any) -> float:
        # No higher than anything is counted, so that each draw has an end.
        answer = linprog(cost, A_eq=matrix, b_eq=sides, bounds=(0, 1e7))
        assert answer.x is not None, answer.message
        assert answer.fun is not None
        np.minimum(least, answer.x, out=least)
        np.maximum(most, answer.x, out=most)
        return answer.fun

    draws = np.random.default_rng(size)
    for number in range(8):
        left = most - least < narrowest
        if number and not left.any():
            break
        signs = draws.choice([-1.0, 1.0], size) if number > 1 else (-1.0) ** number
        draw(np.where(left | (number == 0), signs, 0.0))
    found = {}
    for number in np.flatnonzero(most - least < narrowest).tolist():
        cost = np.zeros(size)
        cost[number] = 1.0
        ends = draw(cost), -draw(-cost)
        if ends[1] - ends[0] < narrowest - 1e-6:
            found[number] = ends
    return found
