"""What an outsider could work out of linked sums, and what to hide against it.

Apart from the other statistics because its solver is slow to import.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds

from dashboard.stats.linked_opening import open_range
from dashboard.stats.linked_pairs import merge_pairs
from dashboard.stats.linked_solver import (
    EVEN,
    is_whole,
    matrix_of,
    matrix_of_rows,
    solve,
)
from dashboard.stats.linked_sums import Hiding, Line

#: How far from its true count a cell is let go in the search, in ranges asked for.
REACH = 40
#: Tables looked for that move every cell at once, before cells are tried by themselves.
SWEEPS = 12
#: How many cells around one are let move at first, and then.
NEAREST = (120, 400)
#: The most cells that are all let move for the sake of one.
LARGEST = 6_000
#: More cells than this that are told at once are each opened by what is smallest beside
#: them, in no time, and not by the cheapest there is.
MANY = 2_000
#: After so many rounds that settled nothing, all are opened so, by more each round.
ROUNDS = 8
#: More than anything counts, and how often what one line tells is carried to others.
ANY, PASSES = 1e9, 30


def protect(hiding: Hiding, *, minimum_range: float) -> set[int]:
    """Hide more until no wanted cell can be told within less than the range.

    Comes back with those for which nothing more can be done: what gives them away is
    known to everybody.
    """
    hopeless: set[int] = set()
    hiding.hide_beside(minimum_range)
    settled: set[tuple[int, ...]] = set()
    rounds = 0
    while True:
        exposed: list[int] = []
        too_large: set[int] = set()
        for cells, lines in list(hiding.parts()):
            if tuple(cells) in settled:
                continue
            found = set(_exposed(hiding, cells, lines, minimum_range)) - hopeless
            if not found:
                settled.add(tuple(cells))
            exposed += sorted(found)
            too_large |= found if len(cells) > LARGEST else set()
        if not exposed:
            return {cell for cell in hopeless if hiding.width(cell) < minimum_range}
        rounds += 1
        is_much = len(exposed) > MANY or rounds > ROUNDS
        for cell in exposed:
            if hiding.width(cell) >= minimum_range:
                continue
            if is_much and hiding.widen([cell], 4 ** (rounds - 1)):
                continue
            is_large = cell in too_large
            more = open_range(hiding, cell, minimum_range, is_near=is_large)
            if more:
                hiding.hide(sorted(more))
            elif hiding.width(cell) >= minimum_range:
                continue
            elif (more is None and not is_large) or not _widen(hiding, cell):
                hopeless.add(cell)
        hiding.hide_beside(minimum_range)


def _widen(hiding: Hiding, cell: int) -> bool:
    """Hide what is smallest beside a cell, or beside those near it.

    For where only parts of people could give way, or nothing is found near.
    """
    near = hiding.nearest(cell, NEAREST[0])
    return hiding.widen([cell]) or hiding.widen(near)


def exposed_cells(hiding: Hiding, *, minimum_range: float) -> list[int]:
    """Wanted cells that what is shown tells within less than the range."""
    return [
        cell
        for cells, lines in hiding.parts()
        for cell in _exposed(hiding, cells, lines, minimum_range)
    ]


def _exposed(
    hiding: Hiding, cells: list[int], lines: list[int], minimum: float
) -> list[int]:
    part = _Part(hiding, cells, lines, minimum)
    if len(cells) <= LARGEST:
        part.sweep()
    else:
        _sweep_regions(hiding, part)
    told = part.told()
    return [c for c in part.left() if c in told or not _opens(hiding, part, c)]


def _sweep_regions(hiding: Hiding, part: "_Part") -> None:
    """Look for tables that move many cells at once, near one cell after another.

    Every cell is in some region, so that few are left to be tried by themselves.
    """
    seen: set[int] = set()
    for cell in part.left():
        if cell not in seen and hiding.width(cell) < part.minimum:
            region = _region(hiding, cell, NEAREST[-1], part.minimum)
            region.sweep()
            seen.update(region.cells)


def _opens(hiding: Hiding, part: "_Part", cell: int) -> bool:
    """Whether the ends of a cell's range are far enough apart.

    They are looked for among the cells nearest to it first, all others left as they
    are. In a table too large to be gone through for every cell that is all: the answer
    may be no where it is yes. More is hidden then than need be, never less.
    """
    if hiding.width(cell) >= part.minimum:
        return True
    nearest = [most for most in NEAREST if most < len(part.cells)]
    if any(_region(hiding, cell, most, part.minimum).opens(cell) for most in nearest):
        return True
    return len(part.cells) <= LARGEST and part.opens(cell)


def _region(hiding: Hiding, cell: int, most: int, minimum: float) -> "_Part":
    """The unknown cells nearest to one, all others left as they are."""
    near = hiding.nearest(cell, most)
    lines = {n for each in near for n in hiding.sums.lines_of.get(each, ())}
    return _Part(hiding, sorted(near), sorted(lines), minimum)


def fill_unknown(
    counts: list[float], lines: Sequence[Line], unknown: set[int]
) -> list[Line]:
    """Give cells that nobody here knows counts that fit what is shown.

    Comes back with the lines that can be kept: those that no count would fit go.
    """
    open_lines = [line for line in lines if unknown.intersection(line.cells)]
    fitting = [line for line in open_lines if _fits([line], counts, unknown)]
    found = _fits(fitting, counts, unknown)
    if found is None:
        fitting, found = [], {}
    for cell, fitted in found.items():
        counts[cell] = fitted
    gone = {id(line) for line in open_lines} - {id(line) for line in fitting}
    return [line for line in lines if id(line) not in gone]


def _fits(
    lines: Sequence[Line], counts: Sequence[float], unknown: set[int]
) -> dict[int, float] | None:
    cells = sorted({c for line in lines for c in line.cells if c in unknown})
    if not cells:
        return {}
    places = {cell: place for place, cell in enumerate(cells)}
    matrix = matrix_of(lines, places)
    sides = np.array(
        [
            -sum(
                sign * counts[cell]
                for cell, sign in zip(line.cells, line.signs, strict=True)
                if cell not in unknown
            )
            for line in lines
        ]
    )
    size = len(cells)
    found = solve(
        np.ones(size), Bounds(0, np.inf), matrix, sides,
        whole=all(side == side // 1 for side in sides),
    )  # fmt: skip
    if found.x is None:
        return None
    return dict(zip(cells, np.round(found.x, 6).tolist(), strict=True))


class _Part:
    """Unknown cells that bear on each other, and the tables they can make.

    A table is told by how far each cell is from its true count. Cells of which one
    moves as the other does, or against it, move as one: whole areas of one part, and
    pairs hidden in one line, are most of what there is.
    """

    def __init__(
        self, hiding: Hiding, cells: list[int], lines: list[int], minimum: float
    ) -> None:
        self.hiding, self.cells, self.minimum = hiding, cells, minimum
        sums = hiding.sums
        self.places = {cell: place for place, cell in enumerate(cells)}
        self.true = np.array([sums.counts[cell] for cell in cells], dtype=float)
        merged = merge_pairs([sums.lines[n] for n in lines], self.places)
        self.movers, self.signs = np.array(merged.movers), np.array(merged.signs)
        self.size = len(set(merged.movers))
        self.matrix = matrix_of_rows(merged.rows, self.size)
        room = self.true - np.array([sums.floor(cell) for cell in cells])
        is_with = self.signs > 0
        self.least, self.most = np.full(self.size, -ANY), np.full(self.size, ANY)
        np.maximum.at(self.least, self.movers[is_with], -room[is_with])
        np.minimum.at(self.most, self.movers[~is_with], room[~is_with])
        reach = REACH * max(minimum, 1.0)
        self.bounds = Bounds(
            np.maximum(self.least, -reach), np.minimum(self.most, reach)
        )

    def left(self) -> list[int]:
        """Cells not yet known to have a range that is wide enough."""
        wanted, width = self.hiding.wanted, self.hiding.width
        return [c for c in self.cells if c in wanted and width(c) < self.minimum]

    def sweep(self) -> None:
        """Look for tables in which many cells at once hold more, or less."""
        # The same each time, on every machine.
        draws = np.random.default_rng(len(self.cells))
        before = len(self.left())
        for number in range(SWEEPS):
            left = self.left()
            if not left or (number > 2 and len(left) == before):
                return
            before = len(left)
            signs = np.ones(len(left)) * (-1) ** number
            if number > 1:
                signs = draws.choice([-1.0, 1.0], len(left))
            places = [self.places[cell] for cell in left]
            cost = np.zeros(self.size)
            np.add.at(cost, self.movers[places], signs * self.signs[places])
            self._solve(cost)

    def told(self) -> set[int]:
        """Cells that one line after another tells within less than the range.

        Quick, where it finds them: what the others of a line can hold at most, or must
        hold at least, is what is left for each of it.
        """
        entries = self.matrix.tocoo()
        rows, columns, signs = entries.row, entries.col, entries.data
        least, most = self.least.copy(), self.most.copy()
        for _ in range(PASSES if len(rows) else 0):
            first, second = signs * least[columns], signs * most[columns]
            smallest, largest = np.minimum(first, second), np.maximum(first, second)
            size = self.matrix.shape[0]
            others_least = np.bincount(rows, smallest, size)[rows] - smallest
            others_most = np.bincount(rows, largest, size)[rows] - largest
            ends = -others_most / signs, -others_least / signs
            before = float(most.sum() - least.sum())
            np.maximum.at(least, columns, np.minimum(*ends))
            np.minimum.at(most, columns, np.maximum(*ends))
            if before - float(most.sum() - least.sum()) < self.minimum:
                break
        is_narrow = (most - least < self.minimum - EVEN)[self.movers]
        return {c for c, narrow in zip(self.cells, is_narrow, strict=True) if narrow}

    def opens(self, cell: int) -> bool:
        """Whether a cell's range is wide enough, its ends looked for by themselves."""
        mover = self.movers[self.places[cell]]
        costs, ends = [], []
        for sign in (1.0, -1.0):
            cost = np.zeros(self.size)
            cost[mover] = sign
            found = self._call(cost, whole=False)
            costs.append(cost)
            ends.append(float(found[mover]))
            if self._note(found) and self.hiding.width(cell) >= self.minimum:
                return True
        if ends[1] - ends[0] < self.minimum - EVEN or not self.hiding.sums.is_whole:
            return False
        for cost in costs:
            self._note(self._call(cost, whole=True))
            if self.hiding.width(cell) >= self.minimum:
                return True
        return False

    def _solve(self, cost: np.ndarray) -> None:
        if not self._note(self._call(cost, whole=False)):
            self._note(self._call(cost, whole=True))

    def _note(self, found: np.ndarray) -> bool:
        """Remember a table, if it can be one: counts of people are whole."""
        is_of_people = self.hiding.sums.is_whole
        if is_of_people and not is_whole(found):
            return False
        moved = np.round(found) if is_of_people else found
        if np.abs(self.matrix @ moved).max(initial=0.0) > EVEN:
            raise AssertionError("a table was found that does not add up")
        table = self.true + self.signs * moved[self.movers]
        self.hiding.note(self.cells, table.tolist())
        return True

    def _call(self, cost: np.ndarray, *, whole: bool) -> np.ndarray:
        # Whole counts are searched for one after another.
        self.hiding.spend(self.size * (10 if whole else 1))
        sides = np.zeros(self.matrix.shape[0])
        found = solve(cost, self.bounds, self.matrix, sides, whole=whole)
        if found.x is None:
            raise AssertionError(f"what is shown has no answer: {found.message}")
        return np.asarray(found.x)
