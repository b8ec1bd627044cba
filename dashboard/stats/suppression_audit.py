"""What an outsider can work out of a published table with hidden cells.

Apart from the other statistics because its solver is slow to import.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from dashboard.stats.refusals import Reason, Refused

Cell = tuple[int, int]


class CellRange(NamedTuple):
    """The lowest and highest count a hidden cell can hold; None for no upper end."""

    lowest: int
    highest: int | None

    @property
    def is_exact(self) -> bool:
        """True where the hidden count can be worked out."""
        return self.lowest == self.highest


class HiddenTotals(NamedTuple):
    """Which totals are not published; by default all are."""

    rows: Sequence[bool] = ()
    columns: Sequence[bool] = ()
    is_grand_hidden: bool = False


ALL_TOTALS_SHOWN = HiddenTotals()


def audit(
    table: Sequence[Sequence[int]],
    hidden: Sequence[Sequence[bool]],
    *,
    hidden_totals: HiddenTotals = ALL_TOTALS_SHOWN,
    cells: Sequence[Cell] | None = None,
) -> dict[Cell, CellRange]:
    """The range of each hidden cell (or of those asked for), by (row, column).

    Over every table of whole counts, none negative, with the published cells and
    totals. Raises Refused where the shapes differ.
    """
    _check_shapes(table, hidden, hidden_totals)
    places = [
        (row, column)
        for row, flags in enumerate(hidden)
        for column, is_hidden in enumerate(flags)
        if is_hidden
    ]
    if not places:
        return {}
    sums, totals = _published_sums(table, places, hidden_totals)
    ranges = {}
    for place in places if cells is None else cells:
        variable = places.index(place)
        lowest = _extreme(variable, sums, totals, sign=1)
        highest = _extreme(variable, sums, totals, sign=-1)
        ranges[place] = CellRange(lowest or 0, highest)
    return ranges


def fewest_extra_cells(
    table: Sequence[Sequence[int]],
    hidden: Sequence[Sequence[bool]],
    *,
    hidden_totals: HiddenTotals = ALL_TOTALS_SHOWN,
) -> tuple[Cell, ...] | None:
    """The fewest further cells to hide so that no hidden cell is exact.

    Of equally few, those with the smallest counts. None if hiding every cell is not
    enough. Tries the choices in turn, so for tables of a page, not of a census.
    """
    at_risk = [
        place
        for place, found in audit(table, hidden, hidden_totals=hidden_totals).items()
        if found.is_exact
    ]
    for extra in _choices(table, hidden):
        widened = [
            [
                is_hidden or (row, column) in extra
                for column, is_hidden in enumerate(line)
            ]
            for row, line in enumerate(hidden)
        ]
        # A cell that is already a range stays one when more is hidden.
        ranges = audit(table, widened, hidden_totals=hidden_totals, cells=at_risk)
        if not any(found.is_exact for found in ranges.values()):
            return extra
    return None


def _choices(
    table: Sequence[Sequence[int]], hidden: Sequence[Sequence[bool]]
) -> Iterator[tuple[Cell, ...]]:
    shown = [
        (row, column)
        for row, line in enumerate(hidden)
        for column, is_hidden in enumerate(line)
        if not is_hidden
    ]
    for size in range(len(shown) + 1):
        yield from sorted(
            combinations(shown, size),
            key=lambda choice: sum(table[row][column] for row, column in choice),
        )


def _check_shapes(
    table: Sequence[Sequence[int]],
    hidden: Sequence[Sequence[bool]],
    totals: HiddenTotals,
) -> None:
    columns = {len(row) for row in table}
    if len(columns) > 1 or [len(row) for row in table] != [len(row) for row in hidden]:
        raise Refused(Reason.LENGTHS_DIFFER, "table and hidden cells")
    width = columns.pop() if columns else 0
    if len(totals.rows) not in {0, len(table)} or len(totals.columns) not in {0, width}:
        raise Refused(Reason.LENGTHS_DIFFER, "table and hidden totals")


def _published_sums(
    table: Sequence[Sequence[int]], places: Sequence[Cell], totals: HiddenTotals
) -> tuple[np.ndarray, np.ndarray]:
    """Which hidden cells each published total adds up, and what they come to."""
    rows = [row for row in range(len(table)) if not (totals.rows and totals.rows[row])]
    columns = [
        column
        for column in range(len(table[0]))
        if not (totals.columns and totals.columns[column])
    ]
    sums = [[place[0] == row for place in places] for row in rows]
    sums += [[place[1] == column for place in places] for column in columns]
    if not totals.is_grand_hidden:
        sums.append([True] * len(places))
    members = np.array(sums, dtype=float).reshape(len(sums), len(places))
    return members, members @ np.array([table[row][column] for row, column in places])


def _extreme(
    variable: int, sums: np.ndarray, totals: np.ndarray, *, sign: int
) -> int | None:
    cost = np.zeros(sums.shape[1])
    cost[variable] = sign
    if sign < 0 and not sums[:, variable].any():
        return None
    found = milp(
        cost,
        integrality=np.ones(len(cost), dtype=int),
        bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(sums, totals, totals) if len(sums) else (),
    )
    if found.x is None:
        raise AssertionError(f"the published table itself has no answer: {found}")
    return round(float(found.x[variable]))
