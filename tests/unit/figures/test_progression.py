from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.figures.mini import bar_mini
from dashboard.figures.svg import draw
from dashboard.figures.theme import PAPER, Figure
from tests.unit.figures.progression import (
    CLEAR,
    HIDDEN,
    QUARTERS,
    SIMILAR,
    UNSETTLED,
    make_cohort,
    make_ladder,
    make_moved,
    make_open,
    make_rows,
)


def words(figure: Figure) -> str:
    return " ".join(note["text"] for note in figure["layout"]["annotations"])


def marks(figure: Figure) -> dict[str, Any]:
    (trace,) = figure["data"]
    return dict(zip(trace["customdata"], trace["marker"]["color"], strict=True))


@pytest.mark.parametrize("width", [1200, 576, 480, 358])
def test_words_leave_the_marks_room_to_be_told_apart(width: int) -> None:
    figure = make_rows(width=width)
    margin = figure["layout"]["margin"]
    assert width - margin["l"] - margin["r"] >= 150
    assert "13.0%" in words(figure)


def test_half_a_page_keeps_to_the_share_and_leaves_the_rest_to_the_table() -> None:
    whole, half = words(make_rows()), words(make_rows(width=576))
    assert "11.0%" in whole
    assert CLEAR.words in whole
    assert "11.0%" not in half


@pytest.mark.parametrize("width", [1200, 576, 358])
def test_plotly_can_draw_them(width: int) -> None:
    for figure in (
        make_rows(width=width),
        make_rows(width=width, is_bar=True),
        make_moved(width=width),
        make_open(width=width, aim=3000),
        make_cohort(width=width),
        make_ladder(width=width),
    ):
        go.Figure(figure)


def test_a_mark_is_filled_where_it_differs_and_hollow_where_it_does_not() -> None:
    colours = marks(make_rows())
    assert colours[CLEAR.key] != PAPER
    assert colours[SIMILAR.key] == PAPER


def test_a_row_of_which_much_is_to_come_is_hollow_and_says_so() -> None:
    figure = make_rows()
    assert marks(figure)[UNSETTLED.key] == PAPER
    assert UNSETTLED.words in words(figure)


def test_a_hidden_row_keeps_its_place_and_has_no_mark_or_benchmark() -> None:
    figure = make_rows()
    assert HIDDEN.key not in marks(figure)
    assert HIDDEN.words in words(figure)
    lines = [s for s in figure["layout"]["shapes"] if s["type"] == "line"]
    assert len(lines) == 3


def test_values_stand_beside_their_rows_and_never_only_on_pointing() -> None:
    said = words(make_rows())
    for row in (CLEAR, SIMILAR, UNSETTLED):
        assert all(text in said for text in row.texts)


def test_on_a_phone_names_stand_whole_above_their_rows() -> None:
    said = words(make_rows(width=358))
    for word in SIMILAR.label.split():
        assert word in said


@pytest.mark.parametrize("width", [1200, 576, 358])
def test_no_name_is_cut_short(width: int) -> None:
    said = words(make_rows(width=width, is_bar=True))
    assert all(word in said for word in SIMILAR.label.split())


def test_bars_begin_at_nothing_and_the_others_step_back_from_the_chosen_one() -> None:
    figure = make_rows(is_bar=True)
    assert figure["layout"]["xaxis"]["range"][0] == 0
    colours = marks(figure)
    others = {colour for key, colour in colours.items() if key != CLEAR.key}
    assert colours[CLEAR.key] not in others


def test_a_quarter_without_a_number_breaks_the_lines_of_what_moved() -> None:
    assert "Received 1,290" in draw(make_moved(), title="", description="")
    trace = make_moved()["data"][0]
    assert trace["y"][2] is None
    assert not trace["connectgaps"]


def test_the_names_of_lines_that_end_together_are_kept_apart() -> None:
    notes = make_moved()["layout"]["annotations"]
    heights = sorted(note["y"] for note in notes)
    low, high = make_moved()["layout"]["yaxis"]["range"]
    assert (heights[1] - heights[0]) / (high - low) > 0.05


def test_a_quarter_out_of_balance_says_by_how_much() -> None:
    (note,) = [n for n in make_open()["layout"]["annotations"] if n["text"] == "+50"]
    assert note["x"] == QUARTERS.index(QUARTERS[2])


def test_an_aim_is_a_hollow_mark_at_its_month_and_no_line_of_figures() -> None:
    figure = make_open(aim=3000)
    last = figure["data"][-1]
    assert last["marker"]["color"] == PAPER
    # Three quarters after the last with figures.
    assert last["x"] == [len(QUARTERS) - 1 + 3]
    assert "3,000 by June 2019" in words(figure)


def test_open_cases_begin_at_nothing() -> None:
    assert make_open()["layout"]["yaxis"]["range"][0] == 0


def test_what_is_not_yet_known_of_a_cohort_is_hatched_and_named() -> None:
    hatched = [t for t in make_cohort()["data"] if t["type"] == "bar"]
    assert [t["marker"]["pattern"]["shape"] for t in hatched] == ["/"]
    assert "Not yet known" in words(make_cohort())


def test_a_cohort_that_is_wholly_known_has_no_hatching() -> None:
    figure = make_cohort(unknown_from=None)
    assert [t for t in figure["data"] if t["type"] == "bar"] == []
    assert "Not yet known" not in words(figure)


def test_a_cohorts_lines_stop_where_it_is_no_longer_known() -> None:
    own = [t for t in make_cohort()["data"] if t.get("mode") == "markers"]
    assert own[0]["y"][-1] is None


def test_the_ladder_prints_unit_clock_part_and_break_of_each_stage() -> None:
    said = words(make_ladder(width=358))
    for word in ("265,520", "6 of 12", "84.6%", "//", "Now defendants"):
        assert word in said


def test_the_rest_of_a_bar_is_hatched_only_where_it_is_still_to_come() -> None:
    plain, still = bar_mini(0.4), bar_mini(0.4, is_rest_open=True)
    assert "pattern" not in plain["data"][1]["marker"]
    assert still["data"][1]["marker"]["pattern"]["shape"] == "/"
