from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.lettering import Box, Spot, box_at
from dashboard.figures.path import PairMark, PathStep, path_figure
from dashboard.figures.scales import make_plot
from dashboard.figures.svg import Link, draw
from dashboard.figures.theme import Figure
from dashboard.periods import Period
from tests.factories import ENGLISH, make_measure
from tests.unit.figures.examples import IDENTITIES, NAMES
from tests.unit.figures.pairs import (
    CONVICTED,
    DROPPED,
    MARKS,
    NOWHERE,
    STEPS,
    make_path,
)
from tests.unit.figures.reading import of

OWN = theme.LOOKS[Identity.OWN].mark


def words(figure: Figure) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def way(figure: Figure) -> dict[str, Any]:
    lines = [trace for trace in figure["data"] if trace["mode"] == "lines"]
    found: list[dict[str, Any]] = [t for t in lines if t["line"]["color"] == OWN]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("width", [760, 358])
@pytest.mark.parametrize("marks", [MARKS, MARKS[1:2], ()])
@pytest.mark.parametrize("steps", [STEPS, STEPS[:1], ()])
def test_plotly_and_our_renderer_can_draw_it(
    marks: Sequence[PairMark], steps: Sequence[PathStep], width: int
) -> None:
    figure = make_path(marks, steps, width=width)
    go.Figure(figure)
    assert draw(figure, title="", description="").endswith("</svg>")


def test_each_area_has_one_mark() -> None:
    drawn = {
        code: (x, y)
        for trace in make_path()["data"]
        for code, x, y in zip(
            trace.get("customdata", ()), trace["x"], trace["y"], strict=False
        )
    }
    assert drawn == {mark.code: (mark.x, mark.y) for mark in MARKS}


def test_ones_own_way_is_a_thin_line_broken_where_a_figure_is_missing() -> None:
    line = way(make_path())
    assert line["x"] == [0.79, 0.8, None, 0.82]
    assert line["y"] == [0.07, 0.09, None, 0.1]
    assert line["connectgaps"] is False
    assert line["line"]["width"] < 2


def test_the_start_of_the_way_is_hollow_and_both_ends_are_named() -> None:
    figure = make_path()
    dots = next(t for t in figure["data"] if t["mode"] == "markers")
    assert dots["marker"]["color"][0] == theme.PAPER
    assert "2014" in words(figure)
    assert "Southshire, 2017" in words(figure)


def test_a_way_that_ends_before_the_marks_has_both_its_ends_named() -> None:
    figure = make_path(steps=STEPS[:2])
    assert {"2014", "2015", "Southshire"} <= set(words(figure))


def test_a_single_period_is_no_way() -> None:
    figure = make_path(steps=STEPS[-1:])
    assert not any(trace["mode"] == "lines" for trace in figure["data"])
    assert "Southshire" in words(figure)


def test_quarters_are_named_briefly_on_a_phone() -> None:
    steps = [
        PathStep(Period(date(2017, 1, 1), 3), 0.8, 0.09),
        PathStep(Period(date(2017, 4, 1), 3), 0.82, 0.1),
    ]
    assert "January to March 2017" in words(make_path(steps=steps))
    assert "2017-Q1" in words(make_path(steps=steps, width=358))


def test_own_and_pinned_areas_are_named_and_no_others() -> None:
    named = " ".join(words(make_path()))
    assert "Easton & Weston" in named
    assert "Northshire" not in named


def test_axes_say_what_they_count_and_which_way_is_better() -> None:
    assert words(make_path())[:2] == [
        "Conviction rate (higher is better)",
        "Discontinued (lower is better)",
    ]


def test_a_measure_without_a_better_side_is_only_named() -> None:
    figure = path_figure(
        MARKS,
        (),
        (CONVICTED, make_measure(short_label="Caseload", polarity="neither")),
        names=NAMES,
        identities=IDENTITIES,
        benchmarks=NOWHERE,
        width=760,
        language=ENGLISH,
    )
    assert words(figure)[1] == "Caseload"


def test_the_benchmark_is_a_named_line_each_way() -> None:
    figure = make_path()
    across, up = figure["layout"]["shapes"]
    assert (across["x0"], across["yref"]) == (0.84, "paper")
    assert (up["y0"], up["xref"]) == (0.11, "paper")
    assert {"England and Wales 84.0%", "England and Wales 11.0%"} <= set(words(figure))


