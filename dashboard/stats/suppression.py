"""Which counts to hide, and which others with them so that sums do not tell.

A table is a list of rows of whole counts; `hidden` has the same shape. What the policy
is (thresholds, rounding, what is published beside a table) belongs to the caller.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.rounding import round_to_nearest

HIDE_FROM, HIDE_TO = 1, 5

Hidden = list[list[bool]]


class CellStatus(StrEnum):
    """What a reader sees of a count."""

    OBSERVED = "observed"
    TRUE_ZERO = "true_zero"
    SUPPRESSED_PRIMARY = "suppressed_primary"
    SUPPRESSED_SECONDARY = "suppressed_secondary"


class GroupSuppression(NamedTuple):
    """Each cell's status, and whether the group's own total must be hidden too."""

    statuses: tuple[CellStatus, ...]
    is_total_hidden: bool


class TableSuppression(NamedTuple):
    """Hidden cells, and the rows and columns whose totals must be hidden as well."""

    hidden: Hidden
    hidden_row_totals: tuple[int, ...]
    hidden_column_totals: tuple[int, ...]


def shown_count(
    count: float,
    *,
    hide_from: int = HIDE_FROM,
    hide_to: int = HIDE_TO,
    round_to: int | None = None,
) -> float | None:
    """The count to show, rounded half up; None when it is small enough to hide.

    Raises Refused for a count that is negative or not whole.
    """
    if is_small(count, hide_from=hide_from, hide_to=hide_to):
        return None
    return count if round_to is None else round_to_nearest(count, round_to)


def is_small(
    count: float, *, hide_from: int = HIDE_FROM, hide_to: int = HIDE_TO
) -> bool:
    """True from `hide_from` to `hide_to`, both hidden.

    Raises Refused for a count that is negative or not whole.
    """
    # Cells of a spreadsheet arrive as text often enough to be refused by name.
    if not (isinstance(count, int | float) and count >= 0 and count == count // 1):
        raise Refused(Reason.NOT_A_NON_NEGATIVE_INTEGER, f"count of {count}")
    return hide_from <= count <= hide_to


def is_rate_hidden(denominator: float | None, *, minimum: float = 100) -> bool:
    """True where a rate rests on fewer than the minimum; exactly enough is enough."""
    return denominator is not None and denominator < minimum


def primary_hidden(
    table: Iterable[Sequence[float]],
    *,
    hide_from: int = HIDE_FROM,
    hide_to: int = HIDE_TO,
) -> Hidden:
    """Where the table's counts are small. Raises Refused as `is_small` does."""
    return [
        [is_small(count, hide_from=hide_from, hide_to=hide_to) for count in row]
        for row in table
    ]


def suppress_group(
    counts: Sequence[float],
    *,
    hide_from: int = HIDE_FROM,
    hide_to: int = HIDE_TO,
) -> GroupSuppression:
    """Statuses of cells whose total is published: one alone is never hidden.

    With exactly one small cell the next smallest is hidden with it, not a zero unless
    only zeros are left, the first of equals. Where no other cell is left, the total
    must be hidden. Raises Refused as `is_small` does.
    """
    (primary,) = primary_hidden([counts], hide_from=hide_from, hide_to=hide_to)
    second = _second_cell(counts, primary)
    statuses = tuple(
        CellStatus.SUPPRESSED_PRIMARY
        if is_hidden
        else CellStatus.SUPPRESSED_SECONDARY
        if place == second
        else CellStatus.TRUE_ZERO
        if count == 0
        else CellStatus.OBSERVED
        for place, (count, is_hidden) in enumerate(zip(counts, primary, strict=True))
    )
    return GroupSuppression(statuses, sum(primary) == 1 and second is None)


def suppress_group_to_threshold(
    counts: Sequence[float], *, hide_from: int = HIDE_FROM, hide_to: int = HIDE_TO
) -> list[bool]:
    """Hidden cells, more being hidden until together they pass `hide_to`.

    Ties are hidden together and zeros never. Raises Refused as `is_small` does. The
    variant of OpenSAFELY.
    """
    (hidden,) = primary_hidden([counts], hide_from=hide_from, hide_to=hide_to)
    while any(hidden) and _hidden_total(counts, hidden) <= hide_to:
        left = [
            count
            for count, is_hidden in zip(counts, hidden, strict=True)
            if not is_hidden and count > 0
        ]
        if not left:
            break
        hidden = [
            is_hidden or count == min(left)
            for count, is_hidden in zip(counts, hidden, strict=True)
        ]
    return hidden


def suppress_table(
    table: Sequence[Sequence[float]],
    *,
    hide_from: int = HIDE_FROM,
    hide_to: int = HIDE_TO,
) -> TableSuppression:
    """Hidden cells of a table with published margins, none alone in its line.

    Rows, then columns, take their next smallest cell until nothing changes; a line
    without one has its total hidden. Not enough by itself: ask `suppression_audit`
    what can still be worked out. Raises Refused for rows of different lengths and as
    `is_small` does.
    """
    if len({len(row) for row in table}) > 1:
        raise Refused(Reason.LENGTHS_DIFFER, "rows of the table")
    hidden = primary_hidden(table, hide_from=hide_from, hide_to=hide_to)
    lines = _lines(table)
    is_changed = True
    while is_changed:
        is_changed = False
        for line in lines:
            second = _second_cell(
                [table[row][column] for row, column in line],
                [hidden[row][column] for row, column in line],
            )
            if second is not None:
                row, column = line[second]
                hidden[row][column] = is_changed = True
    alone = [sum(hidden[row][column] for row, column in line) == 1 for line in lines]
    rows = len(table)
    return TableSuppression(
        hidden,
        tuple(place for place, is_alone in enumerate(alone[:rows]) if is_alone),
        tuple(place for place, is_alone in enumerate(alone[rows:]) if is_alone),
    )


def _lines(table: Sequence[Sequence[float]]) -> list[list[tuple[int, int]]]:
    """The places of each row, then of each column."""
    rows = range(len(table))
    columns = range(len(table[0]) if table else 0)
    return [[(row, column) for column in columns] for row in rows] + [
        [(row, column) for row in rows] for column in columns
    ]


def _second_cell(counts: Sequence[float], hidden: Sequence[bool]) -> int | None:
    """The cell to hide with the only hidden one; None if none is needed or left."""
    if sum(hidden) != 1:
        return None
    left = [place for place, is_hidden in enumerate(hidden) if not is_hidden]
    return min(
        left, key=lambda place: (counts[place] == 0, counts[place]), default=None
    )


def _hidden_total(counts: Sequence[float], hidden: Sequence[bool]) -> float:
    return sum(
        count for count, is_hidden in zip(counts, hidden, strict=True) if is_hidden
    )
