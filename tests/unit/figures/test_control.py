import math
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.control import Reference, control_figure
from dashboard.figures.lettering import text_width
from dashboard.figures.scales import make_plot
from dashboard.figures.svg import draw
from dashboard.figures.theme import Figure
from tests.factories import ENGLISH, WELSH, make_measure
from tests.unit.figures.charts import (
    STEADY,
    WITH_SIGNALS,
    make_chart,
    make_control,
    make_counted,
    make_event,
)
from tests.unit.figures.reading import of, texts

OWN = theme.LOOKS[Identity.OWN].mark
#: The first of 14 months before it is January 2014.
REBASE = make_event(date(2015, 3, 1), is_rebase=True)
#: Five years that do not repeat with the calendar.
LONG = (0.79, 0.81, 0.8, 0.82, 0.8, 0.79, 0.81) * 9
#: The same shape year after year, which limits about values would call a signal.
SEASONS = tuple(0.7 + 0.1 * math.sin(n * math.pi / 6) + n % 5 / 500 for n in range(60))


def words(figure: Figure) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def lines(figure: Figure, colour: str) -> list[dict[str, Any]]:
    return [
        trace
        for trace in figure["data"]
        if trace["mode"] == "lines" and trace["line"]["color"] == colour
    ]


def marks(figure: Figure) -> dict[int, tuple[str, str]]:
    """Place to symbol and colour of each mark."""
    found = {}
    for trace in figure["data"]:
        if trace["mode"] != "markers":
            continue
        marker, count = trace["marker"], len(trace["x"])
        symbols = marker["symbol"]
        symbols = symbols if isinstance(symbols, list) else [symbols] * count
        for place, symbol, colour in zip(
            trace["x"], symbols, marker["color"], strict=True
        ):
            found[place] = symbol, colour
    return found


def bands(figure: Figure) -> list[dict[str, Any]]:
    shapes = figure["layout"]["shapes"]
    return [s for s in shapes if s["type"] == "rect" and s["fillcolor"] == theme.BAND]


def trials(figure: Figure) -> list[dict[str, Any]]:
    shapes = figure["layout"]["shapes"]
    return [s for s in shapes if s["type"] == "line" and "dash" in s["line"]]


@pytest.mark.parametrize("width", [1152, 760, 358])
@pytest.mark.parametrize(
    "values", [WITH_SIGNALS, STEADY[:4], (0.8,), SEASONS, (None, 0.8, None)]
)
def test_plotly_and_our_renderer_can_draw_it(
    values: tuple[float | None, ...], width: int
) -> None:
    figure = make_control(values, width=width, target=0.84, events=[REBASE])
    go.Figure(figure)
    assert draw(figure, title="Chart", description="").endswith("</svg>")


def test_a_chart_without_any_period_is_an_empty_plot() -> None:
    figure = make_control(())
    go.Figure(figure)
    assert words(figure) == []
    assert not texts(draw(figure, title="", description=""))[7:]


def test_the_mean_is_dotted_over_a_grey_band() -> None:
    figure = make_control(STEADY)
    (mean,) = lines(figure, theme.INK_3)
    assert mean["y"] == [0.8, 0.8]
    assert mean["line"]["dash"] == "2px,3px"
    (band,) = bands(figure)
    assert (band["y0"], band["y1"]) == (0.7468, 0.8532)
    assert (band["x0"], band["x1"]) == (-0.5, 19.5)


def test_limits_are_named_with_their_values() -> None:
    named = words(make_control(STEADY))
    assert named[:3] == ["Upper limit 85.3%", "Mean 80.0%", "Lower limit 74.7%"]
    brief = words(make_control(STEADY, width=358))
    assert brief[:3] == ["Upper 85.3%", "Mean 80.0%", "Lower 74.7%"]


def test_a_favourable_signal_is_a_blue_square_and_a_bad_one_a_pink_diamond() -> None:
    found = marks(make_control())
    assert found[9] == ("square", theme.GOOD)
    assert found[15] == ("diamond", theme.ATTENTION)


def test_polarity_turns_the_colours_round_and_nothing_else() -> None:
    lower = make_control(measure=make_measure(polarity="lower_is_better"))
    found = marks(lower)
    assert found[9] == ("diamond", theme.ATTENTION)
    assert found[15] == ("square", theme.GOOD)
    assert bands(lower) == bands(make_control())


def test_a_signal_without_a_better_side_is_a_grey_hexagon() -> None:
    found = marks(make_counted([100.0, 104.0] * 10 + [140.0]))
    assert found[20] == ("hexagon2", theme.NEUTRAL)


def test_signals_are_larger_than_other_marks() -> None:
    small, large = (
        trace["marker"]["size"]
        for trace in make_control()["data"]
        if trace["mode"] == "markers"
    )
    assert large > max(small)


