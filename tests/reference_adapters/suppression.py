from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.stats.suppression import (
    CellStatus,
    is_rate_hidden,
    primary_hidden,
    shown_count,
    suppress_group,
    suppress_group_to_threshold,
    suppress_table,
)
from dashboard.stats.suppression_audit import HiddenTotals, audit, fewest_extra_cells

Results = Mapping[str, Any]
Table = Sequence[Sequence[int]]

SUPPRESSED = {CellStatus.SUPPRESSED_PRIMARY, CellStatus.SUPPRESSED_SECONDARY}


def small_and_round(
    *,
    value: float,
    suppress_from: int,
    suppress_to: int,
    round_to_nearest: int,
    mark: str | int,
) -> Results:
    shown = shown_count(
        value,
        hide_from=suppress_from,
        hide_to=suppress_to,
        round_to=round_to_nearest,
    )
    return {"shown": mark if shown is None else shown}


def primary_table(
    *, rows: Sequence[str], columns: Sequence[str], counts: Table, threshold: int
) -> Results:
    check_labels(counts, rows, columns)
    hidden = primary_hidden(counts, hide_from=0, hide_to=threshold - 1)
    return {"hidden": hidden, "hidden_count": sum(map(sum, hidden))}


def check_labels(counts: Table, rows: Sequence[str], columns: Sequence[str]) -> None:
    if [len(row) for row in counts] != [len(columns)] * len(rows):
        raise TypeError("labels do not fit the table")


def statuses(
    cells: Sequence[Mapping[str, Any]],
    suppress_from: int,
    suppress_to: int,
    secondary_rule: str,
) -> dict[str, CellStatus]:
    if secondary_rule != "next_smallest_non_zero":
        raise TypeError(f"no secondary rule {secondary_rule}")
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for cell in cells:
        groups.setdefault(cell["group"], []).append(cell)
    return {
        cell["id"]: status
        for members in groups.values()
        for cell, status in zip(
            members,
            suppress_group(
                [cell["count"] for cell in members],
                hide_from=suppress_from,
                hide_to=suppress_to,
            ).statuses,
            strict=True,
        )
    }


def one_way(
    *,
    cells: Sequence[Mapping[str, Any]],
    suppress_from: int,
    suppress_to: int,
    secondary_rule: str,
    minimum_rate_denominator: float,
) -> Results:
    found = statuses(cells, suppress_from, suppress_to, secondary_rule)
    shown: dict[str, str] = {}
    for cell in cells:
        status = found[cell["id"]]
        is_hidden = is_rate_hidden(
            cell.get("denominator"), minimum=minimum_rate_denominator
        )
        # The case has one word a cell: a shown count whose rate is hidden says so.
        has_rate_hidden = status is CellStatus.OBSERVED and is_hidden
        shown[cell["id"]] = "rate_hidden" if has_rate_hidden else status
    return {"status": shown}


def one_way_counts(
    *,
    cells: Sequence[Mapping[str, Any]],
    suppress_from: int,
    suppress_to: int,
    secondary_rule: str,
) -> Results:
    found = list(statuses(cells, suppress_from, suppress_to, secondary_rule).values())
    return {
        "suppressed_cells": sum(status in SUPPRESSED for status in found),
        "true_zero_cells": found.count(CellStatus.TRUE_ZERO),
    }


def one_way_total_threshold(
    *, counts: Sequence[int], suppress_from: int, suppress_to: int
) -> Results:
    return {
        "hidden": suppress_group_to_threshold(
            counts, hide_from=suppress_from, hide_to=suppress_to
        )
    }


def two_way_next_smallest(
    *, counts: Table, suppress_from: int, suppress_to: int
) -> Results:
    found = suppress_table(counts, hide_from=suppress_from, hide_to=suppress_to)
    return {"hidden": found.hidden}


def audit_two_way(
    *,
    row_labels: Sequence[str],
    column_labels: Sequence[str],
    counts: Table,
    hidden: Sequence[Sequence[bool]],
    row_totals_hidden: Sequence[bool],
    column_totals_hidden: Sequence[bool],
    grand_total_hidden: bool,
) -> Results:
    check_labels(counts, row_labels, column_labels)
    ranges = audit(
        counts,
        hidden,
        hidden_totals=HiddenTotals(
            row_totals_hidden, column_totals_hidden, grand_total_hidden
        ),
    )
    named = {
        f"{row_labels[row]}|{column_labels[column]}": found
        for (row, column), found in ranges.items()
    }
    return {
        "exactly_recoverable": sorted(
            name for name, found in named.items() if found.is_exact
        ),
        "intervals": {name: list(found) for name, found in named.items()},
    }


def two_way_minimum_extra_cells(
    *,
    row_labels: Sequence[str],
    column_labels: Sequence[str],
    counts: Table,
    primary_hidden: Sequence[Sequence[bool]],
) -> Results:
    check_labels(counts, row_labels, column_labels)
    extra = fewest_extra_cells(counts, primary_hidden)
    return {"minimum_extra_cells": None if extra is None else len(extra)}


ADAPTERS: dict[str, Callable[..., Results]] = {
    "suppress_small_and_round": small_and_round,
    "suppression_primary_table": primary_table,
    "suppression_one_way": one_way,
    "suppression_one_way_counts": one_way_counts,
    "suppression_one_way_total_threshold": one_way_total_threshold,
    "suppression_two_way_next_smallest": two_way_next_smallest,
    "suppression_audit_two_way": audit_two_way,
    "suppression_two_way_minimum_extra_cells": two_way_minimum_extra_cells,
}
