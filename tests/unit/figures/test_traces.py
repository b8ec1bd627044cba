import math
from collections.abc import Iterable

import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.scales import make_plot
from dashboard.figures.symbols import identity_mark, symbol_svg
from tests.unit.figures.drawing import INK, line, marks, picture, plain
from tests.unit.figures.examples import (
    make_ranked,
    make_result,
    make_trend,
)
from tests.unit.figures.reading import of, only, paths, read_svg


def circles(svg: str) -> Iterable[tuple[float, float]]:
    return [(circle.at("cx"), circle.at("cy")) for circle in of("circle", svg)]


def test_marks_stand_where_the_figures_numbers_say() -> None:
    figure = make_ranked()
    plot = make_plot(figure)
    drawn = circles(picture(figure))
    expected = [
        (round(plot.x.at(x), 1), round(plot.y.at(y), 1))
        for trace in figure["data"]
        if trace["marker"]["symbol"] == "circle"
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    assert drawn == expected
    assert len(expected) == 3


def test_marks_on_a_log_axis_stand_at_their_share_of_the_decades() -> None:
    figure = plain(marks(), x=(0, 2))
    figure["layout"]["xaxis"]["type"] = "log"
    figure["data"][0]["x"] = [10]
    assert circles(picture(figure)) == [(50, 50)]


def test_categories_stand_in_the_order_in_which_they_come() -> None:
    bar = {
        "type": "bar",
        "x": ["north", "south"],
        "y": [2, 4],
        "width": 0.5,
        "marker": {"color": INK},
    }
    figure = plain(bar, x=(-0.5, 1.5))
    first, second = of("rect", picture(figure))[1:]
    assert (first.at("x"), first.at("width")) == (12.5, 25)
    assert (second.at("x"), second.at("width")) == (62.5, 25)


def test_an_unknown_category_is_refused_by_name() -> None:
    bar = {"type": "bar", "x": ["west"], "y": [2], "marker": {"color": INK}}
    figure = plain(bar)
    figure["layout"]["xaxis"]["categoryarray"] = ["north"]
    with pytest.raises(ValueError, match="west"):
        picture(figure)


def test_bars_rise_from_zero() -> None:
    bar = {
        "type": "bar",
        "x": [5, 6],
        "y": [4, None],
        "width": 1,
        "marker": {"color": INK},
    }
    bars = of("rect", picture(plain(bar)))[1:]
    assert len(bars) == 1
    assert (bars[0].at("y"), bars[0].at("height")) == (60, 40)
    assert (bars[0].at("x"), bars[0].at("width")) == (45, 10)


def test_lying_bars_start_at_their_base() -> None:
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": [4],
        "y": [5],
        "base": 2,
        "width": 1,
        "marker": {"color": INK},
    }
    drawn = of("rect", picture(plain(bar)))[1]
    assert (drawn.at("x"), drawn.at("width")) == (20, 40)
    assert (drawn.at("y"), drawn.at("height")) == (45, 10)


def test_a_gap_in_a_line_is_not_joined_over() -> None:
    figure = plain(line([0, 1, 2, 3, 4], [5, 5, None, 5, 5]))
    assert paths(picture(figure)) == ["M0,50L10,50M30,50L40,50"]


def test_a_missing_month_breaks_every_line_of_a_trend() -> None:
    figure = make_trend()
    plot = make_plot(figure)
    before, after = plot.x.at(7), plot.x.at(9)
    strokes = [p for p in of("path", picture(figure)) if p.get("fill") == "none"]
    curves = [p["d"] for p in strokes if "L" in p["d"]]
    assert len(curves) == 3
    for curve in curves:
        for piece in curve.split("M")[1:]:
            across = [float(point.split(",")[0]) for point in piece.split("L")]
            assert not (min(across) <= before and max(across) >= after)


def test_a_band_is_broken_at_a_gap() -> None:
    figure = plain(
        line([0, 4, 6, 10], [1, 1, None, 1]),
        line([0, 4, 6, 10], [3, 3, 3, None], fill="tonexty", fillcolor=INK),
    )
    area = only(picture(figure), lambda e: e.tag == "path" and e.get("fill") == INK)
    assert area["d"] == "M0,70L40,70L40,90L0,90Z"


def test_shapes_closed_on_themselves_are_filled_one_by_one() -> None:
    ring = line(
        [0, 1, 1, None, 4, 5, 5],
        [0, 0, 1, None, 0, 0, 1],
        fill="toself",
        fillcolor=INK,
    )
    ring["line"] = {"width": 0}
    assert paths(picture(plain(ring))) == ["M0,100L10,100L10,90ZM40,100L50,100L50,90Z"]


def test_a_line_that_leaves_the_plot_is_cut_at_its_edge() -> None:
    inside, outside = line([0, 10], [1, 9]), line([0, 10], [5, 50])
    drawn = of("path", picture(plain(inside, outside), id_prefix="p"))
    clips = [path.get("clip-path") for path in drawn]
    assert clips == [None, "url(#p-plot)"]
    assert of("clipPath", picture(plain(outside), id_prefix="p"))[0]["id"] == "p-plot"
    assert not of("clipPath", picture(plain(inside)))


