"""Rows of a scorecard from a few numbers: area A's months, the others' latest."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.measures import Measure
from dashboard.partnership import Partnership
from dashboard.periods import Window, period_from, shift
from dashboard.scorecard import ScoreRow, build_row
from dashboard.view_state import ViewState
from tests.factories import make_geography, make_history, make_measure, make_state

CODES = "ABCDEFGHIJKL"
START = 202201
GEOGRAPHY = make_geography(CODES, peers={"A": ["B", "C", "D"]})

#: Stable months of a thousand cases, never in step with the calendar.
STABLE = [
    800, 812, 795, 806, 790, 809, 801, 793, 811, 798, 804, 789, 807,
    799, 810, 794, 803, 791, 808, 800, 797, 811, 792, 805,
]  # fmt: skip


class TargetRow(NamedTuple):
    measure_id: str
    area_code: str
    target: float
    due_period: str
    set_on: date


def make_row(
    values: Sequence[float | None] = STABLE,
    *,
    state: ViewState | None = None,
    others: float = 800,
    target: float | None = None,
    cases: float = 1000,
    peers: Mapping[str, Sequence[float]] | None = None,
    **changes: Any,
) -> ScoreRow:
    """The row of area A; the other eleven lie around `others` in the last month."""
    measure: Measure = make_measure(**changes)
    last = shift(START, len(values) - 1)
    cells = {
        code: {last: (others + 6 * (place - 6), 1000.0)}
        for place, code in enumerate(CODES)
    }
    for code, row in {"A": values, **(peers or {})}.items():
        cells[code] = {
            shift(START, place): (value, float(cases))
            for place, value in enumerate(row)
            if value is not None
        }
    targets: tuple[TargetRow, ...] = ()
    if target is not None:
        targets = (TargetRow(measure.id, "A", target, "2030", date(2022, 1, 1)),)
    return build_row(
        make_history(cells, measure),
        state or make_state(),
        GEOGRAPHY,
        period=period_from(last, 1),
        window=Window.MONTH,
        partnership=Partnership(targets=targets),
    )
