"""Counts tied by many sums: none that is hidden follows from those that are shown."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stats.linked_audit import exposed_cells, fill_unknown, protect
from dashboard.stats.linked_sums import Hiding, Line, LinkedSums
from tests.attack.outsider import Sum, recover

SIZE = 3
RANGE = 5
PLACES = [*range(SIZE), SIZE]
CELLS = {place: number for number, place in enumerate(product(PLACES, repeat=3))}


def lines() -> list[Line]:
    """Of a table by three things, with the totals of every one and two of them."""
    found = []
    for axis, (first, second) in product(range(3), product(PLACES, repeat=2)):

        def at(number: int, axis: int = axis, rest: tuple[int, int] = (first, second)
               ) -> int:  # fmt: skip
            place = [*rest[:axis], number, *rest[axis:]]
            return CELLS[place[0], place[1], place[2]]

        parts = tuple(at(number) for number in range(SIZE))
        found.append(Line((at(SIZE), *parts), (1, *[-1] * SIZE)))
    return found


def table(inner: list[int]) -> list[float]:
    counts = dict(zip(product(range(SIZE), repeat=3), inner, strict=True))
    return [
        float(
            sum(
                count
                for place, count in counts.items()
                if all(own in (SIZE, at) for own, at in zip(cell, place, strict=True))
            )
        )
        for cell in CELLS
    ]


@settings(max_examples=40, derandomize=True)
@given(st.lists(st.one_of(st.integers(0, 7), st.integers(0, 60)),
                min_size=SIZE**3, max_size=SIZE**3))  # fmt: skip
def test_no_hidden_count_of_a_table_by_three_things_can_be_told(
    inner: list[int],
) -> None:
    counts = table(inner)
    sums = LinkedSums(counts, lines(), frozenset(CELLS.values()))
    small = {cell for cell, count in enumerate(counts) if 1 <= count <= 5}
    hiding = Hiding(sums, set(small), set(small))
    assert protect(hiding, minimum_range=RANGE) == set()
    assert small <= hiding.hidden
    shown = {
        cell: None if cell in hiding.hidden else count
        for cell, count in enumerate(counts)
    }
    ranges = recover(shown, [Sum(line.cells[0], line.cells[1:]) for line in lines()])
    assert all(most - least >= RANGE for least, most in ranges.values())


def test_small_counts_alone_are_told_by_the_totals() -> None:
    counts = table([3, *[20] * (SIZE**3 - 1)])
    sums = LinkedSums(counts, lines(), frozenset(CELLS.values()))
    alone = Hiding(sums, {CELLS[0, 0, 0]}, {CELLS[0, 0, 0]})
    assert exposed_cells(alone, minimum_range=RANGE) == [CELLS[0, 0, 0]]


def test_what_a_publisher_hid_is_given_a_count_that_fits() -> None:
    counts = [20.0, 15.0, 0.0, 9.0]
    adds_up, cannot = Line((0, 1, 2), (1, -1, -1)), Line((3, 0, 2), (1, -1, -1))
    kept = fill_unknown(counts, [adds_up, cannot], {2})
    assert kept == [adds_up]
    assert counts[2] == 5
