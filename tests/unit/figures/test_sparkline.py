import plotly.graph_objects as go

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.sparkline import sparkline_figure
from dashboard.figures.svg import draw
from tests.unit.figures.reading import of, paths

VALUES = (1.0, 2.0, None, 3.0, 2.5)


def test_plotly_can_draw_it() -> None:
    go.Figure(sparkline_figure(VALUES, limits=(0.5, 3.5)))


def test_a_gap_breaks_the_line() -> None:
    svg = draw(sparkline_figure(VALUES), title="Trend", description="")
    assert paths(svg)[0].count("M") == 2


def test_the_latest_value_is_marked_in_the_areas_colour() -> None:
    figure = sparkline_figure((*VALUES, None), identity=Identity.P1)
    mark = figure["data"][-1]
    assert (mark["x"], mark["y"]) == ([4], [2.5])
    assert mark["marker"]["color"] == theme.LOOKS[Identity.P1].mark
    assert mark["marker"]["symbol"] == "square"


def test_the_usual_range_is_a_band_that_fits() -> None:
    figure = sparkline_figure(VALUES, limits=(0.5, 3.5))
    band = figure["layout"]["shapes"][0]
    low, high = figure["layout"]["yaxis"]["range"]
    assert (band["y0"], band["y1"]) == (0.5, 3.5)
    assert low < 0.5
    assert high > 3.5


def test_it_leaves_the_ground_it_stands_on_unpainted() -> None:
    assert not of("rect", draw(sparkline_figure(VALUES), title="", description=""))


def test_without_any_value_nothing_is_marked() -> None:
    figure = sparkline_figure((None, None))
    go.Figure(figure)
    svg = draw(figure, title="Trend", description="")
    assert not of("circle", svg)
    assert not paths(svg)


def test_a_constant_series_is_a_level_line() -> None:
    svg = draw(sparkline_figure((2.0, 2.0)), title="Trend", description="")
    assert paths(svg) == ["M4,19L142,19"]
