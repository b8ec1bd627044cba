from itertools import combinations, pairwise
from math import log10

import plotly.graph_objects as go
import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.funnel import FunnelMark, curve_denominators
from dashboard.figures.lettering import Box, Spot, box_at
from dashboard.figures.scales import make_plot
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.stats.funnel import Limits
from tests.unit.figures.examples import LIMITS, MARKS, NAMES, NATION, make_funnel


def label_boxes(figure: Figure) -> dict[str, Box]:
    """The room each label takes, by its text."""
    plot = make_plot(figure)
    boxes = {}
    for note in figure["layout"]["annotations"][1:]:
        x = plot.right if note["xref"] == "paper" else plot.x.along(note["x"])
        spot = Spot(note["xshift"], -note["yshift"], note["xanchor"])
        boxes[note["text"]] = box_at(
            (x, plot.y.at(note["y"])), spot, text=note["text"], letters=note["font"]
        )
    return boxes


@pytest.mark.parametrize("width", [358, 640])
def test_plotly_can_draw_it(width: int) -> None:
    go.Figure(make_funnel(width=width))


def test_every_area_is_marked_at_its_size_and_value() -> None:
    drawn = {
        code: (x, y)
        for trace in make_funnel()["data"]
        if trace["mode"] == "markers"
        for code, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    }
    assert drawn == {mark.code: (mark.denominator, mark.value) for mark in MARKS}


def test_the_band_lies_between_the_inner_limits() -> None:
    band = make_funnel()["data"][0]
    points = set(zip(band["x"], band["y"], strict=True))
    assert band["fillcolor"] == theme.BAND
    assert points == {
        (limit.denominator, value)
        for limit in LIMITS
        for value in (limit.lower_95, limit.upper_95)
    }


def test_the_outer_limits_are_dashed_lines() -> None:
    lower, upper = make_funnel()["data"][1:3]
    assert lower["y"] == [limit.lower_998 for limit in LIMITS]
    assert upper["y"] == [limit.upper_998 for limit in LIMITS]
    assert lower["line"]["dash"] == upper["line"]["dash"] == "5px,4px"


def test_sizes_stand_on_a_labelled_log_axis() -> None:
    layout = make_funnel()["layout"]
    axis = layout["xaxis"]
    assert axis["type"] == "log"
    assert axis["range"] == pytest.approx([log10(800), log10(9000)], abs=1e-4)
    assert axis["ticktext"] == ["1,000", "2,000", "5,000"]
    assert layout["annotations"][0]["text"] == "Defendants in 2014 (log scale)"


def test_own_pinned_and_outside_areas_are_named_and_no_other() -> None:
    named = set(label_boxes(make_funnel())) & set(NAMES.values())
    assert named == {NAMES[code] for code in ("A1", "A2", "A3", "A4")}


def test_the_average_and_both_kinds_of_limit_are_named() -> None:
    words = set(label_boxes(make_funnel()))
    assert words >= {"England and Wales 84.0%", "95% limit", "99.8% limit"}


@pytest.mark.parametrize("width", [358, 640])
def test_labels_do_not_cover_one_another(width: int) -> None:
    boxes = label_boxes(make_funnel(width=width))
    assert all(a.overlap(b) == 0 for a, b in combinations(boxes.values(), 2))


def test_a_name_outside_that_would_cover_another_is_left_out() -> None:
    crowd = tuple(FunnelMark(code, 2000, 0.845) for code in ("A1", "A4", "A5", "A6"))
    codes = frozenset(mark.code for mark in crowd)
    figure = make_funnel((*crowd, MARKS[2]), outside=codes)
    boxes = label_boxes(figure)
    assert "Easton & Weston" in boxes
    assert len(set(boxes) & {NAMES[code] for code in codes}) < len(crowd)


def test_a_name_does_not_lie_across_the_averages_line() -> None:
    figure = make_funnel((FunnelMark("A2", 2000, 0.84),), average=NATION)
    plot = make_plot(figure)
    line = Box(plot.left, plot.y.at(0.84), plot.right, plot.y.at(0.84) + 1)
    assert label_boxes(figure)["Southshire"].overlap(line) == 0


def test_a_limits_name_moves_along_where_its_start_is_taken() -> None:
    at_start = FunnelMark("A2", 850, 0.806)
    before = label_boxes(make_funnel())["95% limit"]
    after = label_boxes(make_funnel((at_start, *MARKS[2:])))["95% limit"]
    assert after != before


def test_limits_of_very_small_areas_are_named_off_the_plots_edge() -> None:
    tiny = (Limits(1, 0.0, 0.0, 1.0, 1.0), *LIMITS)
    marks = (FunnelMark("A6", 1, 1.0), FunnelMark("A4", 2, 0.0), *MARKS[:3])
    figure = make_funnel(marks, tiny)
    plot = make_plot(figure)
    for text in ("95% limit", "99.8% limit"):
        assert label_boxes(figure)[text].left > plot.x.at(500)


def test_own_and_pinned_areas_are_named_however_crowded() -> None:
    crowd = tuple(FunnelMark(code, 2000, 0.845) for code in NAMES)
    assert {"Southshire", "Easton & Weston"} <= set(label_boxes(make_funnel(crowd)))


def test_the_same_areas_are_labelled_in_the_same_places() -> None:
    backwards = make_funnel(MARKS[::-1])["layout"]["annotations"]
    assert backwards == make_funnel()["layout"]["annotations"]


def test_own_area_is_larger_and_drawn_last() -> None:
    marks = [t for t in make_funnel()["data"] if t["mode"] == "markers"]
    assert marks[-1]["marker"]["color"] == theme.LOOKS[Identity.OWN].mark
    assert marks[-1]["marker"]["size"] > marks[0]["marker"]["size"]


def test_wide_limits_of_small_areas_do_not_press_the_areas_together() -> None:
    wide = (Limits(10, 0.0, 0.1, 0.99, 1.0), *LIMITS)
    low, high = make_funnel(limits=wide)["layout"]["yaxis"]["range"]
    assert 0.7 < low < 0.8
    assert 0.9 < high < 1


def test_without_limits_the_areas_are_drawn_alone() -> None:
    figure = make_funnel(limits=())
    go.Figure(figure)
    assert len([t for t in figure["data"] if t["mode"] == "lines"]) == 1
    assert "95% limit" not in label_boxes(figure)


def test_without_an_average_there_is_no_line() -> None:
    figure = make_funnel(limits=(), average=BenchmarkLine("England and Wales", None))
    assert [trace["mode"] for trace in figure["data"]] == ["markers"] * 3


@pytest.mark.parametrize("marks", [(), MARKS[:1]])
def test_one_area_or_none_still_makes_a_figure(marks: tuple[FunnelMark, ...]) -> None:
    figure = make_funnel(marks, limits=())
    make_plot(figure)
    go.Figure(figure)


def test_limits_are_asked_for_evenly_in_ratio_beyond_the_smallest_and_largest() -> None:
    sizes = curve_denominators([1000, 8000, 2000])
    ratios = [after / before for before, after in pairwise(sizes)]
    assert sizes[0] < 1000
    assert sizes[-1] > 8000
    assert ratios == pytest.approx([ratios[0]] * len(ratios), rel=1e-3)
