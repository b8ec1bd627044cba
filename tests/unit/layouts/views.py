"""The page of one measure from a few numbers of area A."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.charting import Event
from dashboard.freshness import Freshness
from dashboard.gap import Gap
from dashboard.measure_page import Distribution
from dashboard.measures import Source
from dashboard.pages import Choices, MeasureView
from dashboard.results import Comparison, Status
from dashboard.scorecard import ScoreRow
from tests.factories import make_result, make_state
from tests.unit.dashboard.scorecards import GEOGRAPHY, STABLE, make_row

SOURCE = Source(
    id="case_outcomes",
    title="Case outcomes",
    title_cy="Canlyniadau achosion",
    publisher="Crown Prosecution Service",
    licence="Open Government Licence v3.0",
)


def make_distribution(row: ScoreRow) -> Distribution:
    """A of 80% beside B of 90%, which is better, and C without a figure."""
    codes = ("A", "B", "C")
    results = {
        "A": make_result("A"),
        "B": make_result("B", 90.0),
        "C": make_result("C", None, None, status=Status.NOT_AVAILABLE),
    }
    return Distribution(
        areas={c: GEOGRAPHY.of_type(row.measure.area_type)[c] for c in codes},
        identities={},
        results=results,
        comparisons={
            "A": Comparison.SIMILAR,
            "B": Comparison.BETTER,
            "C": Comparison.NOT_COMPARED,
        },
        ranks={"B": 1, "A": 2},
        benchmark=row.benchmark,
        national=make_result("K04000001", 840.0, 1000.0),
    )


def make_measure_view(
    values: Sequence[float | None] = STABLE,
    *,
    gap: Gap | None = None,
    events: tuple[Event, ...] = (),
    is_loaded: bool = True,
    **changes: Any,
) -> MeasureView:
    """The page of area A's conviction rate, with its months."""
    row = make_row(values, **changes)
    row = replace(row, chart=replace(row.chart, events=events))
    return MeasureView(
        state=make_state(),
        notes=(),
        geography=GEOGRAPHY,
        choices=Choices((), ()),
        measure=row.measure,
        source=SOURCE,
        freshness=Freshness(
            source=SOURCE,
            measures=(row.measure,),
            latest=row.period,
            release=None,
            expected=None,
            due_on=None,
            is_late=False,
            missing=(),
        ),
        row=row if is_loaded else None,
        distribution=make_distribution(row) if is_loaded else None,
        gap=gap,
        balancing=(),
        revisions=(),
        releases=(),
        today=date(2024, 1, 31),
    )
