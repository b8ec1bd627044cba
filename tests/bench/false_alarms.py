"""How often something is raised when nothing happens.

`python -m tests.bench.false_alarms` makes up stable areas that differ from each other
and never change: every line on their attention lists is a false alarm. Beside it stand
red, amber and green on the same figures. The numbers are told in docs/verdicts.md.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from dashboard.attention import Reason, find_attention
from dashboard.history import Cell, History
from dashboard.partnership import Partnership
from dashboard.periods import Window, period_from, shift
from dashboard.results import Status
from dashboard.scorecard import ScoreRow, build_row
from dashboard.view_state import ViewState
from tests.factories import make_geography, make_measure

AREAS, MEASURES, MONTHS = 42, 30, 60
FIRST_MONTH = 202101
SEED = 20260331

#: Cases a month of an area, from the smallest to the largest, and the part of them a
#: measure counts: some count all cases, most one kind.
SMALLEST, LARGEST = 250, 5500
SHARES = (1.0, 0.4, 0.25, 0.15, 0.1)
LEVELS = (0.55, 0.95)
#: Areas differ for good, by so many points either way two times out of three.
SPREAD = 0.03
MINIMUM_BASE = 50

#: A common rule of red, amber and green: against the mean of the twelve months before,
#: red if worse by more than one part in twenty, amber if worse at all.
RED_FROM = 0.05


class Tally(NamedTuple):
    """What was raised in so many overviews, each of so many measures."""

    overviews: int
    measures: int
    judged: int
    lines: Counter[Reason]
    empty: int
    full: int
    red: int
    amber: int


def make_histories(chance: np.random.Generator) -> list[History]:
    """Each measure's counts in every area and month, none of them ever changing."""
    sizes = np.geomspace(SMALLEST, LARGEST, AREAS)
    codes = [f"area {number:02}" for number in range(AREAS)]
    histories = []
    for number in range(MEASURES):
        measure = make_measure(
            id=f"measure_{number}", family=f"family_{number}", minimum_base=MINIMUM_BASE
        )
        level = chance.uniform(*LEVELS)
        rates = np.clip(level + SPREAD * chance.standard_normal(AREAS), 0.02, 0.98)
        cells = {}
        for code, size, rate in zip(codes, sizes, rates, strict=True):
            cases = chance.poisson(size * SHARES[number % len(SHARES)], MONTHS)
            cases = np.maximum(cases, 1)
            convicted = chance.binomial(cases, rate)
            cells[code] = {
                shift(FIRST_MONTH, month): Cell(float(x), float(n), Status.PUBLISHED)
                for month, (x, n) in enumerate(zip(convicted, cases, strict=True))
            }
        histories.append(History(measure, cells, {}))
    return histories


def overviews(
    histories: Sequence[History], months: Sequence[int]
) -> Iterator[list[ScoreRow]]:
    """The scorecard of each area as it stood in each of these months."""
    codes = sorted(histories[0].cells)
    geography = make_geography(codes)
    for month in months:
        last = shift(FIRST_MONTH, month)
        known = [_until(history, last) for history in histories]
        for code in codes:
            state = ViewState(area=code, measure="measure_0")
            yield [
                build_row(
                    history,
                    state,
                    geography,
                    period=period_from(last, 1),
                    window=Window.MONTH,
                    partnership=Partnership(),
                )
                for history in known
            ]


def _until(history: History, last: int) -> History:
    cells = {
        code: {first: cell for first, cell in row.items() if first <= last}
        for code, row in history.cells.items()
    }
    return History(history.measure, cells, {})


def tally(histories: Sequence[History], months: Sequence[int]) -> Tally:
    """What is raised in these months."""
    lines: Counter[Reason] = Counter()
    colours: Counter[str] = Counter()
    seen = judged = empty = full = 0
    for rows in overviews(histories, months):
        state = ViewState(area=rows[0].area_code)
        attention = find_attention(rows, (), state)
        lines.update(line.reason for line in attention.lines)
        colours.update(colour(row) for row in rows)
        judged += sum(not row.chart.is_weak for row in rows)
        seen += 1
        empty += not attention.lines
        full += len(attention.lines) + attention.others >= 5
    return Tally(
        overviews=seen,
        measures=len(histories),
        judged=judged,
        lines=lines,
        empty=empty,
        full=full,
        red=colours["red"],
        amber=colours["amber"],
    )


def colour(row: ScoreRow) -> str:
    """Red, amber or green; grey without twelve months to compare with."""
    values = [v for v in row.chart.charted[-13:] if v is not None]
    if len(values) < 13:
        return "grey"
    usual = sum(values[:-1]) / 12
    short = (usual - values[-1]) / usual
    if short > RED_FROM:
        return "red"
    return "amber" if short > 0 else "green"


def report(found: Tally) -> str:
    """The figures in lines to read."""
    raised = found.lines.total()
    cells = found.overviews * found.measures
    each = found.overviews
    reasons = ", ".join(f"{r.value} {n}" for r, n in found.lines.most_common())
    return f"""\
{each} overviews of {found.measures} measures, nothing happening in any
attention: {raised} lines ({reasons})
  {raised / cells:.2%} of the {cells} figures are listed
  {raised / each:.2f} lines an overview
  {found.empty / each:.0%} of overviews have none, {found.full / each:.1%} five or more
  {found.judged / cells:.0%} of figures rest on enough cases for a chart
red, amber and green on the same figures:
  {found.red / cells:.1%} red, {found.amber / cells:.1%} amber
  {found.red / each:.1f} red and {found.amber / each:.1f} amber an overview"""


def main() -> int:
    """Simulate, and print what was raised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--months", type=int, default=8, help="how many of the last months to look at"
    )
    wanted = parser.parse_args()
    histories = make_histories(np.random.default_rng(wanted.seed))
    # A quarter apart, so that a point is not counted again while it is new.
    months = [MONTHS - 1 - 3 * back for back in range(wanted.months)]
    print(report(tally(histories, months)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
