import math

import plotly.graph_objects as go
import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.lettering import text_width
from dashboard.figures.scales import make_plot
from dashboard.figures.svg import Link, draw
from dashboard.figures.theme import Figure
from dashboard.results import Result, Status
from tests.unit.figures.examples import (
    NAMES,
    RATE,
    ROWS,
    make_distribution,
    make_result,
)
from tests.unit.figures.reading import of, texts

MANY = tuple(make_result(f"B{n}", 0.8 + n % 7 / 100) for n in range(42))
MANY_NAMES = {row.area_code: f"Area number {row.area_code}" for row in MANY}


def words(figure: Figure) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


@pytest.mark.parametrize("width", [1152, 760, 358])
@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], ROWS[4:], ()])
def test_plotly_and_our_renderer_can_draw_it(
    rows: tuple[Result, ...], width: int
) -> None:
    figure = make_distribution(rows, width=width)
    go.Figure(figure)
    assert draw(figure, title="", description="").endswith("</svg>")


def test_each_area_with_a_value_has_one_mark_at_it() -> None:
    drawn = {
        code: x
        for trace in make_distribution()["data"]
        for code, x in zip(trace["customdata"], trace["x"], strict=True)
    }
    assert drawn == {"A1": 0.9, "A2": 0.82, "A3": 0.845, "A4": 0.8}


def test_marks_of_alike_areas_are_stacked_and_never_touch() -> None:
    figure = make_distribution(MANY, names=MANY_NAMES, identities={})
    plot = make_plot(figure)
    (trace,) = figure["data"]
    at = [
        (plot.x.at(x), plot.y.at(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    assert len(at) == 42
    for n, one in enumerate(at):
        assert plot.top <= one[1] <= plot.bottom
        for other in at[:n]:
            assert math.dist(one, other) >= 9


def test_ones_own_area_stands_on_the_line_and_is_drawn_last() -> None:
    figure = make_distribution(
        MANY, names=MANY_NAMES, identities={"B3": Identity.OWN, "B10": Identity.P1}
    )
    own = figure["data"][-1]
    assert own["customdata"] == ["B3"]
    assert own["y"] == [0]
    assert own["marker"]["symbol"] == "circle"
    assert own["marker"]["size"] == 12


def test_a_mark_is_hollow_where_its_interval_takes_in_the_benchmark() -> None:
    pinned = next(t for t in make_distribution()["data"] if t["customdata"] == ["A3"])
    assert pinned["marker"]["color"] == [theme.PAPER]
    own = make_distribution()["data"][-1]
    assert own["marker"]["color"] == [theme.LOOKS[Identity.OWN].mark]


def test_own_and_pinned_areas_are_named_with_their_values() -> None:
    assert words(make_distribution())[:2] == [
        "Southshire 82.0%",
        "Easton & Weston 84.5%",
    ]


def test_the_lowest_and_the_highest_are_named() -> None:
    named = words(make_distribution())
    assert "Midmoor 80.0%" in named
    assert "Northshire 90.0%" in named


def test_an_end_shared_by_several_areas_is_not_named_after_one() -> None:
    rows = (*ROWS[:4], make_result("A5", 0.9))
    assert not any("90.0%" in text for text in words(make_distribution(rows)))


def test_names_lead_down_to_their_marks() -> None:
    figure = make_distribution()
    plot = make_plot(figure)
    own = figure["data"][-1]
    rule = next(s for s in figure["layout"]["shapes"] if s["x0"] == own["x"][0])
    assert plot.y.share(rule["y0"]) == pytest.approx(plot.y.at(own["y"][0]), abs=0.1)
    assert plot.y.share(rule["y1"]) < plot.top


def test_the_benchmark_is_a_line_with_its_name_and_value() -> None:
    figure = make_distribution()
    assert "England and Wales 84.0%" in words(figure)
    line = figure["layout"]["shapes"][0]
    assert (line["x0"], line["x1"]) == (0.84, 0.84)
    assert line["line"]["color"] == theme.BENCHMARK
    bare = make_distribution(benchmark=None)
    assert not any("England" in text for text in words(bare))


def test_areas_without_a_value_are_counted() -> None:
    assert words(make_distribution())[-1] == "2 areas have no figure"
    one = make_result("A5", None, status=Status.SUPPRESSED)
    assert words(make_distribution((*ROWS[:4], one)))[-1] == "1 area has no figure"
    assert "no figure" not in " ".join(words(make_distribution(ROWS[:4])))


def test_rates_are_written_without_a_per_cent_sign() -> None:
    rows = (make_result("A2", 7.1), make_result("A3", 12.0))
    figure = make_distribution(rows, measure=RATE, benchmark=None)
    assert words(figure)[0] == "Southshire 7.1"
    assert not any("%" in tick for tick in figure["layout"]["xaxis"]["ticktext"])


@pytest.mark.parametrize("width", [760, 358])
def test_names_of_a_close_pack_neither_meet_nor_leave_the_picture(width: int) -> None:
    identities = dict(zip((f"B{n}" for n in range(5)), Identity, strict=False))
    names = {**MANY_NAMES, "B1": "Devon and Cornwall", "B2": "Avon and Somerset"}
    figure = make_distribution(MANY, names=names, identities=identities, width=width)
    plot = make_plot(figure)
    spans: list[tuple[float, float, float]] = []
    for note in figure["layout"]["annotations"][:5]:
        long = text_width(note["text"], note["font"])
        left = plot.x.at(note["x"]) + note["xshift"]
        left -= {"left": 0, "center": long / 2, "right": long}[note["xanchor"]]
        assert left >= 0
        assert left + long <= width
        for height, start, stop in spans:
            assert height != note["yshift"] or left > stop or left + long < start
        spans.append((note["yshift"], left, left + long))


def test_marks_can_lead_somewhere() -> None:
    def link(code: str) -> Link:
        return Link(f"?pin={code}", NAMES[code])

    svg = draw(make_distribution(), title="", description="", links=link)
    assert {a["href"] for a in of("a", svg)} == {f"?pin=A{n}" for n in range(1, 5)}


def test_every_word_is_drawn() -> None:
    figure = make_distribution()
    assert set(words(figure)) <= set(texts(draw(figure, title="", description="")))
