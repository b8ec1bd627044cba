"""Counts tied together by published sums, and which of them to hide.

Tables, periods, areas and breakdowns alike are lines: counts that, with their signs,
add up to nought. What is hidden must not follow from what is shown, whichever lines
are put together. Works on any number of lines by looking only at those in which
something is hidden.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import NamedTuple

#: How much the least of choices costs, so that what is hidden already is moved first.
FREE = 1e-4


#: How much may be searched before a load is refused: minutes of a processor.
MOST_WORK = 20_000_000


class TooManySmall(Exception):
    """So many counts are small that which to hide with them cannot be decided."""

    def __init__(self) -> None:
        super().__init__(
            "Too many small counts bear on each other to decide which others to hide "
            "with them. Load fewer years at a time into a store of their own, leave "
            "out the finest breakdowns, or say --already-public of figures that are."
        )


class Line(NamedTuple):
    """Cells whose counts times their signs add up to nought: the whole, then parts."""

    cells: tuple[int, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True)
class LinkedSums:
    """Cells by number: what each holds, and the lines that tie them together.

    `movable` may be hidden; all others are known to everybody for good. `unseen` are
    no figures of their own: what is left of a whole, never shown. `signed` may be
    below nought. `first_to_hide` are hidden before others where there is a choice.
    """

    counts: Sequence[float]
    lines: Sequence[Line]
    movable: Collection[int]
    unseen: Collection[int] = frozenset()
    signed: Collection[int] = frozenset()
    first_to_hide: Collection[int] = frozenset()

    @cached_property
    def lines_of(self) -> dict[int, list[int]]:
        """The lines each cell is in, by number."""
        found: dict[int, list[int]] = {}
        for number, line in enumerate(self.lines):
            for cell in line.cells:
                found.setdefault(cell, []).append(number)
        return found

    @cached_property
    def is_whole(self) -> bool:
        """Whether every count is a whole number, as counts of people are."""
        return all(count == count // 1 for count in self.counts)

    def floor(self, cell: int) -> float:
        """The least an outsider must allow for."""
        return -1e9 if cell in self.signed else 0.0

    def cost(self, cell: int) -> float:
        """How much is lost by hiding a cell: more where more is counted in it.

        A nought comes last: to hide that nobody was counted says that somebody was.
        """
        count = abs(self.counts[cell])
        loss = 30.0 if count == 0 else 1.0 + count**0.5
        return loss / 4 if cell in self.first_to_hide else loss


@dataclass
class Hiding:
    """What is hidden of linked sums, and between which counts each hidden cell may be.

    `attained` holds the lowest and highest count of each hidden cell in the tables
    found so far that agree with all that is shown.
    """

    sums: LinkedSums
    hidden: set[int]
    #: Must not be worked out: the hidden cells and some that are unseen.
    wanted: set[int]
    attained: dict[int, tuple[float, float]] = field(default_factory=dict)
    #: How much was searched so far, in unknown counts.
    work: int = 0

    def spend(self, counts: int) -> None:
        """Take note of a search; raises TooManySmall where there were too many."""
        self.work += counts
        if self.work > MOST_WORK:
            raise TooManySmall

    def is_unknown(self, cell: int) -> bool:
        """Whether an outsider is not told what a cell holds."""
        return cell in self.hidden or cell in self.sums.unseen

    def hide(self, cells: Iterable[int]) -> None:
        """Hide more cells; nothing that is hidden follows from fewer shown."""
        for cell in cells:
            if cell not in self.sums.unseen:
                self.hidden.add(cell)
            self.wanted.add(cell)

    def hide_beside(self, minimum_range: float) -> None:
        """Hide the next smallest cell of each line that by itself tells a hidden one.

        A lone hidden cell is told outright, and those that together come to less than
        the range are told within less. Not a nought unless only noughts are left, the
        whole only where no other part is left, the first of equals. Goes on until no
        line tells of one.
        """
        queue = list(range(len(self.sums.lines)))
        while queue:
            again: list[int] = []
            for number in queue:
                second = self._second(self.sums.lines[number], minimum_range)
                if second is not None:
                    self.hide([second])
                    again += self.sums.lines_of[second]
            queue = list(dict.fromkeys(again))

    def _hidden_together(self, line: Line) -> float:
        """How many are counted in the unknown cells, where all are on one side.

        None of them can hold more, as what they come to can be worked out.
        """
        together, side = 0.0, 0
        for cell, sign in zip(line.cells, line.signs, strict=True):
            if not self.is_unknown(cell):
                continue
            if sign == -side or cell in self.sums.signed:
                return inf
            together, side = together + self.sums.counts[cell], sign
        return together if side else inf

    def _second(self, line: Line, minimum_range: float) -> int | None:
        unknown = [cell for cell in line.cells if self.is_unknown(cell)]
        if not unknown or self.wanted.isdisjoint(unknown):
            return None
        is_short = self._hidden_together(line) < minimum_range
        if len(unknown) > 1 and not is_short:
            return None
        left = [
            (sign > 0, count == 0, abs(count), cell)
            for cell, sign in zip(line.cells, line.signs, strict=True)
            if cell in self.sums.movable and cell not in unknown
            for count in (self.sums.counts[cell],)
            # A nought beside too few leaves as many to choose from.
            if count or not is_short
        ]
        return min(left)[3] if left else None

    def widen(self, cells: Iterable[int], most: int = 1) -> bool:
        """Hide the next smallest of each line of some cells; False if none is left.

        Quick, and more than need be: for tables too large to be searched. `most` is
        how many of each line are hidden.
        """
        more: set[int] = set()
        for number in {n for cell in cells for n in self.sums.lines_of.get(cell, ())}:
            line = self.sums.lines[number]
            left = [
                (sign > 0, self.sums.counts[each] == 0, self.sums.counts[each], each)
                for each, sign in zip(line.cells, line.signs, strict=True)
                if each in self.sums.movable and not self.is_unknown(each)
            ]
            more.update(each for *_, each in sorted(left)[:most])
        self.hide(more)
        return bool(more)

    def parts(self) -> Iterator[tuple[list[int], list[int]]]:
        """Unknown cells that bear on each other, with the lines they are in.

        Only those with a cell among them that must not be worked out.
        """
        seen: set[int] = set()
        for start in sorted(self.wanted):
            if start in seen:
                continue
            cells: list[int] = []
            lines: set[int] = set()
            queue = [start]
            seen.add(start)
            while queue:
                cell = queue.pop()
                cells.append(cell)
                for number in self.sums.lines_of.get(cell, ()):
                    if number in lines:
                        continue
                    lines.add(number)
                    for other in self.sums.lines[number].cells:
                        if other not in seen and self.is_unknown(other):
                            seen.add(other)
                            queue.append(other)
            yield sorted(cells), sorted(lines)

    def nearest(self, start: int, most: int) -> set[int]:
        """The unknown cells that share lines with one, and so on, up to a number."""
        found, edge = {start}, [start]
        while edge:
            ahead: list[int] = []
            for each in edge:
                for number in self.sums.lines_of.get(each, ()):
                    for other in self.sums.lines[number].cells:
                        if other not in found and self.is_unknown(other):
                            if len(found) >= most:
                                return found
                            found.add(other)
                            ahead.append(other)
            edge = ahead
        return found

    def width(self, cell: int) -> float:
        """How far apart the counts are that a cell was found to be able to hold."""
        lowest, highest = self.attained.get(cell, (0.0, 0.0))
        return highest - lowest

    def note(self, cells: Sequence[int], counts: Sequence[float]) -> None:
        """Remember a table that agrees with what is shown."""
        for cell, count in zip(cells, counts, strict=True):
            own = self.sums.counts[cell]
            lowest, highest = self.attained.get(cell, (own, own))
            self.attained[cell] = (min(lowest, count), max(highest, count))
