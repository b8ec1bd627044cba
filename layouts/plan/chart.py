"""The control chart of a measure with its target and the planned way there."""

from typing import Any

from dashboard.figures.control import Reference
from dashboard.figures.over_time import coming
from dashboard.figures.theme import Figure
from dashboard.language import Language
from dashboard.plan.priorities import Progress
from dashboard.plan.trajectory import planned_levels
from layouts.measure_chart import chart_figure, chart_picture

#: Periods to come beyond which the way is not drawn: the past would shrink.
MOST_AHEAD = 24


def planned_reference(progress: Progress, language: Language) -> Reference | None:
    """The planned way through the stored periods and on to the day it is due."""
    row, trajectory = progress.row, progress.trajectory
    if row is None or trajectory is None or len(row.chart.periods) < 2:
        return None
    ahead = [
        period
        for period in coming(row.chart.periods, MOST_AHEAD)
        if period.first <= trajectory.due
    ]
    levels = planned_levels(trajectory, [*row.chart.periods, *ahead])
    if all(level is None for level in levels):
        return None
    return Reference(language.gettext("Planned way"), levels, is_planned=True)


def priority_figure(progress: Progress, language: Language, *, width: int) -> Figure:
    """The chart so many pixels wide; only for a measure that has figures."""
    if progress.row is None:
        raise ValueError(f"{progress.measure.id} has no figures to draw")
    reference = planned_reference(progress, language)
    return chart_figure(progress.row, language, width=width, reference=reference)


def priority_picture(
    progress: Progress, language: Language, *, title: str, description: str, width: int
) -> list[Any]:
    """The chart at both widths with its notes; nothing without figures."""
    if progress.row is None:
        return []
    return chart_picture(
        progress.row,
        language,
        title=title,
        description=description,
        width=width,
        reference=planned_reference(progress, language),
    )