def test_a_gap_breaks_the_line_and_is_shaded_and_named() -> None:
    values = (*STEADY[:10], None, None, *STEADY[12:])
    figure = make_control(values)
    assert lines(figure, OWN)[0]["y"] == list(values)
    assert lines(figure, OWN)[0]["connectgaps"] is False
    shaded = [
        (shape["x0"], shape["x1"])
        for shape in figure["layout"]["shapes"]
        if shape.get("fillcolor") == theme.WASH
    ]
    assert shaded == [(9.5, 11.5)]
    assert "Not published" in words(figure)


def test_a_suppressed_gap_says_so() -> None:
    named = words(make_control(STEADY, statuses={9: "suppressed", 10: "suppressed"}))
    assert "Too few to publish" in named
    assert "Not published" not in named


def test_limits_start_anew_where_a_person_agreed() -> None:
    figure = make_control((*STEADY[:14], *(0.85, 0.87) * 8), events=[REBASE])
    first, second = bands(figure)
    assert first["x1"] == second["x0"] == 13.5
    assert (first["y0"], second["y0"]) == (0.7468, 0.8068)
    levels = [trace["x"] for trace in lines(figure, theme.INK_3)]
    assert levels == [[-0.5, 13.5], [13.5, 29.5]]
    assert "New scheme: limits start anew" in words(figure)


def test_the_mean_of_an_earlier_phase_is_named() -> None:
    low = (*(0.66,) * 7, *(0.76,) * 7)
    figure = make_control((*low, *STEADY), events=[REBASE])
    assert "Mean 71.0%" in words(figure)
    assert "Mean 80.0%" in words(figure)


def test_limits_on_trial_are_dashed_and_said_to_be() -> None:
    figure = make_control(STEADY[:8])
    assert not bands(figure)
    assert {shape["y0"] for shape in trials(figure)} == {0.7468, 0.8532}
    assert "Trial limits: 8 of 13 months" in words(figure)
    assert not trials(make_control(STEADY))


def test_limits_on_trial_show_no_signal() -> None:
    found = marks(make_control((*STEADY[:8], 0.95)))
    assert {symbol for symbol, _ in found.values()} == {"circle"}


def test_limits_resting_on_too_few_cases_are_on_trial_however_long() -> None:
    measure = make_measure(minimum_base=5000)
    figure = make_control(STEADY, measure=measure)
    assert "Trial limits: too few cases to judge by" in words(figure)


def test_earlier_limits_on_trial_are_named_beside_them() -> None:
    early = make_event(date(2014, 9, 1), is_rebase=True)
    figure = make_control((*STEADY[:8], *STEADY), events=[early])
    notes = figure["layout"]["annotations"]
    note = next(n for n in notes if n["text"] == "Trial limits: 8 of 13 months")
    assert (note["xref"], note["yref"]) == ("x", "y")


def test_limits_stop_at_what_a_share_can_be() -> None:
    values = [0.99, 1.0, 0.95, 1.0] * 5
    figure = make_control(values, width=760)
    chart = make_chart(values)
    assert chart.phase is not None
    assert (chart.phase.limits.upper or 0) > 1
    assert bands(figure)[0]["y1"] == 1
    assert "Upper limit 100.0%" in words(figure)
    assert figure["layout"]["yaxis"]["range"][1] == 1


def test_a_count_has_no_limit_below_nought() -> None:
    figure = make_counted([1.0, 9.0] * 10)
    assert bands(figure)[0]["y0"] == 0
    assert figure["layout"]["yaxis"]["range"][0] == 0


def test_the_target_is_a_labelled_line_across_the_plot() -> None:
    figure = make_control(STEADY, target=0.9)
    (line,) = lines(figure, theme.BENCHMARK)
    assert (line["x"], line["y"]) == ([-0.5, 19.5], [0.9, 0.9])
    assert "Target 90.0%" in words(figure)
    assert "Target 90.0%" not in words(make_control(STEADY))


def test_levels_close_together_are_written_apart() -> None:
    figure = make_control(STEADY, target=0.801)
    plot = make_plot(figure)
    beside = [
        plot.y.at(note["y"]) - note["yshift"]
        for note in figure["layout"]["annotations"]
        if note["xref"] == "paper"
    ]
    heights = sorted(beside)
    apart = [after - before for before, after in pairwise(heights)]
    assert len(heights) == 4
    assert min(apart) >= 17.9


def test_words_beside_the_plot_stay_in_the_picture() -> None:
    for width in (760, 358):
        figure = make_control(STEADY, target=0.801, width=width)
        plot = make_plot(figure)
        for note in figure["layout"]["annotations"]:
            if note["xref"] == "paper":
                end = (
                    plot.right + note["xshift"] + text_width(note["text"], note["font"])
                )
                assert end <= width


def test_the_latest_value_is_written() -> None:
    assert "August 2015: 81.0%" in words(make_control(STEADY))
    assert "81.0%" in words(make_control(STEADY, width=358))


def test_the_latest_month_beyond_a_limit_is_named_in_its_colour() -> None:
    notes = make_control()["layout"]["annotations"]
    note = next(note for note in notes if note["text"] == "April 2015: 70.0%")
    assert note["font"]["color"] == theme.ATTENTION


