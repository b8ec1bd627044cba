from collections.abc import Callable
from typing import Any

import pytest

from dashboard.figures.sparkline import sparkline_figure
from dashboard.figures.svg import draw
from dashboard.figures.theme import Figure
from tests.unit.figures.examples import MONTHS, make_funnel, make_ranked, make_trend

FIGURES = {
    "ranked": make_ranked(),
    "ranked_narrow": make_ranked(width=358),
    "funnel": make_funnel(),
    "funnel_narrow": make_funnel(width=358),
    "trend": make_trend(provisional=MONTHS[23:]),
    "sparkline": sparkline_figure((1.0, 2.0, None, 3.0, 2.5), limits=(0.5, 3.5)),
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