def test_whiskers_run_from_end_to_end_and_stop_at_the_plots_edge() -> None:
    trace = {
        **marks(),
        "error_x": {"array": [2], "arrayminus": [20], "color": INK, "thickness": 2},
        "error_y": {"array": [1], "color": INK},
    }
    assert paths(picture(plain(trace))) == ["M0,50H70", "M50,60V40"]


def test_an_area_without_an_interval_has_no_whisker() -> None:
    row = make_result("A1", 0.9)._replace(lower=None, upper=None)
    strokes = [p for p in of("path", picture(make_ranked((row,)))) if "H" in p["d"]]
    assert not strokes


def test_a_mark_similar_to_the_benchmark_is_hollow() -> None:
    svg = picture(make_ranked())
    similar = only(
        svg, lambda e: e.get("stroke-width") == "2" and bool(e.get("points"))
    )
    assert similar["fill"] == theme.PAPER
    assert similar["stroke"] == theme.LOOKS[Identity.P1].mark
    for circle in of("circle", svg):
        assert circle["fill"] != theme.PAPER
        assert circle.get("stroke") is None


def test_an_open_symbol_is_white_inside() -> None:
    mark = of("circle", picture(plain(marks(symbol="circle-open"))))[0]
    assert (mark["fill"], mark["stroke"]) == (theme.PAPER, INK)


@pytest.mark.parametrize(
    ("symbol", "corners"),
    [("square", 4), ("triangle-up", 3), ("diamond", 4), ("cross", 12), ("x", 12)],
)
def test_each_symbol_is_drawn_around_its_point(symbol: str, corners: int) -> None:
    polygon = of("polygon", picture(plain(marks(symbol=symbol))))[0]
    points = [
        tuple(float(n) for n in pair.split(",")) for pair in polygon["points"].split()
    ]
    assert len(points) == corners
    assert all(math.dist(point, (50, 50)) < 10 for point in points)
    assert sum(x for x, _ in points) / corners == pytest.approx(50, abs=0.1)


def test_a_shape_without_a_drawing_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="star"):
        symbol_svg("star", (0, 0), 5)


@pytest.mark.parametrize("identity", list(Identity))
def test_a_key_shows_the_mark_of_its_identity(identity: Identity) -> None:
    elements = read_svg(identity_mark(identity))
    assert elements[0]["aria-hidden"] == "true"
    assert elements[1]["fill"] == theme.LOOKS[identity].mark


@pytest.mark.parametrize("type_", ["pie", "heatmap"])
def test_a_trace_that_cannot_be_drawn_is_refused_by_name(type_: str) -> None:
    with pytest.raises(ValueError, match=type_):
        picture(plain({"type": type_, "x": [], "y": []}))


def test_a_fill_that_cannot_be_drawn_is_refused_by_name() -> None:
    trace = line([0, 1], [1, 2], fill="tozeroy", fillcolor=INK)
    with pytest.raises(ValueError, match="tozeroy"):
        picture(plain(trace))


def test_coordinates_have_one_decimal_at_most() -> None:
    figure = plain(marks(size=10 / 3))
    figure["data"][0]["x"] = [10 / 3]
    assert 'cx="33.3" cy="50" r="1.7"' in picture(figure)


@pytest.mark.parametrize(
    ("position", "anchor", "x"),
    [
        ("middle right", None, 58),
        ("middle left", "end", 42),
        ("top center", "middle", 50),
    ],
)
def test_a_traces_words_stand_beside_their_points(
    position: str, anchor: str | None, x: float
) -> None:
    trace = marks() | {
        "mode": "text",
        "text": ["here"],
        "textposition": position,
        "textfont": theme.font(),
    }
    word = of("text", picture(plain(trace)))[0]
    assert word.get("text-anchor") == anchor
    assert word.at("x") == x


def lying_bar(**marker: object) -> dict[str, object]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [4],
        "y": [5],
        "width": 2,
        "marker": {"color": INK, **marker},
    }


def test_a_hatched_bar_is_paper_under_strokes_that_stay_inside() -> None:
    svg = picture(plain(lying_bar(pattern={"shape": "/"})))
    ground = of("rect", svg)[1]
    strokes = of("path", svg)[0]
    assert ground["fill"] == theme.PAPER
    assert strokes["stroke"] == INK
    drawn = strokes["d"].replace("M", " ").replace("L", " ").split()
    ends = [tuple(map(float, end.split(","))) for end in drawn]
    assert len(ends) > 4
    assert all(0 <= x <= 40 and 40 <= y <= 60 for x, y in ends)


def test_a_bar_has_the_edge_its_marker_asks_for() -> None:
    edge = {"color": theme.AXIS, "width": 1}
    assert of("rect", picture(plain(lying_bar(line=edge))))[1]["stroke"] == theme.AXIS
    assert of("rect", picture(plain(lying_bar())))[1].get("stroke") is None


def test_a_pattern_that_cannot_be_drawn_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'x'"):
        picture(plain(lying_bar(pattern={"shape": "x"})))


def test_a_hexagon_has_six_corners_and_lies_flat() -> None:
    drawn = of("polygon", picture(plain(marks(symbol="hexagon2"))))[0]["points"]
    corners = [tuple(map(float, corner.split(","))) for corner in drawn.split()]
    assert len(corners) == 6
    assert sorted(y for _, y in corners)[:2] == [corners[0][1], corners[1][1]]