def test_without_a_benchmark_there_is_no_line() -> None:
    figure = make_path(benchmarks=NOWHERE)
    assert not figure["layout"]["shapes"]
    assert not any("England" in text for text in words(figure))


def test_both_ways_are_measured_and_have_a_grid() -> None:
    layout = make_path()["layout"]
    assert layout["xaxis"]["showgrid"]
    assert layout["yaxis"]["showgrid"]


def word_boxes(figure: Figure) -> list[Box]:
    plot = make_plot(figure)
    boxes = []
    for note in figure["layout"]["annotations"][2:]:
        right, down = note["xshift"], -note["yshift"]
        if note["showarrow"]:
            right, down = note["ax"], note["ay"]
        spot = Spot(right, down, note["xanchor"])
        at = plot.x.at(note["x"]), plot.y.at(note["y"])
        boxes.append(box_at(at, spot, text=note["text"], letters=note["font"]))
    return boxes


@pytest.mark.parametrize("width", [760, 358])
def test_words_cover_neither_words_nor_marks(width: int) -> None:
    figure = make_path(width=width)
    plot = make_plot(figure)
    boxes = word_boxes(figure)
    for n, one in enumerate(boxes):
        assert one.right <= width
        assert all(one.overlap(other) == 0 for other in boxes[:n])
        for mark in MARKS:
            x, y = plot.x.at(mark.x), plot.y.at(mark.y)
            assert one.overlap(Box(x - 3, y - 3, x + 3, y + 3)) == 0


def test_names_in_a_close_pack_step_back_behind_a_hairline() -> None:
    crowd = [
        PairMark(f"C{n}", 0.78 + n % 12 / 120, 0.1 + n // 12 / 120) for n in range(96)
    ]
    pack = [PairMark(f"A{n}", 0.81 + n / 180, 0.12 + n % 3 / 90) for n in range(1, 4)]
    spread = [*crowd, *pack, PairMark("C96", 0.5, 0.01), PairMark("C97", 1.0, 0.3)]
    who = dict(zip((f"A{n}" for n in range(1, 4)), Identity, strict=False))
    names = {**NAMES, **{mark.code: "Upland" for mark in spread if mark not in pack}}
    figure = path_figure(
        spread,
        (),
        (CONVICTED, DROPPED),
        names=names,
        identities=who,
        benchmarks=NOWHERE,
        width=358,
        language=ENGLISH,
    )
    boxes = word_boxes(figure)
    assert any(note["showarrow"] for note in figure["layout"]["annotations"])
    for n, one in enumerate(boxes):
        assert all(one.overlap(other) == 0 for other in boxes[:n])


def test_marks_can_lead_somewhere() -> None:
    def link(code: str) -> Link:
        return Link(f"?pin={code}", NAMES[code])

    svg = draw(make_path(), title="", description="", links=link)
    assert {a["href"] for a in of("a", svg)} == {f"?pin={m.code}" for m in MARKS}


def caseload_figure(counts: Sequence[float]) -> Figure:
    """Convictions against counts of cases, one for each area."""
    return path_figure(
        [mark._replace(y=count) for mark, count in zip(MARKS, counts, strict=True)],
        (),
        (
            CONVICTED,
            make_measure(
                id="caseload",
                kind="count",
                denominator=None,
                statement="{value} cases",
                statement_cy="{value} achos",
            ),
        ),
        names=NAMES,
        identities=IDENTITIES,
        benchmarks=NOWHERE,
        width=760,
        language=ENGLISH,
    )


def test_counts_far_apart_stand_on_a_log_axis_with_names_at_their_marks() -> None:
    figure = caseload_figure((3000.0, 16000.0, 11000.0, 68000.0))
    go.Figure(figure)
    axis = figure["layout"]["yaxis"]
    assert axis["type"] == "log"
    assert any("(log scale)" in text for text in words(figure))
    low, high = axis["range"]
    named = [note for note in figure["layout"]["annotations"] if note["yref"] == "y"]
    assert named
    assert all(low <= note["y"] <= high for note in named)


def test_counts_of_one_size_keep_an_ordinary_axis() -> None:
    figure = caseload_figure((900.0, 950.0, 1000.0, 1100.0))
    assert "type" not in figure["layout"]["yaxis"]
    assert not any("(log scale)" in text for text in words(figure))
