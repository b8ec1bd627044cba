from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.lettering import text_width
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.results import Result, Status
from tests.unit.figures.examples import (
    COUNT,
    IDENTITIES,
    NAMES,
    NATION,
    ROWS,
    make_ranked,
    make_result,
)

EVERY_CODE = ("A1", "A3", "A2", "A4", "A5", "A6")


def trace_of(figure: Figure, identity: Identity) -> dict[str, Any]:
    colour = theme.LOOKS[identity].mark
    return next(
        trace for trace in figure["data"] if trace["error_x"]["color"] == colour
    )


def row_texts(figure: Figure) -> dict[float, list[str]]:
    found: dict[float, list[str]] = {}
    for note in figure["layout"]["annotations"]:
        if note["yref"] == "y":
            found.setdefault(note["y"], []).append(note["text"])
    return found


@pytest.mark.parametrize("width", [358, 472, 600])
def test_plotly_can_draw_it(width: int) -> None:
    go.Figure(make_ranked(width=width))


def test_areas_stand_from_highest_to_lowest_with_names_and_values() -> None:
    assert row_texts(make_ranked()) == {
        0: ["Northshire", "90.0%"],
        1: ["Easton & Weston", "84.5%"],
        2: ["Southshire", "82.0%"],
        3: ["Midmoor", "80.0%"],
        4: ["Farley", "not published"],
        5: ["Isle", "too few to publish"],
    }


def test_an_area_with_nothing_to_show_has_no_mark() -> None:
    drawn = {code for trace in make_ranked()["data"] for code in trace["customdata"]}
    assert drawn == {"A1", "A2", "A3", "A4"}


def test_areas_with_the_same_value_stand_by_name() -> None:
    rows = tuple(make_result(code, 0.8) for code in ("A4", "A1"))
    assert [texts[0] for texts in row_texts(make_ranked(rows)).values()] == [
        "Midmoor",
        "Northshire",
    ]


def test_a_mark_is_hollow_only_when_similar_to_the_benchmark() -> None:
    figure = make_ranked()
    similar = trace_of(figure, Identity.P1)["marker"]
    clear = trace_of(figure, Identity.OTHER)["marker"]
    assert similar["color"] == [theme.PAPER]
    assert similar["line"]["width"] == [2]
    assert similar["line"]["color"] == theme.LOOKS[Identity.P1].mark
    assert clear["color"] == [theme.LOOKS[Identity.OTHER].mark] * 2
    assert clear["line"]["width"] == [0, 0]


def test_whiskers_reach_from_the_lower_to_the_upper_end() -> None:
    trace = trace_of(make_ranked(), Identity.OWN)
    assert trace["x"][0] - trace["error_x"]["arrayminus"][0] == pytest.approx(0.81)
    assert trace["x"][0] + trace["error_x"]["array"][0] == pytest.approx(0.83)


def test_the_readers_own_row_is_tinted_from_edge_to_edge() -> None:
    figure = make_ranked()
    layout = figure["layout"]
    tint = next(s for s in layout["shapes"] if s["type"] == "rect")
    plot = layout["width"] - layout["margin"]["l"] - layout["margin"]["r"]
    assert (tint["y0"], tint["y1"]) == (1.5, 2.5)
    assert tint["x0"] * plot == pytest.approx(-layout["margin"]["l"], abs=0.1)
    assert (tint["x1"] - 1) * plot == pytest.approx(layout["margin"]["r"], abs=0.1)


def test_own_and_pinned_names_are_bold_in_their_colour() -> None:
    notes = make_ranked()["layout"]["annotations"]
    letters = {note["text"]: note["font"] for note in notes}
    for code, identity in IDENTITIES.items():
        assert letters[NAMES[code]]["weight"] == "bold"
        assert letters[NAMES[code]]["color"] == theme.LOOKS[identity].text
    assert "weight" not in letters["Northshire"]


def test_the_benchmark_is_named_with_its_value_on_its_line() -> None:
    layout = make_ranked()["layout"]
    line = next(shape for shape in layout["shapes"] if shape["type"] == "line")
    label = layout["annotations"][-1]
    assert label["text"] == "England and Wales 84.0%"
    assert label["x"] == line["x0"] == line["x1"] == NATION.value


