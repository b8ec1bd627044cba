from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.suppression import (
    CellStatus,
    is_rate_hidden,
    primary_hidden,
    shown_count,
    suppress_group,
    suppress_group_to_threshold,
    suppress_table,
)
from dashboard.stats.suppression_audit import (
    CellRange,
    HiddenTotals,
    audit,
    fewest_extra_cells,
)

ZERO = CellStatus.TRUE_ZERO
SEEN = CellStatus.OBSERVED
FIRST = CellStatus.SUPPRESSED_PRIMARY
SECOND = CellStatus.SUPPRESSED_SECONDARY

tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 12), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def test_one_to_five_are_hidden_and_nought_and_six_are_shown() -> None:
    assert [shown_count(count) for count in range(7)] == [0, *[None] * 5, 6]


def test_what_is_shown_is_rounded_half_up() -> None:
    assert [shown_count(count, round_to=5) for count in (0, 7, 8, 22, 23)] == [
        0,
        5,
        10,
        20,
        25,
    ]
    assert shown_count(15, round_to=10) == 20


@pytest.mark.parametrize("count", [-1, 4.2, float("nan"), float("inf"), "7"])
def test_what_is_no_count_is_refused(count: float) -> None:
    with pytest.raises(Refused) as refusal:
        shown_count(count)
    assert refusal.value.reason is Reason.NOT_A_NON_NEGATIVE_INTEGER


def test_a_rate_on_exactly_a_hundred_is_shown() -> None:
    assert is_rate_hidden(99)
    assert not is_rate_hidden(100)
    assert not is_rate_hidden(None)


@pytest.mark.parametrize(
    ("counts", "statuses"),
    [
        ([3, 8, 50], [FIRST, SECOND, SEEN]),
        ([3, 4, 90], [FIRST, FIRST, SEEN]),
        ([0, 40, 50], [ZERO, SEEN, SEEN]),
        ([3, 0, 0], [FIRST, SECOND, ZERO]),
        ([3, 0, 9, 9], [FIRST, ZERO, SECOND, SEEN]),
        ([7, 8], [SEEN, SEEN]),
    ],
)
def test_one_hidden_cell_takes_the_next_smallest_with_it(
    counts: list[int], statuses: list[CellStatus]
) -> None:
    found = suppress_group(counts)

    assert list(found.statuses) == statuses
    assert not found.is_total_hidden


def test_a_cell_with_no_other_to_hide_behind_hides_the_total() -> None:
    assert suppress_group([3]).is_total_hidden
    assert not suppress_group([9]).is_total_hidden
    assert not suppress_group([]).is_total_hidden


def test_hiding_goes_on_until_the_hidden_total_passes_the_threshold() -> None:
    assert suppress_group_to_threshold([1, 1, 7, 7, 9]) == [True] * 4 + [False]
    assert suppress_group_to_threshold([0, 2]) == [False, True]
    assert suppress_group_to_threshold([0, 9]) == [False, False]


@given(tables)
def test_no_line_is_left_with_one_hidden_cell_and_a_shown_total(
    table: list[list[int]],
) -> None:
    found = suppress_table(table)

    small = primary_hidden(table)
    for row, line in enumerate(found.hidden):
        assert (sum(line) == 1) == (row in found.hidden_row_totals)
        assert all(now or not was for now, was in zip(line, small[row], strict=True))
    for column in range(len(table[0])):
        count = sum(line[column] for line in found.hidden)
        assert (count == 1) == (column in found.hidden_column_totals)
    if not any(map(any, small)):
        assert found.hidden == small


def test_a_table_of_uneven_rows_is_refused() -> None:
    with pytest.raises(Refused):
        suppress_table([[1, 2], [3]])
    with pytest.raises(Refused):
        audit([[1, 2], [3]], [[True, False], [True]])
    with pytest.raises(Refused):
        audit([[1, 2]], [[True]])
    with pytest.raises(Refused):
        audit([[1, 2]], [[True, True]], hidden_totals=HiddenTotals(rows=[True] * 2))


def brute_force(
    table: list[list[int]], hidden: list[list[bool]]
) -> dict[tuple[int, int], CellRange]:
    """Every table of whole counts with these margins and shown cells, tried."""
    places = [
        (row, column)
        for row, line in enumerate(hidden)
        for column, is_hidden in enumerate(line)
        if is_hidden
    ]
    choices = [range(sum(table[row]) + 1) for row, _ in places]
    found: dict[tuple[int, int], list[int]] = {place: [] for place in places}
    for values in product(*choices):
        trial = [list(row) for row in table]
        for (row, column), value in zip(places, values, strict=True):
            trial[row][column] = value
        if [sum(row) for row in trial] == [sum(row) for row in table] and [
            sum(column) for column in zip(*trial, strict=True)
        ] == [sum(column) for column in zip(*table, strict=True)]:
            for place, value in zip(places, values, strict=True):
                found[place].append(value)
    return {
        place: CellRange(min(values), max(values)) for place, values in found.items()
    }


@given(
    st.lists(
        st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=1, max_size=2
    ),
    st.lists(st.lists(st.booleans(), min_size=2, max_size=2), min_size=2, max_size=2),
)
@settings(max_examples=40, deadline=None)
def test_the_audit_finds_what_trying_every_table_finds(
    table: list[list[int]], flags: list[list[bool]]
) -> None:
    hidden = flags[: len(table)]

    assert audit(table, hidden) == brute_force(table, hidden)


def test_a_cell_whose_totals_are_all_hidden_has_no_upper_end() -> None:
    found = audit(
        [[4, 6], [8, 9]],
        [[True, False], [False, False]],
        hidden_totals=HiddenTotals([True, False], [True, False], is_grand_hidden=True),
    )

    assert found == {(0, 0): CellRange(0, None)}
    assert not found[0, 0].is_exact


def test_a_grand_total_alone_gives_a_single_hidden_cell_away() -> None:
    found = audit(
        [[4, 6], [8, 9]],
        [[True, False], [False, False]],
        hidden_totals=HiddenTotals([True, False], [True, False]),
    )

    assert found[0, 0].is_exact


def test_nothing_hidden_leaves_nothing_to_find() -> None:
    assert audit([[1, 2]], [[False, False]]) == {}
    assert audit([], []) == {}


def test_the_fewest_extra_cells_are_the_smallest_that_open_every_exact_one() -> None:
    table = [[2, 30, 7], [40, 50, 9], [60, 70, 80]]
    hidden = [[True, False, False], [False] * 3, [False] * 3]

    extra = fewest_extra_cells(table, hidden)

    assert extra == ((0, 2), (1, 0), (1, 2))
    assert fewest_extra_cells(table, [[False] * 3] * 3) == ()
    assert fewest_extra_cells([[3]], [[True]]) is None
