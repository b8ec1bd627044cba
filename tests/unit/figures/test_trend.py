import plotly.graph_objects as go
import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.lettering import text_width
from dashboard.figures.scales import make_plot
from dashboard.figures.theme import Figure
from dashboard.figures.trend import Background, shared_range
from dashboard.measures import Kind
from tests.unit.figures.examples import (
    BACKGROUND,
    MISSING,
    MONTHS,
    SERIES,
    make_trend,
)

OWN = theme.LOOKS[Identity.OWN].mark
NOTHING = (None,) * 24
BARE = BACKGROUND._replace(band_label="", national_label="")


def lines_of(figure: Figure, colour: str) -> list[list[float | None]]:
    return [
        trace["y"]
        for trace in figure["data"]
        if trace.get("mode") == "lines" and trace["line"].get("color") == colour
    ]


def words(figure: Figure) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


@pytest.mark.parametrize("width", [282, 358])
def test_plotly_can_draw_it(width: int) -> None:
    go.Figure(make_trend(width=width))


def test_the_areas_line_keeps_its_gaps() -> None:
    assert lines_of(make_trend(), OWN) == [list(SERIES)]
    assert all(t.get("connectgaps", False) is False for t in make_trend()["data"])


def test_the_line_lies_on_a_white_casing() -> None:
    figure = make_trend()
    casing, line = (
        next(
            (n, trace["line"]["width"])
            for n, trace in enumerate(figure["data"])
            if trace["line"].get("color") == colour
        )
        for colour in (theme.PAPER, OWN)
    )
    assert casing[0] < line[0]
    assert casing[1] > line[1]


def test_the_national_line_is_ink() -> None:
    assert lines_of(make_trend(), theme.INK) == [list(BACKGROUND.national)]


def test_the_band_closes_around_each_stretch_and_leaves_the_gap_open() -> None:
    band = make_trend()["data"][0]
    breaks = [n for n, x in enumerate(band["x"]) if x is None]
    first = band["x"][: breaks[0]]
    second = band["x"][breaks[0] + 1 :]
    assert len(breaks) == 1
    assert (min(first), max(first)) == (-0.5, MISSING - 0.5)
    assert (min(second), max(second)) == (MISSING + 0.5, 23.5)


def test_a_single_month_between_gaps_still_has_a_band() -> None:
    only = tuple(0.5 if n == 3 else None for n in range(24))
    background = Background(low=only, high=only, national=only)
    band = make_trend(background=background)["data"][0]
    assert set(band["x"]) == {2.5, 3, 3.5}


def test_a_month_nobody_has_figures_for_is_shaded() -> None:
    shaded = make_trend()["layout"]["shapes"]
    assert [(shape["x0"], shape["x1"]) for shape in shaded] == [
        (MISSING - 0.5, MISSING + 0.5)
    ]


def test_a_value_alone_between_gaps_is_a_dot() -> None:
    dots = next(t for t in make_trend()["data"] if t["mode"] == "markers")
    assert (dots["x"], dots["y"]) == ([15], [SERIES[15]])


def test_the_latest_value_is_marked_and_written() -> None:
    figure = make_trend()
    mark = figure["data"][-1]
    assert (mark["x"], mark["y"]) == ([23], [SERIES[23]])
    assert mark["customdata"] == ["A2"]
    assert mark["marker"]["color"] == OWN
    assert words(figure)[0] == "84.6"


def test_where_the_last_month_is_missing_the_one_before_is_marked() -> None:
    figure = make_trend((*SERIES[:23], None))
    assert figure["data"][-1]["x"] == [22]
    assert words(figure)[0] == "84.4"


def test_a_provisional_end_is_hollow_and_dashed() -> None:
    figure = make_trend(provisional=MONTHS[22:])
    lines = [trace for trace in figure["data"] if trace["mode"] == "lines"]
    dashed = [line for line in lines if line["line"].get("dash") == "4px,3px"]
    assert [n for n, y in enumerate(dashed[0]["y"]) if y is not None] == [21, 22, 23]
    assert figure["data"][-1]["marker"]["color"] == theme.PAPER
    assert figure["data"][-1]["marker"]["line"]["color"] == OWN


def test_years_are_named_at_their_januaries() -> None:
    axis = make_trend()["layout"]["xaxis"]
    assert axis["tickvals"] == [0, 12]
    assert axis["ticktext"] == ["2014", "2015"]


def test_the_unit_stands_on_the_top_label_only() -> None:
    texts = make_trend()["layout"]["yaxis"]["ticktext"]
    assert texts[-1].endswith("%")
    assert not any("%" in text for text in texts[:-1])


