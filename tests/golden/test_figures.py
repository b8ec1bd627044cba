from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dashboard.figures.mini import interval_mini, share_mini
from dashboard.figures.sparkline import control_sparkline
from dashboard.figures.svg import draw
from dashboard.figures.theme import Figure
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

#: A new start after 14 months, one figure missing and the last still provisional.
PHASES = (*WITH_SIGNALS[:6], None, *STEADY[:7], *(0.85, 0.87) * 8)
REBASE = make_event(date(2015, 3, 1), is_rebase=True)
LATEST = {29: "provisional"}

FIGURES = {
    "ranked": make_ranked(),
    "ranked_narrow": make_ranked(width=358),
    "funnel": make_funnel(),
    "funnel_narrow": make_funnel(width=358),
    "trend": make_trend(provisional=MONTHS[23:]),
    "control": make_control(PHASES, events=[REBASE], target=0.84, statuses=LATEST),
    "control_narrow": make_control(WITH_SIGNALS, width=358),
    "distribution": make_distribution(),
    "interval_mini": interval_mini(0.11, (0.1, 0.12), benchmark=NATION),
    "path": make_path(),
    "path_narrow": make_path(width=358),
    "share_mini": share_mini(0.795, known="Recorded", unknown="Not stated"),
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
