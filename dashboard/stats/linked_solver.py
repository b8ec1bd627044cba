"""Linear programs over linked sums, as HiGHS takes them.

Apart from the other statistics because its solver is slow to import.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from dashboard.stats.linked_sums import Line

EVEN = 1e-6


def matrix_of(lines: Sequence[Line], places: dict[int, int]) -> csr_array:
    """A row a line, a column a cell; cells without a place are known and left out."""
    rows, columns, signs = [], [], []
    for row, line in enumerate(lines):
        for cell, sign in zip(line.cells, line.signs, strict=True):
            place = places.get(cell)
            if place is not None:
                rows.append(row)
                columns.append(place)
                signs.append(float(sign))
    return csr_array((signs, (rows, columns)), shape=(len(lines), len(places)))


def matrix_of_rows(rows: Sequence[Mapping[int, int]], size: int) -> csr_array:
    """A row a line, by column what each counts in it."""
    numbers = [number for number, row in enumerate(rows) for _ in row]
    columns = [column for row in rows for column in row]
    counts = [float(count) for row in rows for count in row.values()]
    return csr_array((counts, (numbers, columns)), shape=(len(rows), size))


def solve(
    cost: np.ndarray,
    bounds: Bounds,
    matrix: csr_array,
    sides: np.ndarray,
    *,
    whole: bool,
) -> OptimizeResult:
    """The table that costs least, of whole counts if asked; `x` is None for none."""
    constraints = LinearConstraint(matrix, sides, sides) if matrix.shape[0] else ()
    return milp(
        cost,
        integrality=np.full(len(cost), int(whole)),
        bounds=bounds,
        constraints=constraints,
    )


def is_whole(found: np.ndarray) -> bool:
    """Whether what was found is whole numbers, as nearly as can be told."""
    return bool(np.abs(found - np.round(found)).max(initial=0.0) <= EVEN)
