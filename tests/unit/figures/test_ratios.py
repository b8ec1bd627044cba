from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.figures.cascade import Block, cascade_figure
from dashboard.figures.excess import excess_mini
from dashboard.figures.ratios import ratio_axis, ratio_range
from dashboard.figures.svg import draw
from dashboard.figures.theme import ATTENTION, Figure
from tests.unit.figures.ratios import (
    ENGLISH,
    HIDDEN,
    WORDS,
    make_cascade,
    make_forest,
    make_ratio_trend,
    make_shares,
    mark,
    row,
)

EVERY = {
    "cascade": make_cascade(),
    "cascade_narrow": make_cascade(358),
    "forest": make_forest(),
    "forest_narrow": make_forest(358),
    "ratio_trend": make_ratio_trend(),
    "shares": make_shares(),
    "shares_wide": make_shares(1200),
    "excess": excess_mini(-27, most=900),
}


def texts(figure: Figure) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def marks(figure: Figure) -> dict[str, dict[str, Any]]:
    """Key to what is drawn of it."""
    found = {}
    for trace in figure["data"]:
        for place, key in enumerate(trace.get("customdata", ())):
            marker = trace["marker"]
            found[key] = {
                "x": trace["x"][place],
                "y": trace["y"][place],
                "fill": marker["color"][place],
                "symbol": marker["symbol"][place],
            }
    return found


@pytest.mark.parametrize("name", list(EVERY))
def test_plotly_and_our_own_renderer_can_draw_it(name: str) -> None:
    go.Figure(EVERY[name])
    assert draw(EVERY[name], title="T", description="D").endswith("</svg>")


@pytest.mark.parametrize("name", ["cascade", "cascade_narrow"])
def test_what_is_not_clear_is_hollow_and_what_has_no_verdict_is_another_shape(
    name: str,
) -> None:
    drawn = marks(EVERY[name])
    assert drawn["search.black"]["fill"] == "#12436D"
    assert drawn["search.mixed"]["fill"] == "#FFFFFF"
    assert drawn["arrest.black"]["symbol"] == "hexagon2"
    assert drawn["search.black"]["symbol"] == "circle"


@pytest.mark.parametrize("name", ["cascade", "cascade_narrow"])
def test_a_hidden_group_keeps_its_row_and_has_no_mark(name: str) -> None:
    figure = EVERY[name]
    assert "search.other" not in marks(figure)
    assert "Other ethnic group" in texts(figure)
    assert "Too few to publish [c]" in texts(figure)


def test_a_hidden_group_takes_as_much_room_as_any_other() -> None:
    rows = [n["y"] for n in make_cascade()["layout"]["annotations"] if n["text"] in (
        "Black", "Mixed", "Other ethnic group"
    )]  # fmt: skip
    assert rows[1] - rows[0] == rows[2] - rows[1]


def test_why_there_are_no_rows_stands_in_a_dashed_outline() -> None:
    figure = make_cascade()
    dashed = [s for s in figure["layout"]["shapes"] if s["line"].get("dash")]
    assert len(dashed) == 1
    assert "Published for England and Wales alone" in texts(figure)


def test_a_caution_is_in_the_colour_of_what_needs_attention() -> None:
    colours = {
        note["text"]: note["font"]["color"]
        for note in make_cascade()["layout"]["annotations"]
    }
    assert colours["ethnicity not stated for 20.3%"] == ATTENTION
    assert colours["No verdict"] == ATTENTION


@pytest.mark.parametrize("name", ["cascade", "cascade_narrow", "forest"])
def test_no_label_leaves_the_picture(name: str) -> None:
    svg = draw(EVERY[name], title="T", description="D")
    assert 'x="-' not in svg


def test_areas_without_a_ratio_stand_last_and_say_why() -> None:
    figure = make_forest()
    assert set(marks(figure)) == {"A1", "A2", "A3"}
    last = [n for n in figure["layout"]["annotations"] if n["y"] == 3]
    assert [note["text"] for note in last] == ["Farley", "Too few to publish"]


def test_the_axis_holds_half_and_double_and_every_mark() -> None:
    low, high = ratio_range([])
    assert low < 0.5
    assert high > 2
    low, high = ratio_range([mark("a", 14.0, (9.0, 20.0)), HIDDEN])
    assert high > 14
    # A nought has no place on a log axis, and does not stretch it.
    assert ratio_range([mark("a", 0.0, (0.0, 0.4))]) == ratio_range([])


@pytest.mark.parametrize("room", [120, 342, 510])
def test_ticks_keep_apart_and_one_is_always_among_them(room: int) -> None:
    axis = ratio_axis(0.4, 16.0, room=room, language=ENGLISH)
    assert 1 in axis["tickvals"]
    assert axis["tickvals"] == sorted(axis["tickvals"])
    assert len(axis["tickvals"]) <= room / 25


def test_a_year_without_a_ratio_is_a_gap_and_another_edition_a_break() -> None:
    figure = make_ratio_trend()
    line = next(t for t in figure["data"] if t.get("line", {}).get("width") == 2)
    assert line["y"].count(None) >= 3
    assert None in line["y"][4:]
    upright = [s for s in figure["layout"]["shapes"] if s["line"].get("dash")]
    assert [shape["x0"] for shape in upright] == [4.5]
    assert "2013" not in marks(figure)


def test_a_share_that_is_not_known_is_an_outline_and_no_bar() -> None:
    figure = make_shares()
    assert [len(trace["x"]) for trace in figure["data"]] == [2, 2]
    assert sum(bool(s["line"].get("dash")) for s in figure["layout"]["shapes"]) == 1


def test_bars_of_people_share_a_scale_and_go_either_way() -> None:
    most = excess_mini(900, most=900)["data"][0]["x"][0]
    assert most == 1.0
    assert excess_mini(450, most=900)["data"][0]["x"][0] == 0.5
    assert -0.22 <= excess_mini(-900, most=900)["data"][0]["x"][0] < 0


def test_on_a_phone_a_long_name_has_a_line_of_its_own() -> None:
    told = "1.03 (0.9 to 1.2) No clear difference"
    rows = [
        row(name, mark(name, 1.03, (0.9, 1.2)), "No clear difference")
        for name in ("Mixed", "Other ethnic group")
    ]
    blocks = [Block("Stopped and searched", "", "", tuple(rows))]
    figure = cascade_figure(blocks, WORDS, width=358, language=ENGLISH)
    notes = figure["layout"]["annotations"]
    short, long = (
        next(n["y"] for n in notes if n["text"] == name)
        for name in ("Mixed", rows[1].name)
    )
    beside, under = (note["y"] for note in notes if note["text"] == told)
    assert beside == short
    assert under > long
