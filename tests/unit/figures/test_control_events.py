from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from dashboard.charting import Event
from dashboard.figures import theme
from dashboard.figures.lettering import Box, text_width
from dashboard.figures.scales import make_plot
from dashboard.figures.theme import Figure
from tests.unit.figures.charts import make_control, make_event
from tests.unit.figures.drawing import picture

LONG_TITLE = "Digital case file goes live in every court of the area at once"


#: Forty months that do not repeat with the calendar.
VALUES = ((0.79, 0.81, 0.8, 0.82, 0.8, 0.79, 0.81) * 6)[:40]


def drawn(events: Sequence[Event], *, width: int = 760) -> Figure:
    return make_control(VALUES, events=events, width=width)


def rules(figure: Figure) -> list[dict[str, Any]]:
    """The part of each rule that stands over the plot."""
    return [
        shape
        for shape in figure["layout"]["shapes"]
        if shape["type"] == "line" and shape["yref"] == "paper"
    ]


def flags(figure: Figure) -> list[dict[str, Any]]:
    return [
        note
        for note in figure["layout"]["annotations"]
        if (note["xref"], note["yref"]) == ("x", "paper")
    ]


def box(note: dict[str, Any], figure: Figure) -> Box:
    plot = make_plot(figure)
    long = text_width(note["text"], note["font"])
    left = plot.x.at(note["x"]) + note["xshift"]
    left -= {"left": 0, "center": long / 2, "right": long}[note["xanchor"]]
    middle = plot.top - note["yshift"]
    return Box(left, middle - 8, left + long, middle + 8)


def events(*days: date, title: str = "Something happened") -> list[Event]:
    return [make_event(day, title) for day in days]


def test_an_event_is_a_thin_rule_at_its_day() -> None:
    (rule,) = rules(drawn(events(date(2014, 6, 16))))
    assert rule["x0"] == rule["x1"] == 5
    assert rule["line"] == {"color": theme.AXIS, "width": 1}


def test_a_rule_runs_from_the_axis_past_its_words_without_a_break() -> None:
    figure = drawn(events(date(2014, 6, 16)))
    inside, over = (s for s in figure["layout"]["shapes"] if s["x0"] == s["x1"] == 5)
    assert [inside["y0"], inside["y1"]] == figure["layout"]["yaxis"]["range"]
    assert over["y0"] == 1
    assert over["y1"] > 1


def test_a_new_start_stands_where_its_limits_begin() -> None:
    rebase = make_event(date(2015, 3, 20), is_rebase=True)
    figure = drawn([rebase])
    (rule,) = rules(figure)
    band = [s for s in figure["layout"]["shapes"] if s["type"] == "rect"][1]
    assert rule["x0"] == band["x0"] == 13.5
    assert rule["line"]["color"] == theme.INK


def test_events_outside_the_periods_are_left_out() -> None:
    assert not rules(drawn(events(date(2013, 12, 31), date(2017, 5, 1))))


def test_a_new_start_before_the_first_period_begins_nothing() -> None:
    first = make_event(date(2014, 1, 1), is_rebase=True)
    (flag,) = flags(drawn([first]))
    assert flag["text"] == "New scheme"


def test_each_event_leaves_the_plot_as_high_as_it_was() -> None:
    plain, flagged = make_control(VALUES), drawn(events(date(2014, 6, 16)))
    heights = [
        make_plot(figure).bottom - make_plot(figure).top for figure in (plain, flagged)
    ]
    assert heights[0] == heights[1]
    assert flagged["layout"]["height"] > plain["layout"]["height"]


CROWDS = {
    "apart": events(date(2014, 3, 2), date(2015, 5, 5), date(2016, 7, 1)),
    "neighbours": events(date(2014, 3, 2), date(2014, 5, 5), date(2014, 7, 1)),
    "one day": events(date(2015, 3, 2), date(2015, 3, 2)),
    "at both ends": events(date(2014, 1, 1), date(2017, 4, 28)),
    "at the end": events(date(2017, 2, 1), date(2017, 3, 1), date(2017, 4, 1)),
    "long": events(date(2014, 2, 2), date(2016, 9, 9), title=LONG_TITLE),
    "crowd": events(*(date(2014 + n // 4, 1 + n % 4, 3) for n in range(12))),
}


@pytest.mark.parametrize("width", [1152, 760, 358])
@pytest.mark.parametrize("name", list(CROWDS))
def test_words_of_events_neither_meet_nor_are_run_through(
    name: str, width: int
) -> None:
    figure = drawn(CROWDS[name], width=width)
    plot = make_plot(figure)
    boxes = [box(note, figure) for note in flags(figure)]
    assert len(boxes) == len(CROWDS[name])
    for n, one in enumerate(boxes):
        assert one.left >= 0
        assert one.right <= width
        assert one.top >= 0
        for other in boxes[:n]:
            assert one.overlap(other) == 0
        for rule in rules(figure):
            x = plot.x.at(rule["x0"])
            top = plot.bottom + (plot.top - plot.bottom) * rule["y1"]
            assert not (one.left < x < one.right and top < one.top + 4)
    picture(figure)


def test_an_event_that_fits_is_named_in_full() -> None:
    (flag,) = flags(drawn(events(date(2014, 2, 2), title=LONG_TITLE)))
    assert flag["text"] == LONG_TITLE


def test_long_words_are_cut_after_a_whole_word() -> None:
    crowd = events(date(2014, 2, 2), date(2014, 4, 2), title=LONG_TITLE)
    crowd += events(date(2014, 5, 2), date(2014, 6, 3), title=LONG_TITLE)
    texts = {note["text"] for note in flags(drawn(crowd[:3], width=358))}
    cut = {text for text in texts if text.endswith("\N{HORIZONTAL ELLIPSIS}")}
    assert cut
    assert all(LONG_TITLE.startswith(text[:-1]) for text in cut)


def test_a_crowd_of_events_is_numbered_in_the_order_of_dates() -> None:
    figure = drawn(CROWDS["crowd"][::-1], width=358)
    named = [(note["x"], note["text"]) for note in flags(figure)]
    assert [text for _, text in sorted(named)] == [str(n) for n in range(1, 13)]


def test_events_left_out_keep_their_numbers_for_the_list_beside() -> None:
    crowd = [*events(date(2013, 5, 1)), *CROWDS["crowd"]]
    texts = {note["text"] for note in flags(drawn(crowd, width=358))}
    assert texts == {str(n) for n in range(2, 14)}