@pytest.mark.parametrize("value", [0.79, 0.92])
def test_the_benchmarks_name_stays_in_the_picture(value: float) -> None:
    figure = make_ranked(benchmark=BenchmarkLine("A long name for one", value))
    layout = figure["layout"]
    label = layout["annotations"][-1]
    low, high = layout["xaxis"]["range"]
    margin = layout["margin"]
    plot = layout["width"] - margin["l"] - margin["r"]
    middle = margin["l"] + (value - low) / (high - low) * plot + label["xshift"]
    half = theme.STRONG * len(label["text"]) * 0.25
    assert half <= middle <= layout["width"] - half


@pytest.mark.parametrize("benchmark", [None, BenchmarkLine("Similar areas", None)])
def test_without_a_benchmark_there_is_no_line_and_no_name(
    benchmark: BenchmarkLine | None,
) -> None:
    layout = make_ranked(benchmark=benchmark)["layout"]
    assert not [shape for shape in layout["shapes"] if shape["type"] == "line"]
    assert len(layout["annotations"]) == 2 * len(ROWS)


def test_the_axis_holds_every_value_interval_and_the_benchmark() -> None:
    low, high = make_ranked()["layout"]["xaxis"]["range"]
    assert 0.7 < low < 0.79
    assert 0.91 < high < 0.95


def test_one_areas_long_whisker_does_not_press_the_others_together() -> None:
    rows = (*ROWS[:4], make_result("A6", 0.83, half=0.5))
    low, high = make_ranked(rows)["layout"]["xaxis"]["range"]
    assert high - low < 0.35


def test_ticks_are_round_and_inside_the_axis() -> None:
    axis = make_ranked()["layout"]["xaxis"]
    assert axis["ticktext"] == [f"{round(t * 100)}%" for t in axis["tickvals"]]
    assert all(axis["range"][0] <= t <= axis["range"][1] for t in axis["tickvals"])
    assert len(axis["tickvals"]) >= 3


@pytest.mark.parametrize("width", [358, 472])
def test_ticks_with_decimals_keep_apart(width: int) -> None:
    rows = (make_result("A1", 0.278, half=0.006), make_result("A2", 0.256, half=0.006))
    names = {"A1": "Devon and Cornwall", "A2": "Midmoor"}
    figure = make_ranked(rows, names=names, benchmark=None, width=width)
    axis, margin = figure["layout"]["xaxis"], figure["layout"]["margin"]
    room = width - margin["l"] - margin["r"]
    low, high = axis["range"]
    apart = (axis["tickvals"][1] - axis["tickvals"][0]) / (high - low) * room
    widest = max(text_width(text, axis["tickfont"]) for text in axis["ticktext"])
    assert len(axis["tickvals"]) >= 2
    assert apart >= widest + 4


def test_a_provisional_value_is_marked_where_others_are_final() -> None:
    rows = (
        make_result("A1", 0.9),
        make_result("A2", 0.8, status=Status.PROVISIONAL),
    )
    assert row_texts(make_ranked(rows)) == {
        0: ["Northshire", "90.0%"],
        1: ["Southshire", "80.0% [p]"],
    }


def test_values_that_are_all_provisional_are_left_to_the_panels_note() -> None:
    rows = tuple(
        make_result(code, 0.8, status=Status.PROVISIONAL) for code in ("A1", "A2")
    )
    shown = [texts[1] for texts in row_texts(make_ranked(rows)).values()]
    assert shown == ["80.0%", "80.0%"]


def test_a_value_of_low_reliability_is_always_marked() -> None:
    rows = (make_result("A1", 0.8, status=Status.LOW_RELIABILITY),)
    assert row_texts(make_ranked(rows)) == {0: ["Northshire", "80.0% [u]"]}


def test_a_count_is_written_without_a_percent_sign() -> None:
    figure = make_ranked(
        (make_result("A1", 1200.0, half=60), make_result("A2", 900.0, half=50)),
        measure=COUNT,
        benchmark=None,
    )
    assert row_texts(figure)[0] == ["Northshire", "1,200"]


@pytest.mark.parametrize("rows", [(), ROWS[4:], ROWS[:1]])
def test_few_or_no_values_still_make_a_figure(rows: tuple[Result, ...]) -> None:
    figure = make_ranked(rows, benchmark=None)
    go.Figure(figure)
    assert len(row_texts(figure)) == len(rows)


@pytest.mark.parametrize("code", EVERY_CODE)
def test_every_area_keeps_its_row(code: str) -> None:
    assert NAMES[code] in [texts[0] for texts in row_texts(make_ranked()).values()]


def test_the_narrow_twin_keeps_the_words_and_loses_only_width() -> None:
    wide, narrow = make_ranked(width=472), make_ranked(width=358)
    assert row_texts(wide) == row_texts(narrow)
    assert narrow["layout"]["width"] == 358
