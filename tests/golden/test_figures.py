from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dashboard.figures.control import Reference
from dashboard.figures.mini import interval_mini, share_mini
from dashboard.figures.sparkline import control_sparkline
from dashboard.figures.svg import draw
from dashboard.figures.theme import Figure
from dashboard.figures.timeline import action_figure, make_calendar
from tests.plan_examples import make_action
from tests.unit.figures.charts import (
    STEADY,
    WITH_SIGNALS,
    make_chart,
    make_control,
    make_event,
)
from tests.unit.figures.examples import (
    MONTHS,
    NATION,
    make_distribution,
    make_funnel,
    make_ranked,
    make_trend,
)
from tests.unit.figures.pairs import make_path
from tests.unit.figures.progression import (
    make_cohort,
    make_ladder,
    make_moved,
    make_open,
    make_rows,
)
from tests.unit.figures.ratios import (
    make_cascade,
    make_forest,
    make_ratio_trend,
    make_shares,
)

#: A new start after 14 months, one figure missing and the last still provisional.
PHASES = (*WITH_SIGNALS[:6], None, *STEADY[:7], *(0.85, 0.87) * 8)
REBASE = make_event(date(2015, 3, 1), is_rebase=True)
LATEST = {29: "provisional"}
#: From a year after the first month up to the target, six months past the last.
PLANNED = Reference(
    "Planned way",
    (*[None] * 12, *[0.8 + 0.04 * step / 13 for step in range(14)]),
    is_planned=True,
)
#: An action two months late, on the calendar of its years.
LATE = make_action(due_on=date(2026, 1, 31))
READ_ON = date(2026, 3, 31)

FIGURES = {
    "ranked": make_ranked(),
    "ranked_narrow": make_ranked(width=358),
    "forest": make_forest(),
    "forest_narrow": make_forest(358),
    "funnel": make_funnel(),
    "funnel_narrow": make_funnel(width=358),
    "trend": make_trend(provisional=MONTHS[23:]),
    "cascade": make_cascade(),
    "cascade_narrow": make_cascade(358),
    "control": make_control(PHASES, events=[REBASE], target=0.84, statuses=LATEST),
    "control_narrow": make_control(WITH_SIGNALS, width=358),
    "control_planned": make_control(target=0.84, reference=PLANNED),
    "distribution": make_distribution(),
    "interval_mini": interval_mini(0.11, (0.1, 0.12), benchmark=NATION),
    "action": action_figure(LATE, make_calendar([LATE], today=READ_ON), today=READ_ON),
    "path": make_path(),
    "path_narrow": make_path(width=358),
    "ratio_trend": make_ratio_trend(),
    "shares": make_shares(),
    "share_mini": share_mini(0.795, known="Recorded", unknown="Not stated"),
    "cohort": make_cohort(),
    "cohort_narrow": make_cohort(width=358),
    "flow_moved": make_moved(),
    "flow_open": make_open(aim=3000),
    "flow_open_narrow": make_open(width=358),
    "ladder": make_ladder(),
    "rows": make_rows(),
    "rows_narrow": make_rows(width=358),
    "rows_bars": make_rows(width=576, is_bar=True),
    "trend_unsettled": make_trend(unsettled={MONTHS[23]: "16% not concluded"}),
    "sparkline": control_sparkline(make_chart(PHASES, statuses=LATEST)),
}

Check = Callable[[str, Any], None]


@pytest.mark.parametrize("name", list(FIGURES))
def test_a_figure_is_as_it_was_reviewed(name: str, check_golden: Check) -> None:
    check_golden(name, FIGURES[name])


@pytest.mark.parametrize("figure", list(FIGURES.values()), ids=list(FIGURES))
def test_a_stored_figure_can_be_drawn(figure: Figure) -> None:
    svg = draw(figure, title="Title", description="Description")
    assert svg.startswith("<svg ")
    assert svg.endswith("</svg>")
