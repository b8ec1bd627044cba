"""Figures of the progression page on a handful of numbers."""

from dashboard.figures.cohort import Line, cohort_figure
from dashboard.figures.flow import Ahead, moved_figure, open_figure
from dashboard.figures.ladder import Rung, Side, ladder
from dashboard.figures.row_places import Row, Rows
from dashboard.figures.rows import rows_figure
from dashboard.figures.theme import Figure
from dashboard.periods import period_from, shift
from tests.factories import ENGLISH

QUARTERS = [period_from(shift(201704, 3 * n), 3) for n in range(6)]
CLEAR = Row(
    "dropped", "Prosecution dropped", 0.13, 0.12, 0.14, 0.11, ("13.0%", "11.0%"),
    "More, which is worse", is_chosen=True,
)  # fmt: skip
SIMILAR = Row(
    "late_plea", "Late guilty plea, first offered by the defence after a long wait",
    0.05, 0.04, 0.06, 0.055, ("5.0%", "5.5%"), "Similar", is_hollow=True,
)  # fmt: skip
UNSETTLED = Row(
    "no_suspect", "No suspect identified", 0.3, 0.29, 0.31, 0.28, ("30.0%", "28.0%"),
    "16% not concluded", is_unsettled=True,
)  # fmt: skip
HIDDEN = Row(
    "hidden", "Closed administratively", None, None, None, None, ("–", "1.4%"),
    "too few to publish",
)  # fmt: skip


def make_rows(*, width: int = 1200, is_bar: bool = False) -> Figure:
    return rows_figure(
        [
            Rows("Police", "of outcomes", (UNSETTLED,)),
            Rows("CPS", "of defendants", (CLEAR, SIMILAR, HIDDEN)),
        ],
        columns=("Area A", "Similar areas"),
        benchmark_name="Similar areas",
        width=width,
        language=ENGLISH,
        is_bar=is_bar,
    )


def make_moved(*, width: int = 576) -> Figure:
    return moved_figure(
        [1200, 1250, None, 1280, 1300, 1290],
        [1180, 1150, 1100, 1120, None, 1190],
        QUARTERS,
        width=width,
        language=ENGLISH,
    )


def make_open(*, width: int = 576, aim: float | None = None) -> Figure:
    ahead = Ahead(201906, aim, "3,000 by June 2019") if aim is not None else None
    return open_figure(
        [3300, 3400, 3550, None, 3700, 3800],
        QUARTERS,
        differences={QUARTERS[2]: "+50"},
        ahead=ahead,
        width=width,
        language=ENGLISH,
    )


def make_cohort(*, width: int = 1200, unknown_from: int | None = 12) -> Figure:
    return cohort_figure(
        [
            Line("Charged", (0.036, 0.05, 0.058, None), (0.035, 0.051, 0.06, 0.066)),
            Line("Convicted", (0.008, 0.019, 0.028, None)),
        ],
        (3, 6, 9, 12),
        unknown_from=unknown_from,
        width=width,
        language=ENGLISH,
    )


def make_ladder(*, width: int = 558) -> Figure:
    facts = "offences · counted as they stand · 2017/18"
    return ladder(
        [
            Side("Police", (Rung("265,520", "Offences recorded", facts),)),
            Side(
                "Outcome",
                (
                    Rung(
                        "8,944",
                        "Defendants convicted",
                        "defendants · counted when finished · 2017/18 · 6 of 12 months",
                        0.846,
                        "84.6% of defendants whose cases finished",
                        "Now defendants",
                    ),
                ),
            ),
        ],
        width=width,
    )