def test_background_labels_are_written_only_where_asked_for() -> None:
    named = ["Middle 80% of areas", "England and Wales"]
    assert words(make_trend())[1:] == named
    assert words(make_trend(background=BARE))[1:] == []


def test_background_labels_stand_clear_of_the_band() -> None:
    figure = make_trend()
    plot = make_plot(figure)
    above, below = (
        plot.y.at(note["y"]) + (note["ay"] if note["showarrow"] else -note["yshift"])
        for note in figure["layout"]["annotations"][1:]
    )
    assert above < plot.y.at(0.88) - 6
    assert below > plot.y.at(0.78) + 6


def test_neighbouring_charts_have_plots_of_one_size() -> None:
    low = tuple(0.0123 if value else None for value in SERIES)
    one, other = make_trend()["layout"], make_trend(low)["layout"]
    assert one["margin"] == other["margin"]
    assert one["yaxis"] == other["yaxis"]


def test_an_area_without_any_figures_still_has_its_chart() -> None:
    figure = make_trend(NOTHING)
    go.Figure(figure)
    assert words(figure) == ["Middle 80% of areas", "England and Wales"]


def test_a_chart_without_any_figures_is_shaded_throughout() -> None:
    empty = Background(NOTHING, NOTHING, NOTHING, "Middle 80%", "England and Wales")
    figure = make_trend(NOTHING, background=empty)
    go.Figure(figure)
    shape = figure["layout"]["shapes"][0]
    assert (shape["x0"], shape["x1"]) == (-0.5, 23.5)
    assert words(figure) == []


def test_one_scale_holds_every_area_and_the_band() -> None:
    low, high = shared_range([(0.7, None), (0.95,)], BACKGROUND, kind=Kind.PROPORTION)
    assert low < 0.7
    assert 0.95 < high <= 1


def test_without_figures_there_is_a_scale_all_the_same() -> None:
    empty = Background(NOTHING, NOTHING, NOTHING)
    assert shared_range([NOTHING], empty, kind=Kind.RATE) == (0, 1.04)


def test_a_period_of_which_much_is_to_come_is_hatched_and_says_how_much() -> None:
    figure = make_trend(unsettled={MONTHS[23]: "16% not concluded"})
    (hatched,) = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert hatched["x"] == [23]
    assert hatched["marker"]["pattern"]["shape"] == "/"
    assert "16% not concluded" in words(figure)
    go.Figure(figure)


def test_the_bands_name_keeps_clear_of_how_much_is_not_concluded() -> None:
    told = "16% of the cases are not concluded"
    # There is most room over the band at its end, where the other words go.
    falling = BACKGROUND._replace(high=tuple(0.89 - n * 0.004 for n in range(24)))
    ends = [
        x_of(
            make_trend(NOTHING, background=falling, width=560, unsettled=unsettled),
            BACKGROUND.band_label,
        )
        + text_width(BACKGROUND.band_label, theme.font()) / 2
        for unsettled in (None, {MONTHS[23]: told})
    ]
    corner = make_plot(make_trend(width=560)).x.at(23.5) - text_width(
        told, theme.font()
    )
    assert ends[0] > corner
    assert ends[1] < corner


@pytest.mark.parametrize(("level", "edge"), [(0.78, "top"), (0.89, "bottom")])
def test_how_much_is_to_come_stands_where_no_line_is(level: float, edge: str) -> None:
    flat = (level,) * 24
    figure = make_trend(
        flat,
        background=Background(flat, flat, flat),
        width=560,
        unsettled={MONTHS[23]: "16% not concluded"},
    )
    (note,) = [
        n for n in figure["layout"]["annotations"] if n["text"] == "16% not concluded"
    ]
    assert note["yanchor"] == edge


def test_the_nations_name_keeps_clear_of_how_much_is_not_concluded() -> None:
    told = "16% of the cases are not concluded"
    rising = tuple(0.78 + n * 0.005 for n in range(24))
    background = BACKGROUND._replace(low=rising, high=rising, national=rising)
    figure = make_trend(
        NOTHING, background=background, width=560, unsettled={MONTHS[23]: told}
    )
    end = x_of(figure, BACKGROUND.national_label) + (
        text_width(BACKGROUND.national_label, theme.font()) / 2
    )
    corner = make_plot(figure).x.at(23.5) - text_width(told, theme.font())
    assert end < corner


def x_of(figure: Figure, text: str) -> float:
    (note,) = [n for n in figure["layout"]["annotations"] if n["text"] == text]
    return make_plot(figure).x.at(note["x"])
