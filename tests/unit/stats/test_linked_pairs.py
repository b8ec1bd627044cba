"""Cells that can only move together are taken as one."""

from dashboard.stats.linked_audit import exposed_cells, protect
from dashboard.stats.linked_pairs import merge_pairs
from dashboard.stats.linked_sums import Hiding, Line, LinkedSums


def test_an_area_and_its_only_part_move_as_one() -> None:
    whole, part, other, total = range(4)
    lines = [Line((whole, part), (1, -1)), Line((total, part, other), (1, -1, -1))]
    merged = merge_pairs(lines, {cell: cell for cell in range(4)})
    assert merged.movers[whole] == merged.movers[part]
    assert merged.signs[whole] == merged.signs[part]
    assert len(set(merged.movers)) == 3
    assert len(merged.rows) == 1


def test_two_hidden_parts_of_what_is_shown_move_against_each_other() -> None:
    lines = [Line((9, 0, 1, 8), (1, -1, -1, -1))]
    merged = merge_pairs(lines, {0: 0, 1: 1})
    assert merged.movers == [0, 0]
    assert merged.signs == [1, -1]
    assert merged.rows == []


def test_pairs_that_follow_from_others_are_found_too() -> None:
    lines = [Line((0, 1, 2, 3), (1, -1, -1, -1)), Line((4, 0, 1), (1, 1, -1))]
    merged = merge_pairs(lines, {cell: cell for cell in range(4)})
    # 0 and 1 move as one, so that what is left of the first line is a pair as well.
    assert merged.movers == [0, 0, 1, 1]
    assert merged.signs == [1, 1, 1, -1]


def test_a_pair_that_cannot_move_stays_where_it_is() -> None:
    """Each of two moves with and against the other, so neither can."""
    lines = [Line((0, 1), (1, -1)), Line((9, 0, 1), (1, -1, -1))]
    merged = merge_pairs(lines, {0: 0, 1: 1})
    assert merged.rows == [{0: -2}]
    sums = LinkedSums([3.0, 3.0, *[0.0] * 7, 6.0], lines, {0, 1, 9})
    assert exposed_cells(Hiding(sums, {0, 1}, {0, 1}), minimum_range=5) == [0, 1]


def test_what_is_hidden_together_comes_to_the_range() -> None:
    """Two small counts of a line are told by what they come to."""
    counts = [1.0, 1.0, 40.0, 8.0, 50.0]
    sums = LinkedSums(
        counts, [Line((4, 0, 1, 2, 3), (1, -1, -1, -1, -1))], set(range(5))
    )
    hiding = Hiding(sums, {0, 1}, {0, 1})
    hiding.hide_beside(5)
    assert hiding.hidden == {0, 1, 3}


def test_many_that_are_told_at_once_are_all_protected() -> None:
    """Three hundred tables of two rows and two columns with one small count each."""
    counts: list[float] = []
    lines: list[Line] = []
    for _ in range(300):
        a, b, c, d, first, second, left, right = range(len(counts), len(counts) + 8)
        counts += [2, 30, 3, 40, 32, 43, 5, 70]
        lines += [
            Line((first, a, b), (1, -1, -1)),
            Line((second, c, d), (1, -1, -1)),
            Line((left, a, c), (1, -1, -1)),
            Line((right, b, d), (1, -1, -1)),
        ]
    small = {cell for cell, count in enumerate(counts) if 1 <= count <= 5}
    hiding = Hiding(
        LinkedSums(counts, lines, set(range(len(counts)))), small, set(small)
    )
    assert protect(hiding, minimum_range=5) == set()
    assert exposed_cells(hiding, minimum_range=5) == []
    assert len(hiding.hidden) < len(counts)