def test_a_provisional_end_is_hollow_and_dashed_and_says_so() -> None:
    figure = make_control(STEADY, statuses={19: "provisional"})
    dashed = [t for t in lines(figure, OWN) if t["line"]["dash"] == "4px,3px"]
    assert [n for n, y in enumerate(dashed[0]["y"]) if y is not None] == [18, 19]
    assert marks(figure)[19] == ("circle", theme.PAPER)
    assert "August 2015: 81.0% provisional" in words(figure)


def test_a_provisional_signal_is_a_hollow_square() -> None:
    figure = make_control((*STEADY, 0.95), statuses={20: "provisional"})
    signal = figure["data"][-1]["marker"]
    assert signal["symbol"] == ["square"]
    assert signal["color"] == [theme.PAPER]
    assert signal["line"]["color"] == [theme.GOOD]


def test_a_seasonal_chart_says_that_it_shows_differences() -> None:
    figure = make_control(SEASONS, target=0.8)
    assert make_chart(SEASONS).is_seasonal
    assert "Difference from a year earlier, percentage points" in words(figure)
    ticks = figure["layout"]["yaxis"]["ticktext"]
    assert not any("%" in tick for tick in ticks)
    assert any(tick.startswith("+") for tick in ticks)
    assert any(tick.startswith("\N{MINUS SIGN}") for tick in ticks)


def test_a_seasonal_chart_shows_no_level() -> None:
    reference = Reference("England and Wales", SEASONS)
    figure = make_control(SEASONS, target=0.8, reference=reference)
    assert not lines(figure, theme.INK)
    assert not any("Target" in text or "England" in text for text in words(figure))


def test_a_seasonal_chart_begins_with_its_first_difference() -> None:
    figure = make_control(SEASONS)
    assert figure["layout"]["xaxis"]["range"] == [11.5, 59.5]
    assert bands(figure)[0]["x0"] == 11.5


def test_other_charts_have_no_heading_of_their_own() -> None:
    assert not any("Difference" in text for text in words(make_control()))


def test_the_reference_is_a_thin_line_that_is_named() -> None:
    reference = Reference("England and Wales", (0.83,) * 20)
    for width in (760, 358):
        figure = make_control(STEADY, reference=reference, width=width)
        assert lines(figure, theme.INK)[0]["y"] == [0.83] * 20
        assert "England and Wales" in words(figure)


def test_a_reference_in_the_thick_of_it_is_named_under_everything() -> None:
    values = (0.9, 0.6, 0.88, 0.63, 0.7, 0.95, 0.58) * 6
    reference = Reference("England and Wales", (0.75, 0.76) * 21)
    figure = make_control(values, reference=reference, width=358)
    notes = figure["layout"]["annotations"]
    note = next(note for note in notes if note["text"] == "England and Wales")
    assert note["showarrow"]
    assert note["ay"] > 0


def test_months_without_room_for_marks_are_a_line() -> None:
    wide, narrow = (
        marks(make_control(LONG)),
        marks(make_control(LONG, width=358)),
    )
    assert len(wide) == 63
    assert len(narrow) < 63
    assert 62 in narrow


def test_a_value_alone_between_gaps_keeps_its_dot() -> None:
    values = (*STEADY, None, 0.8, None, *LONG)
    assert 21 in marks(make_control(values, width=358))


def test_marks_say_their_month_value_and_signs() -> None:
    signal = make_control()["data"][-1]
    assert signal["hovertext"][0].startswith("October 2014: 90.0%, above its usual")


def test_words_never_cover_a_signal() -> None:
    figure = make_control()
    plot = make_plot(figure)
    signal = figure["data"][-1]
    for x, y in zip(signal["x"], signal["y"], strict=True):
        at = plot.x.at(x), plot.y.at(y)
        for note in figure["layout"]["annotations"]:
            if note["xref"] == "paper":
                continue
            left = plot.x.at(note["x"]) + note["xshift"]
            long = text_width(note["text"], note["font"])
            left -= {"left": 0.0, "center": long / 2, "right": long}[note["xanchor"]]
            middle = plot.y.at(note["y"]) - note["yshift"]
            is_beside = not left - 5 < at[0] < left + long + 5
            assert is_beside or abs(middle - at[1]) > 10


def test_titles_are_in_the_readers_language() -> None:
    chart = make_chart(STEADY, events=[make_event(date(2014, 5, 9))])
    figure = control_figure(chart, width=760, language=WELSH)
    assert "New scheme (cy)" in words(figure)
    assert "New scheme" in words(control_figure(chart, width=760, language=ENGLISH))


def test_a_constant_series_has_its_mean_and_no_signal() -> None:
    figure = make_control((0.8,) * 20)
    assert {symbol for symbol, _ in marks(figure).values()} == {"circle"}
    assert "Mean 80.0%" in words(figure)
    assert not of("polygon", draw(figure, title="", description=""))
