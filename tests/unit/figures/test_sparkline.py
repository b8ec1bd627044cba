import math
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.signals import Band
from dashboard.figures.sparkline import SIZE, control_sparkline, sparkline_figure
from dashboard.figures.svg import draw
from dashboard.figures.theme import Figure
from dashboard.stats.spc import PointType
from tests.unit.figures.charts import STEADY, WITH_SIGNALS, make_chart, make_event
from tests.unit.figures.reading import of, paths

VALUES = (1.0, 2.0, None, 3.0, 2.5)
RANGE = Band(0, 5, 2.0, 0.5, 3.5, 20, is_trial=False)


def picture(figure: Figure) -> str:
    return draw(figure, title="Trend", description="")


@pytest.mark.parametrize("size", [SIZE, (206, 46)])
def test_plotly_can_draw_it(size: tuple[int, int]) -> None:
    go.Figure(control_sparkline(make_chart(WITH_SIGNALS), size=size))
    go.Figure(sparkline_figure(VALUES, ranges=[RANGE], provisional=[4], size=size))


def test_a_gap_breaks_the_line() -> None:
    svg = picture(sparkline_figure(VALUES))
    assert paths(svg)[0].count("M") == 2


def test_the_latest_value_is_marked_in_the_areas_colour() -> None:
    figure = sparkline_figure((*VALUES, None), identity=Identity.P1)
    mark = figure["data"][-1]
    assert (mark["x"], mark["y"]) == ([4], [2.5])
    assert mark["marker"]["color"] == theme.LOOKS[Identity.P1].mark
    assert mark["marker"]["symbol"] == "square"


def test_a_provisional_end_is_hollow_and_dashed() -> None:
    figure = sparkline_figure(VALUES, provisional=[4])
    assert figure["data"][-1]["marker"]["color"] == theme.PAPER
    dashed = [t for t in figure["data"] if t.get("line", {}).get("dash") == "4px,3px"]
    assert dashed[0]["y"] == [None, None, None, 3.0, 2.5]


def test_the_usual_range_is_a_band_that_fits_and_reaches_both_edges() -> None:
    figure = sparkline_figure(VALUES, ranges=[RANGE])
    band = figure["layout"]["shapes"][0]
    low, high = figure["layout"]["yaxis"]["range"]
    assert (band["y0"], band["y1"]) == (0.5, 3.5)
    assert low < 0.5
    assert high > 3.5
    drawn = of("rect", picture(figure))[0]
    assert (drawn.at("x"), drawn.at("width")) == (0, SIZE[0])


def test_the_mean_is_dotted() -> None:
    mean = sparkline_figure(VALUES, ranges=[RANGE])["data"][0]
    assert set(mean["y"]) == {2.0}
    assert mean["line"]["dash"] == "2px,3px"


def test_limits_on_trial_are_dashed() -> None:
    trial = RANGE._replace(is_trial=True)
    shapes = sparkline_figure(VALUES, ranges=[trial])["layout"]["shapes"]
    assert [shape["y0"] for shape in shapes] == [0.5, 3.5]
    assert all(shape["line"]["dash"] for shape in shapes)


def test_signals_have_the_marks_of_the_control_chart() -> None:
    figure = control_sparkline(make_chart(WITH_SIGNALS))
    signals = figure["data"][-2]
    assert signals["x"] == [9, 15]
    assert signals["marker"]["symbol"] == ["square", "diamond"]
    assert signals["marker"]["color"] == [theme.GOOD, theme.ATTENTION]


def test_a_signal_at_the_end_takes_the_place_of_the_latest_mark() -> None:
    figure = control_sparkline(make_chart((*STEADY, 0.95)))
    assert figure["data"][-1]["x"] == [20]
    assert figure["data"][-1]["marker"]["symbol"] == ["square"]


def test_marks_within_a_run_of_signals_are_smaller() -> None:
    def sizes(*places: int) -> list[float]:
        signals = dict.fromkeys(places, PointType.CONCERN)
        traces = sparkline_figure((1.0, 2.0) * 10, signals=signals)["data"]
        return next(t["marker"]["size"] for t in traces if t["x"] == list(places))

    assert min(sizes(1, 3)) > max(sizes(1, 2, 3))


def test_limits_start_anew_with_a_new_phase() -> None:
    rebase = make_event(date(2015, 3, 1), is_rebase=True)
    chart = make_chart((*STEADY[:14], *(0.85, 0.87) * 8), events=[rebase])
    first, second = control_sparkline(chart)["layout"]["shapes"]
    assert first["x1"] == second["x0"] == 13.5
    assert first["y0"] < second["y0"]


def test_a_seasonal_series_shows_its_values_without_limits() -> None:
    wave = [0.7 + 0.1 * math.sin(n * math.pi / 6) + n % 5 / 500 for n in range(60)]
    chart = make_chart(wave)
    figure = control_sparkline(chart)
    assert chart.is_seasonal
    assert not figure["layout"]["shapes"]
    assert figure["data"][0]["y"][:2] == [0.7, 0.752]


def test_a_short_series_shows_each_of_its_values() -> None:
    svg = picture(sparkline_figure((1.0, 2.0, 3.0, 2.5)))
    assert len(of("circle", svg)) == 4
    assert len(of("circle", picture(sparkline_figure((1.0, 2.0) * 10)))) == 1


def test_a_value_alone_between_gaps_is_a_dot() -> None:
    svg = picture(sparkline_figure((*(1.0, 2.0) * 10, None, 2.0, None, 1.0)))
    assert len(of("circle", svg)) == 2


def test_it_leaves_the_ground_it_stands_on_unpainted() -> None:
    assert not of("rect", picture(sparkline_figure(VALUES)))


def test_without_any_value_nothing_is_marked() -> None:
    figure = sparkline_figure((None, None))
    go.Figure(figure)
    svg = picture(figure)
    assert not of("circle", svg)
    assert not paths(svg)


def test_a_constant_series_is_a_level_line() -> None:
    svg = picture(sparkline_figure((2.0, 2.0)))
    assert paths(svg) == ["M4,19L142,19"]


def test_values_that_never_change_are_drawn_though_their_mean_is_rounded() -> None:
    same = [0.8] * 24
    band = Band(0, 24, sum(same) / 24, 0.8, 0.8, 24, is_trial=False)
    figure = sparkline_figure(same, ranges=[band])
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < 0.8 < high
